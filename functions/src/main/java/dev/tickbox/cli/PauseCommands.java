package dev.tickbox.cli;

import dev.tickbox.ledger.Control;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The two positions of one switch. */
abstract sealed class PauseCommands implements Callable<Integer> {
    private final CliEnvironment here;
    private final boolean on;
    private final String done;
    private final String already;

    @Mixin
    private StoreOptions where = new StoreOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private PauseCommands(CliEnvironment here, boolean on, String done, String already) {
        this.here = here;
        this.on = on;
        this.done = done;
        this.already = already;
    }

    @Override
    public Integer call() {
        try (StoreSession session = StoreSession.existing(where, here)) {
            boolean changed = new Control(session.store, session.clock).pause(on);
            Console voice = Console.of(spec, where.json);
            voice.say(where.name() + ": " + (changed ? done : already));
            if (on) {
                voice.say("go on with: " + where.again("resume"));
            }
            voice.object(Map.of("paused", on, "changed", changed));
            return 0;
        }
    }

    @Command(
            name = "pause",
            description = {
                "Stops every purchase and every publication, on every machine with this store.",
                "What is at the vendor is still looked at and kept, so nothing that is paid gets lost."
            },
            footer = {"", "Example: tickbox pause"})
    static final class Pause extends PauseCommands {
        Pause(CliEnvironment here) {
            super(
                    here,
                    true,
                    "paused: nothing is bought or published; what is at the vendor is still kept",
                    "it was paused already");
        }
    }

    @Command(
            name = "resume",
            description = {
                "Lets purchases and publications go on.",
                "Of the slots that were missed, the latest is made up for (or all, where the job says catchUp: all)."
            },
            footer = {"", "Example: tickbox resume"})
    static final class Resume extends PauseCommands {
        Resume(CliEnvironment here) {
            super(here, false, "resumed: the next ticks buy and publish again", "it was not paused");
        }
    }
}
