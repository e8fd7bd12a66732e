package dev.tickbox.content.reader;

import dev.tickbox.content.Definition;
import dev.tickbox.content.reader.ContentFolder.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** A content folder that is right, for a test to put one mistake into. */
public record TestFolder(Path path) {
    static final Set<String> MODELS = Set.of("gemini-3.8-flash", "gemini-3.5-flash", "gemini-3.5-flash-lite");

    /** Lines 1 to 8. */
    public static final String GOOD = """
            sites:
              garden: {publisher: folder, path: public/garden}
            jobs:
              daily:
                site: garden
                schedule: "0 6 * * *"
                model: gemini-3.8-flash
                prompt: prompts/daily.md
            """;

    public static TestFolder at(Path path) {
        return new TestFolder(path).file("prompts/daily.md", "Write about {{run.date}}.\n");
    }

    public TestFolder file(String name, String text) {
        return bytes(name, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    TestFolder bytes(String name, byte[] bytes) {
        try {
            Path file = path.resolve(name);
            Files.createDirectories(file.resolveSibling("."));
            Files.write(file, bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public TestFolder yaml(String text) {
        return file(ContentFolder.FILE, text);
    }

    /** The good file with one text replaced. */
    TestFolder with(String old, String replacement) {
        if (!GOOD.contains(old)) {
            throw new IllegalArgumentException("not in the good file: " + old);
        }
        return yaml(GOOD.replace(old, replacement));
    }

    /** The good file with this after it. */
    TestFolder and(String more) {
        return yaml(GOOD + more);
    }

    /** The good file with the prompt replaced by these steps, which begin on line 9. */
    TestFolder steps(String... steps) {
        return yaml(GOOD.replace("    prompt: prompts/daily.md\n", "    steps:\n")
                + List.of(steps).stream().map(step -> "      - " + step + "\n").reduce("", String::concat));
    }

    /** The same with what a run may cost, which a table that buys needs. */
    TestFolder cappedSteps(String... steps) {
        steps(steps);
        return file(ContentFolder.FILE, read(ContentFolder.FILE) + "defaults: {maxUsd: 1}\n");
    }

    String read(String name) {
        try {
            return Files.readString(path.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> problems() {
        return problems(new ContentFolder.Options(false, MODELS));
    }

    List<String> problems(ContentFolder.Options options) {
        return switch (ContentFolder.read(path, options)) {
            case ContentFolder.Good good -> List.of();
            case ContentFolder.Bad bad ->
                bad.problems().stream().map(Problem::toString).toList();
        };
    }

    public Definition definition() {
        return switch (ContentFolder.read(path, new ContentFolder.Options(false, MODELS))) {
            case ContentFolder.Good good -> good.definition();
            case ContentFolder.Bad bad -> throw new AssertionError(bad.problems());
        };
    }
}
