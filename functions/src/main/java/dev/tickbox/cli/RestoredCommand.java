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
            "Says that this store came out of a backup: the program has forgotten what it did since.",
            "The store is paused. Once resumed, whatever its unfinished runs would buy is first asked for at the vendor; what it",
            "cannot be asked for waits for you, since the site may show it already. Nothing is bought again without a word;",
            "slots that passed meanwhile are not made up for, since they may have been made.",
            "On Firestore a restored database has another name, and the first tick does this by itself."
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
            voice.say(where.name() + ": paused; what was in flight is asked for, and nothing else happens");
            voice.say("look around with: " + where.again("list"));
            voice.say("then go on with: " + where.again("resume"));
            voice.object(Map.of("paused", true, "restored", true));
            return 0;
        }
    }
}
