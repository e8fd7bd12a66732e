package dev.tickbox.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Java, the launcher, and the build.
 *
 * @param properties the system properties of this process
 */
public record ProgramLook(Map<String, String> properties) implements Look {
    private static final String JAR = "functions/target/tickbox-functions-0.1.0.jar";
    private static final List<String> SOURCES =
            List.of("shared/src/main", "functions/src/main", "functions/src/tools", "pom.xml");

    @Override
    public String area() {
        return "program";
    }

    @Override
    public List<Finding> look() {
        List<Finding> found = new ArrayList<>();
        found.add(Finding.good(
                area(),
                "Java " + property("java.runtime.version").orElse("?") + " in "
                        + property("java.home").orElse("?")));
        Optional<String> launcher = property("tickbox.command");
        if (launcher.isEmpty()) {
            found.add(Finding.warning(
                    area(),
                    "started without the launcher, so it starts slowly and nobody looks for a newer build",
                    "use the script `tickbox` in the top folder, also in a crontab"));
            return found;
        }
        found.add(build(Path.of(launcher.get())));
        return found;
    }

    private Finding build(Path launcher) {
        try {
            Path home = Optional.ofNullable(launcher.toRealPath().getParent()).orElse(Path.of("/"));
            Path jar = home.resolve(JAR);
            if (!Files.exists(jar)) {
                return Finding.warning(
                        area(), "the build " + jar + " is gone", "build again: " + launcher + " --version");
            }
            FileTime built = Files.getLastModifiedTime(jar);
            if (isNewer(home, built)) {
                return Finding.warning(
                        area(),
                        "the sources are newer than the build of " + built,
                        "rm " + jar + ", then run " + launcher + " --version, which builds");
            }
            return property("tickbox.archive").isPresent()
                    ? Finding.good(
                            area(), launcher + ", built " + built.toInstant().truncatedTo(ChronoUnit.SECONDS))
                    : Finding.warning(
                            area(),
                            "the archive for quick starts is missing, so each tick starts in twice the time",
                            "make " + jar.getParent() + " writable, remove " + jar.resolveSibling("tickbox.jsa")
                                    + ", then run " + launcher + " --version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isNewer(Path home, FileTime built) throws IOException {
        for (String source : SOURCES) {
            if (Files.exists(home.resolve(source))) {
                try (Stream<Path> files = Files.walk(home.resolve(source))) {
                    if (files.filter(Files::isRegularFile)
                            .anyMatch(file -> modified(file).compareTo(built) > 0)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<String> property(String name) {
        return Optional.ofNullable(properties.get(name));
    }
}
