package dev.tickbox.cli;

import dev.tickbox.ledger.Control;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "restored",
        description = {
            "Marks this store as restored from a backup.",
            "The store is paused. After `resume`, the vendor is asked for each open request before anything is bought. If",
            "the vendor cannot be asked, the request needs your decision: the site may already show the article.",
            "Slots between the backup and now get no run, since they may have had one.",
            "A restored Firestore database has a new name, and the first tick on it does this automatically."
        },
        footer = {"", "Example: tickbox restored && tickbox list && tickbox resume"})
final class RestoredCommand implements Callable<Integer> {
    private final CliEnvironment here;

    @Mixin
    private StoreOptions where = new StoreOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    RestoredCommand(CliEnvironment here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        try (StoreSession session = StoreSession.existing(where, here)) {
            new Control(session.store, session.clock).restored();
            Console voice = Console.of(spec, where.json);
            voice.say(where.name() + ": marked as restored and paused");
            voice.say("1. check the runs: " + where.again("list"));
            voice.say("2. resume:         " + where.again("resume"));
            voice.object(Map.of("paused", true, "restored", true));
            return 0;
        }
    }
}
