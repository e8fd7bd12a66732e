package dev.tickbox.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The work of one slot of a job.
 *
 * @param definition the content it was made with, and is always driven with
 * @param resumedAt when it last went on after its driver had died, or its step had failed
 * @param wakes how often it was told that something it may wait for is settled
 */
public record Run(
        String id,
        String job,
        String site,
        Optional<Instant> slot,
        String definition,
        Instant createdAt,
        long wakes,
        Optional<Instant> resumedAt,
        State state) {

    public sealed interface State {}

    @SuppressWarnings("JavaLangClash") // the design's word, and what a person sees in the console
    public record Runnable(Instant due) implements State {}

    /**
     * @param lost drivers before this one, in a row, that did not report
     * @param step the one that took so long that the lease was renewed in it
     */
    public record Driven(String owner, Instant leaseUntil, int lost, Optional<String> step) implements State {
        Driven(String owner, Instant leaseUntil) {
            this(owner, leaseUntil, 0, Optional.empty());
        }
    }

    /** @param due driven again then even if nobody wakes it */
    public record Waiting(List<String> waitingFor, Instant due) implements State {}

    public record Done(Instant at, Publications publications) implements State {}

    public record Failed(String step, String why, Instant at) implements State {}

    public record Abandoned(Instant at) implements State {}

    /** Its documents are being removed, itself last. */
    public record Deleting(Instant due) implements State {}

    public static Run open(String id, String job, String site, Optional<Instant> slot, String definition, Instant now) {
        return new Run(id, job, site, slot, definition, now, 0, Optional.empty(), new Runnable(now));
    }

    Run to(State next) {
        return new Run(id, job, site, slot, definition, createdAt, wakes, resumedAt, next);
    }

    Run woken() {
        return new Run(id, job, site, slot, definition, createdAt, wakes + 1, resumedAt, state);
    }

    Run resumed(Instant now) {
        return new Run(id, job, site, slot, definition, createdAt, wakes, Optional.of(now), state);
    }

    /** When a tick must look at it again, unless a person must first. */
    public Optional<Instant> due() {
        return switch (state) {
            case Runnable s -> Optional.of(s.due());
            case Driven s -> Optional.of(s.leaseUntil());
            case Waiting s -> Optional.of(s.due());
            case Deleting s -> Optional.of(s.due());
            case Done s -> Optional.empty();
            case Failed s -> Optional.empty();
            case Abandoned s -> Optional.empty();
        };
    }
}
