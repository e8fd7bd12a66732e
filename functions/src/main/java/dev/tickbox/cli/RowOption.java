package dev.tickbox.cli;

import dev.tickbox.view.IdResolver;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Names a row of a run by its key, for commands that work on one run or one row. */
final class RowOption {
    @Option(names = "--row", paramLabel = "KEY", description = "The row of this run that has this key.")
    private @Nullable String key;

    boolean isGiven() {
        return key != null;
    }

    static IdResolver.Found find(StoreSession session, String id, RowOption row) {
        return row.key == null ? session.named().find(id) : session.named().find(id, row.key);
    }
}
