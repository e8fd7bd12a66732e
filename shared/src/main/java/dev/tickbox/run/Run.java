package dev.tickbox.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The work of one slot of a job.
 *
 * @param definition the content that it is driven with
 * @param madeWith the content that it was made with, if a person has since changed it
 * @param takenOver what it has of an earlier run, if a person had it begin there
 * @param resumedAt when it last went on after its driver had died, or its step had failed
 * @param retriedAt when a person last retried it after it had failed; of a row that was not, its root before the row was made
 * @param wakes how often it was told that something it may wait for is settled
 * @param row what it knows if it does the work of one row
 */
public record Run(
        String id,
        String job,
        String site,
        Optional<Instant> slot,
        String definition,
        Optional<String> madeWith,
        Optional<TakenOver> takenOver,
        Instant createdAt,
        long wakes,
        Optional<Instant> resumedAt,
        Optional<Instant> retriedAt,
        Optional<Row> row,
        State state) {
    private static final String TAKEN_BY = "taken by ";

    /**
     * @param run whose steps they are
     * @param at the step that is done anew, and all after it
     * @param steps the ids of those that are taken over: they are not done again, whatever the content says of them
     */
    public record TakenOver(String run, String at, List<String> steps) {
        public TakenOver {
            steps = List.copyOf(steps);
        }
    }

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

    /** @param due driven again then even without a wake */
    public record Waiting(List<String> waitingFor, Instant due) implements State {}

    public record Done(Instant at, Publications publications) implements State {}

    /**
     * A gate of the content did not hold: final, and not a failure.
     *
     * @param found what the gate found instead of what it requires
     */
    public record LeftOut(String step, String found, Instant at) implements State {
        /** Whether the time of its table ended this row, and no gate and no other run. */
        public boolean isLapsed(Row row) {
            return step.equals(row.step()) && !found.startsWith(TAKEN_BY);
        }
    }

    public record Failed(String step, String why, Instant at) implements State {}

    public record Abandoned(Instant at) implements State {}

    /** Its documents are being removed, itself last. */
    public record Deleting(Instant due) implements State {}

    public static Run open(String id, String job, String site, Optional<Instant> slot, String definition, Instant now) {
        return new Run(
                id,
                job,
                site,
                slot,
                definition,
                Optional.empty(),
                Optional.empty(),
                now,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new Runnable(now));
    }

    /** The same, before anything is done for it, with what an earlier run has. */
    public Run with(TakenOver earlier) {
        return new Run(
                id,
                job,
                site,
                slot,
                definition,
                madeWith,
                Optional.of(earlier),
                createdAt,
                wakes,
                resumedAt,
                retriedAt,
                row,
                state);
    }

    /** The run of one row. It has the content and the creation of its root: what it does depends on those. */
    public static Run ofRow(Run root, Row row, Instant now) {
        return new Run(
                row.id(),
                root.job,
                root.site,
                root.slot,
                root.definition,
                root.madeWith,
                Optional.empty(),
                root.createdAt,
                0,
                Optional.empty(),
                root.retriedAt,
                Optional.of(row),
                new Runnable(now));
    }

    /** A row that another run has taken in the meantime. */
    public static Run takenRow(Run root, Row row, String by, Instant now) {
        return ofRow(root, row, now).to(new LeftOut(row.step(), TAKEN_BY + by, now));
    }

    /** From now on driven with this content; what it was made with stays known. */
    Run redefined(String content) {
        Optional<String> first = madeWith.or(() -> Optional.of(definition));
        return new Run(
                id, job, site, slot, content, first, takenOver, createdAt, wakes, resumedAt, retriedAt, row, state);
    }

    /** Its root is to be woken for every end of a row. */
    Run to(State next) {
        Optional<Instant> untold = endOf(next);
        return with(row.map(each -> each.untold(untold)), wakes, resumedAt, retriedAt, next);
    }

    Run woken() {
        return with(row, wakes + 1, resumedAt, retriedAt, state);
    }

    Run resumed(Instant now) {
        return with(row, wakes, Optional.of(now), retriedAt, state);
    }

    /** By a person, who has seen why it failed. */
    Run retried(Instant now) {
        return with(row, wakes, Optional.of(now), Optional.of(now), state);
    }

    Run with(Row changed) {
        return with(Optional.of(changed), wakes, resumedAt, retriedAt, state);
    }

    private Run with(
            Optional<Row> changed, long woken, Optional<Instant> resumed, Optional<Instant> retried, State next) {
        return new Run(
                id,
                job,
                site,
                slot,
                definition,
                madeWith,
                takenOver,
                createdAt,
                woken,
                resumed,
                retried,
                changed,
                next);
    }

    private static Optional<Instant> endOf(State state) {
        return switch (state) {
            case Done s -> Optional.of(s.at());
            case LeftOut s -> Optional.of(s.at());
            case Failed s -> Optional.of(s.at());
            case Abandoned s -> Optional.of(s.at());
            case Runnable _, Driven _, Waiting _, Deleting _ -> Optional.empty();
        };
    }

    /** When a tick must look at it again, unless a person must first. */
    public Optional<Instant> due() {
        return switch (state) {
            case Runnable s -> Optional.of(s.due());
            case Driven s -> Optional.of(s.leaseUntil());
            case Waiting s -> Optional.of(s.due());
            case Deleting s -> Optional.of(s.due());
            case Done _, LeftOut _, Failed _, Abandoned _ -> row.flatMap(Row::untold);
        };
    }
}
