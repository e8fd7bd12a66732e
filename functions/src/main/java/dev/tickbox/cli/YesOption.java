package dev.tickbox.cli;

import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Option;

/** For commands that ask before they spend. */
final class YesOption {
    private static final Set<String> YES = Set.of("y", "yes");

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    /** @throws UserError if the person says no, or nobody is there to be asked */
    void need(CliEnvironment here, StoreOptions where) {
        if (yes) {
            return;
        }
        if (where.json || here.ask().isEmpty()) {
            throw new UserError("nothing was done, because nobody can be asked here; to do it: the same with --yes");
        }
        String answer = here.ask().get().apply("Do it? [y/N] ").strip().toLowerCase(Locale.ROOT);
        if (!YES.contains(answer)) {
            throw new UserError("nothing was done");
        }
    }
}
