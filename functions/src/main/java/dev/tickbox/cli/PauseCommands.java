package dev.tickbox.cli;

import dev.tickbox.ledger.Control;
import dev.tickbox.view.MissedSlots;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code pause} and {@code resume}. */
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
            List<String> missed = on ? List.of() : MissedSlots.lines(session.context());
            boolean changed = new Control(session.store, session.clock).pause(on);
            Console voice = Console.of(spec, where.json);
            voice.say(where.name() + ": " + (changed ? done : already));
            if (on) {
                voice.say("to resume: " + where.again("resume"));
            }
            voice.say(missed);
            voice.object(Map.of("paused", on, "changed", changed, "missed", missed));
            return 0;
        }
    }

    @Command(
            name = "pause",
            description = {
                "Stops all purchases and publications, on every machine that uses this store.",
                "Ticks still check the jobs at the vendor and store their results, so nothing paid is lost."
            },
            footer = {"", "Example: tickbox pause"})
    static final class Pause extends PauseCommands {
        Pause(CliEnvironment here) {
            super(
                    here,
                    true,
                    "paused: nothing is bought or published; results of jobs at the vendor are still stored",
                    "already paused");
        }
    }

    @Command(
            name = "resume",
            description = {
                "Ends a pause: the next ticks buy and publish again.",
                "Of the slots that were missed, each job gets a run for the latest (for all, with catchUp: all)."
            },
            footer = {"", "Example: tickbox resume"})
    static final class Resume extends PauseCommands {
        Resume(CliEnvironment here) {
            super(here, false, "resumed: the next ticks buy and publish again", "was not paused");
        }
    }
}
