package dev.tickbox.program;

import dev.tickbox.program.Steps.Stop.StepFailed;
import dev.tickbox.run.Run;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * When the store last came out of a backup, as far as one run is concerned.
 *
 * @param at asked for only where it matters
 * @param run a row is as old as its root
 */
public record Restoration(Supplier<Optional<Instant>> at, Run run) {
    /** What it bought in the lost past may have been made of other rows than it would find now. */
    boolean concerns() {
        return at.get().filter(restored -> !run.createdAt().isAfter(restored)).isPresent();
    }

    /** Until a person who knows of it says to go on. */
    private boolean forbids() {
        return concerns()
                && run.retriedAt()
                        .filter(retried -> at.get().filter(retried::isAfter).isPresent())
                        .isEmpty();
    }

    /**
     * @param what the step would do
     * @throws StepFailed if it may not do that before a person says so
     */
    void check(String step, String what) {
        if (forbids()) {
            throw new StepFailed(
                    step,
                    "restored: the store was restored from a backup at "
                            + at.get().orElseThrow() + ", and what this run would " + what
                            + " now may differ from what it used before, and so may what it buys; to do it anew:"
                            + " tickbox retry " + run.id());
        }
    }

    /** When it was restored, if this is a run that its schedule has started since. */
    Optional<Instant> before() {
        return run.slot().isPresent()
                ? at.get().filter(restored -> run.createdAt().isAfter(restored))
                : Optional.empty();
    }
}
