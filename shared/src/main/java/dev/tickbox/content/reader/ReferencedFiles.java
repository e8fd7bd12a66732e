package dev.tickbox.content.reader;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Suggestion;
import dev.tickbox.content.reader.ContentFolder.Problems;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The prompts, schemas and tables that the content file names: each must be a readable text inside the content folder. */
record ReferencedFiles(Problems problems, Path root, Map<String, Integer> sizes) {
    /** What a table of data needs that is too large for the content. */
    static final String SPLIT = "split it, or fetch it from an address";

    private static final int NAMED = 3;

    ReferencedFiles(Problems problems, Path root) {
        this(problems, root, new TreeMap<>());
    }

    /** @param name relative to the content folder, with / between folders */
    record Named(String name, String text) {}

    Optional<Named> read(YamlValue at) {
        return at.text().flatMap(written -> read(written, at::problem));
    }

    /** @param problem reports what is wrong with it, at the place that names it */
    Optional<Named> read(String written, Consumer<String> problem) {
        try {
            return find(written, problem).flatMap(file -> text(file, problem));
        } catch (InvalidPathException | IOException e) {
            problem.accept("the file " + written + " cannot be read: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Whether this text is the name of a file in the content folder. */
    boolean exists(String text) {
        try {
            Path file = root.resolve(text).normalize();
            return file.startsWith(root) && Files.isRegularFile(file);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private Optional<Path> find(String written, Consumer<String> problem) throws IOException {
        Path file = root.resolve(written).normalize();
        if (!file.startsWith(root)) {
            problem.accept(written + " is outside the content folder; copy it into the folder");
        } else if (Files.isDirectory(file)) {
            problem.accept(written + " is a folder, not a file");
        } else if (!Files.exists(file)) {
            problem.accept("there is no file " + written + Suggestion.hint(written, neighbours(file)));
        } else if (!Files.isRegularFile(file)) {
            problem.accept(written + " is not a file with a text: it is a pipe, a socket or a device");
        } else if (!file.toRealPath().startsWith(root)) {
            problem.accept(written + " is a link to a file outside the content folder; copy it into the folder");
        } else {
            return Optional.of(file);
        }
        return Optional.empty();
    }

    private Optional<Named> text(Path file, Consumer<String> problem) {
        String name = name(file);
        Optional<String> text = new TextFile(problems).read(file, name);
        text.ifPresent(found -> sizes.merge(name, found.getBytes(StandardCharsets.UTF_8).length, Integer::sum));
        if (text.isPresent() && text.get().isBlank()) {
            problem.accept("the file " + name + " is empty");
            return Optional.empty();
        }
        return text.map(found -> new Named(name, found));
    }

    /** The largest of them first, with what each takes in the content: one that is named twice is in it twice. */
    String largest() {
        return sizes.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(NAMED)
                .map(file -> file.getKey() + " (" + file.getValue() + ")")
                .collect(Collectors.joining(", "));
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

    /** Reads a file as text: UTF-8, without a byte order mark, with one kind of line end on every machine. */
    record TextFile(Problems problems) {
        /** @param name as in messages, relative to the content folder */
        Optional<String> read(Path file, String name) {
            byte[] bytes;
            try {
                long size = Files.size(file);
                if (size > Definition.MAX_BYTES) {
                    problems.add(
                            name,
                            0,
                            "has " + size + " bytes, and the content with all its files can have "
                                    + Definition.MAX_BYTES + "; shorten or " + SPLIT);
                    return Optional.empty();
                }
                bytes = Files.readAllBytes(file);
            } catch (IOException e) {
                problems.add(name, 0, "cannot be read: " + e);
                return Optional.empty();
            }
            ByteBuffer in = ByteBuffer.wrap(bytes);
            CharBuffer out = CharBuffer.allocate(bytes.length);
            CoderResult result = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(in, out, true);
            if (result.isError()) {
                int line = 1;
                for (int i = 0; i < in.position(); i++) {
                    line += bytes[i] == '\n' ? 1 : 0;
                }
                problems.add(name, line, "is not UTF-8; save the file as UTF-8");
                return Optional.empty();
            }
            String text = out.flip().toString();
            int nul = text.indexOf('\0');
            if (nul >= 0) {
                int line = 1
                        + (int) text.substring(0, nul)
                                .chars()
                                .filter(unit -> unit == '\n')
                                .count();
                problems.add(name, line, "contains a NUL character; save the file as UTF-8 text");
                return Optional.empty();
            }
            return Optional.of((text.startsWith("\uFEFF") ? text.substring(1) : text).replace("\r\n", "\n"));
        }
    }
}
