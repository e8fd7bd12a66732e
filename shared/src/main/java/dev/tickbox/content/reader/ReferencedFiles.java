package dev.tickbox.content.reader;

import dev.tickbox.content.Suggestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The prompts and schemas that the content file names: each must be a readable text inside the content folder. */
record ReferencedFiles(Problems problems, Path root) {
    /** @param name relative to the content folder, with / between folders */
    record Named(String name, String text) {}

    Optional<Named> read(YamlValue at) {
        return at.text().flatMap(written -> {
            try {
                return find(at, written).flatMap(file -> text(at, file));
            } catch (InvalidPathException | IOException e) {
                at.problem("the file " + written + " cannot be read: " + e.getMessage());
                return Optional.empty();
            }
        });
    }

    private Optional<Path> find(YamlValue at, String written) throws IOException {
        Path file = root.resolve(written).normalize();
        if (!file.startsWith(root)) {
            at.problem(written + " is outside the content folder; copy it into the folder");
        } else if (Files.isDirectory(file)) {
            at.problem(written + " is a folder, not a file");
        } else if (!Files.exists(file)) {
            at.problem("there is no file " + written + Suggestion.hint(written, neighbours(file)));
        } else if (!file.toRealPath().startsWith(root)) {
            at.problem(written + " is a link to a file outside the content folder; copy it into the folder");
        } else {
            return Optional.of(file);
        }
        return Optional.empty();
    }

    private Optional<Named> text(YamlValue at, Path file) {
        String name = name(file);
        Optional<String> text = new TextFile(problems).read(file, name);
        if (text.isPresent() && text.get().isBlank()) {
            at.problem("the file " + name + " is empty");
            return Optional.empty();
        }
        return text.map(found -> new Named(name, found));
    }

    private String name(Path file) {
        return root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
    }

    private List<String> neighbours(Path file) throws IOException {
        Path folder = file.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.map(this::name).toList();
        }
    }
}
