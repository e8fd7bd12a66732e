package dev.tickbox.emulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A running emulator: from the line that says it is ready until it is closed or this JVM ends.
 *
 * @param host such as {@code 127.0.0.1:8080}: what {@code FIRESTORE_EMULATOR_HOST} or {@code PUBSUB_EMULATOR_HOST} would say
 */
public record Emulator(String host, Process process) implements AutoCloseable {
    private static final String FIRESTORE = "cloud-firestore-emulator";
    private static final String PUB_SUB = "pubsub-emulator";

    /** It is not installed; the message says how to mend that. */
    public static final class Missing extends RuntimeException {
        Missing(String what, String component) {
            super(
                    "no " + what + " emulator: install it with: gcloud components install " + component
                            + (CloudSdk.installed()
                                    ? ""
                                    : " (the Google Cloud CLI is not on the PATH either: https://cloud.google.com/sdk/docs/install)"));
        }
    }

    /** @throws Missing when it is not installed */
    public static Emulator firestore() {
        Path folder = CloudSdk.component(FIRESTORE).orElseThrow(() -> new Missing("Firestore", FIRESTORE));
        return start(folder.resolve("cloud_firestore_emulator"), List.of("start"), "is now running");
    }

    /** @throws Missing when it is not installed */
    public static Emulator pubSub() {
        Path folder = CloudSdk.component(PUB_SUB).orElseThrow(() -> new Missing("Pub/Sub", PUB_SUB));
        return start(folder.resolve("bin").resolve("cloud-pubsub-emulator"), List.of(), "Server started");
    }

    private static Emulator start(Path program, List<String> words, String ready) {
        String host = "127.0.0.1:" + freePort();
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(words);
        command.add("--host=127.0.0.1");
        command.add("--port=" + host.substring(host.indexOf(':') + 1));
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            // The scripts start whatever java is first on the path, which may be too old for them.
            builder.environment().put("JAVA", System.getProperty("java.home") + "/bin/java");
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            // It lives for minutes at most: the second compiler and parallel collection cost more than they give.
            builder.environment().put("JDK_JAVA_OPTIONS", "-XX:+UseSerialGC -XX:TieredStopAtLevel=1");
            Process process = builder.start();
            Emulator emulator = new Emulator(host, process);
            Runtime.getRuntime().addShutdownHook(new Thread(emulator::close));
            awaitLine(process.inputReader(StandardCharsets.UTF_8), ready);
            return emulator;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Free now; whoever takes it should do so soon. */
    public static int freePort() {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void awaitLine(BufferedReader output, String ready) throws IOException {
        List<String> said = new ArrayList<>();
        String line;
        while ((line = output.readLine()) != null) {
            said.add(line);
            if (line.contains(ready)) {
                // Read on, or the emulator stops when the pipe is full; and not by a virtual thread: reading a
                // pipe holds its carrier.
                Thread.ofPlatform().daemon().start(() -> output.lines().forEach(ignored -> {}));
                return;
            }
        }
        throw new IOException("the emulator ended instead of starting:\n" + String.join("\n", said));
    }

    /** A script's own end does not end what it started. */
    @Override
    public void close() {
        Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList()
                .forEach(ProcessHandle::destroyForcibly);
    }
}
