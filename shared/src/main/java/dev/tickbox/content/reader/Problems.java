package dev.tickbox.content.reader;

import dev.tickbox.content.reader.ContentFolder.Problem;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects every mistake, so that a person mends them in one go and not one after the other. */
final class Problems {
    private final Set<Problem> found = new LinkedHashSet<>();

    void add(String file, int line, String message) {
        found.add(new Problem(file, line, message));
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** The content file first, then the prompts; by line. */
    List<Problem> inOrder() {
        return found.stream()
                .sorted(Comparator.comparing(
                                (Problem problem) -> !problem.file().equals(ContentFolder.FILE))
                        .thenComparing(Problem::file)
                        .thenComparingInt(Problem::line))
                .toList();
    }
}
