package dev.tickbox.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Every Java file of the repository, in both modules. */
final class Sources {
    static final Path ROOT =
            Path.of(System.getProperty("tickbox.root", "..")).toAbsolutePath().normalize();

    private Sources() {}

    static List<Path> all() throws IOException {
        List<Path> found = new java.util.ArrayList<>();
        for (String module : List.of("shared/src", "functions/src")) {
            try (var files = Files.walk(ROOT.resolve(module))) {
                files.filter(file -> file.toString().endsWith(".java")).sorted().forEach(found::add);
            }
        }
        return found;
    }
}
