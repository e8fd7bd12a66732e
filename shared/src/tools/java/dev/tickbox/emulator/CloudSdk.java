package dev.tickbox.emulator;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Where the Google Cloud CLI keeps its components. */
final class CloudSdk {
    private CloudSdk() {}

    static boolean installed() {
        return gcloud().isPresent();
    }

    /** A component's folder, such as {@code cloud-firestore-emulator}. */
    static Optional<Path> component(String name) {
        return gcloud().flatMap(gcloud -> Stream.of(beside(gcloud), asked(gcloud))
                .flatMap(Optional::stream)
                .map(root -> root.resolve("platform").resolve(name))
                .filter(Files::isDirectory)
                .findFirst());
    }

    private static Optional<Path> gcloud() {
        return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "gcloud"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Nearly always {@code SDK/bin/gcloud}; asking it takes seconds. */
    private static Optional<Path> beside(Path gcloud) {
        try {
            return Optional.ofNullable(gcloud.toRealPath().getParent()).map(Path::getParent);
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private static Optional<Path> asked(Path gcloud) {
        try {
            Process process = new ProcessBuilder(gcloud.toString(), "info", "--format=value(installation.sdk_root)")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor(30, TimeUnit.SECONDS) && !answer.isEmpty()
                    ? Optional.of(Path.of(answer))
                    : Optional.empty();
        } catch (IOException failed) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
