package dev.tickbox.store;

import dev.tickbox.Fields;
import java.util.List;
import java.util.stream.Stream;

/**
 * A document as it was read. {@code version} is the store's own; {@code commits} names the last few commits that wrote it, newest first, so
 * that a writer whose reply was lost can find out whether it was heard.
 */
public record Document(Ref ref, Fields fields, String version, List<String> commits) {
    /** How many commit ids a document remembers. */
    public static final int COMMITS_KEPT = 8;

    public Document {
        commits = List.copyOf(commits);
    }

    /** What a document remembers after one more commit, newest first; the oldest is forgotten. */
    public static List<String> remember(String commit, List<String> before) {
        return Stream.concat(Stream.of(commit), before.stream())
                .limit(COMMITS_KEPT)
                .toList();
    }
}
