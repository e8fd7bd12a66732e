package dev.tickbox.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Every Java file of the repository, in both modules. */
public final class Sources {
    public static final Path ROOT =
            Path.of(System.getProperty("tickbox.root", "..")).toAbsolutePath().normalize();

    private Sources() {}

    public static List<Path> all() throws IOException {
        List<Path> found = new ArrayList<>();
        for (String module : List.of("shared/src", "functions/src")) {
            try (var files = Files.walk(ROOT.resolve(module))) {
                files.filter(file -> file.toString().endsWith(".java")).sorted().forEach(found::add);
            }
        }
        return found;
    }

    /**
     * The files of classes of this name, wherever they are.
     *
     * @param part {@code main} or {@code test}
     */
    public static List<Path> named(String simpleName, String part) throws IOException {
        return all().stream()
                .filter(file -> file.endsWith(simpleName + ".java"))
                .filter(file -> ROOT.relativize(file).subpath(1, 3).equals(Path.of("src", part)))
                .toList();
    }
}
