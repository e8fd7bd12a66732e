package dev.tickbox.simulation;

import dev.tickbox.generator.Request;
import dev.tickbox.outbox.Article;
import dev.tickbox.program.Program;
import dev.tickbox.program.Steps;
import dev.tickbox.tick.context.TickContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Users' own programs. A later version of each gives its article another title; some are faulty until they are mended. */
final class Programs {
    /** Two texts out at once, one article of both. */
    static final String NIGHTLY = "Nightly";
    /** A step overflows the stack. */
    static final String OVERFLOWS = "Overflows";
    /** The program fails between its steps. */
    static final String BETWEEN = "FailsBetween";
    /** Its class lacks another one. */
    static final String UNLINKABLE = "Unlinkable";
    /** A step takes so many minutes. */
    static final String SLOW = "Slow";

    /** In the order in which they are done. */
    static final List<String> STEPS = List.of("topic", "one", "two", "publish");

    private static final int MENDED_IN = 3;
    /** More than drivers that may be lost in a row, before a person is asked. */
    private static final int TRIES = 13;

    private final Map<String, Integer> begun = new HashMap<>();

    static boolean isSlow(String name) {
        return name.startsWith(SLOW);
    }

    /** A person has said that the run is to go on: it may try as often again. */
    void resumed(String run) {
        begun.remove(run);
    }

    TickContext.Code find(String name, int version, String model, Proc process, OutsideWorld outside) {
        boolean faulty = version < MENDED_IN;
        if (name.equals(UNLINKABLE) && faulty) {
            throw new NoClassDefFoundError("com/example/Gone");
        }
        Program program = steps -> {
            String topic = steps.step("topic", steps.run().id(), () -> topic(name, faulty, steps, process, outside));
            if (name.equals(BETWEEN) && faulty) {
                throw new StackOverflowError("of the user's program");
            }
            Steps.Generation one = steps.generate("one", request(model, "One side of " + topic));
            Steps.Generation two = steps.generate("two", request(model, "The other side of " + topic));
            String text = one.text() + two.text();
            String slug = steps.run().id().replaceAll("[^a-zA-Z0-9]+", "-");
            steps.publish("publish", steps.run().site(), new Article("Version " + version, slug, "", text))
                    .url();
        };
        return new TickContext.Code(program, "code" + version + model);
    }

    private String topic(String name, boolean faulty, Steps steps, Proc process, OutsideWorld outside) {
        if (name.equals(OVERFLOWS) && faulty) {
            throw new StackOverflowError("of the user's step");
        }
        boolean leftOut = Check.STEP_REPEATS.isOpen() && outside.isCalm();
        if (isSlow(name) && !leftOut) {
            String run = steps.run().id();
            // Through the process, because a step's own error is only that step's.
            int times = process.call("program.step", () -> begin(run));
            long minutes = Long.parseLong(name.substring(SLOW.length()));
            process.isBusyFor(
                    Duration.ofMinutes(minutes), "in a step of runs/" + run + ", for the " + times + ". time");
        }
        return "the day " + steps.run().date();
    }

    private int begin(String run) {
        int times = begun.merge(run, 1, Integer::sum);
        Check.STEP_REPEATS.unless(
                times <= TRIES, () -> "a long step of runs/" + run + " was begun " + times + " times");
        return times;
    }

    private static Request request(String model, String prompt) {
        return new Request(model, prompt, Optional.empty(), Optional.empty(), 2048);
    }
}
