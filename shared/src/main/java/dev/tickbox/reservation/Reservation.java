package dev.tickbox.reservation;

import dev.tickbox.Limits;
import dev.tickbox.RunId;
import dev.tickbox.generator.Mode;
import java.time.Instant;
import java.util.Optional;

/**
 * One paid generation.
 *
 * @param attempt the number of the last attempt that may have been billed or is in flight; 0 before the first
 * @param billed attempts that may have been billed and did not bring the text
 * @param tokenFactor 2 once an incomplete result is bought again with twice the tokens
 * @param recalledTo the vendor was asked for what a lost past may have bought until then
 * @param openSince since when it has been tried: from the first call, the last billed attempt, or the last {@code retry} on
 */
public record Reservation(
        Order order,
        int attempt,
        int billed,
        int tokenFactor,
        Instant openSince,
        Optional<Instant> recalledTo,
        State state) {
    /** What was asked for: it never changes. */
    public record Order(
            String key,
            String run,
            String step,
            String job,
            String site,
            String model,
            Mode mode,
            String request,
            boolean holdUncertain,
            OnIncomplete onIncomplete,
            Instant createdAt) {
        /** What is refused, or full, together. */
        public String lane() {
            return mode == Mode.BATCH ? BATCH_LANE : RunId.isRow(run) ? model + ROWS : model;
        }
    }

    /** Rows queue behind each other, not before what is not a row: the lane of a model has a second one for rows. */
    private static final String ROWS = "+rows";

    public static boolean isRowLane(String lane) {
        return lane.endsWith(ROWS);
    }

    /** What is refused, or full, together, whether it is a row or not. */
    public static String model(String lane) {
        return isRowLane(lane) ? otherLane(lane) : lane;
    }

    /** The lane of the same model for what is not a row, and the other way round. */
    public static String otherLane(String lane) {
        return isRowLane(lane) ? lane.substring(0, lane.length() - ROWS.length()) : lane + ROWS;
    }

    /** All batch jobs together, of whatever model. */
    public static final String BATCH_LANE = "batch";

    public enum OnIncomplete {
        HOLD,
        PUBLISH,
        RETRY
    }

    public enum Reason {
        REFUSED,
        BUDGET,
        RUN_CAP,
        OUTAGE,
        UNCERTAIN,
        ATTEMPTS,
        INCOMPLETE,
        BLOCKED,
        CANCELLED,
        MISSING,
        OVERDUE,
        FORGOTTEN
    }

    public sealed interface State {}

    /** Ours, no call in flight. */
    public record Reserved(Instant due, int refusals) implements State {}

    /** Its owner, and only its owner, calls the vendor. */
    public record Submitting(String owner, Instant leaseUntil, int refusals) implements State {}

    /**
     * The vendor may have it.
     *
     * @param leaseEnded the last moment at which it can have been sent and answered
     * @param notListedAt when the first complete listing began that did not have it, after the settling time
     * @param unanswered how often the vendor was asked since it last gave a listing
     */
    public record Uncertain(Instant leaseEnded, Optional<Instant> notListedAt, int unanswered, Instant due)
            implements State {
        static Uncertain since(Instant leaseEnded, Instant due) {
            return new Uncertain(leaseEnded, Optional.empty(), 0, due);
        }
    }

    /** A handle is bound; its attempt says when it is looked at. */
    public record Submitted(int waitingFor, Instant overdueAt) implements State {}

    /** The text is kept. {@code wake}: the run has not been told yet. */
    public record Collected(int fromAttempt, String body, Optional<Instant> wake) implements State {}

    public record Stuck(Reason reason, String why) implements State {}

    public record Abandoned(Optional<Instant> wake) implements State {}

    public static Reservation open(Order order, Instant now) {
        return new Reservation(order, 0, 0, 1, now, Optional.empty(), new Reserved(now, 0));
    }

    Reservation to(State next) {
        return new Reservation(order, attempt, billed, tokenFactor, openSince, recalledTo, next);
    }

    Reservation attempt(int number) {
        return new Reservation(order, number, billed, tokenFactor, openSince, recalledTo, state);
    }

    /** A number that was given back is not used again once something of it has turned up after all. */
    Reservation taken(int number) {
        return attempt(Math.max(attempt, number));
    }

    Reservation tokens(int factor) {
        return new Reservation(order, attempt, billed, factor, openSince, recalledTo, state);
    }

    Reservation since(Instant when) {
        return new Reservation(order, attempt, billed, tokenFactor, when, recalledTo, state);
    }

    Reservation recalled(Instant until) {
        return new Reservation(order, attempt, billed, tokenFactor, openSince, Optional.of(until), state);
    }

    Reservation notRecalled() {
        return new Reservation(order, attempt, billed, tokenFactor, openSince, Optional.empty(), state);
    }

    /** Started afresh by a person; attempts keep their numbers. */
    Reservation again(Instant now) {
        return new Reservation(order, attempt, 0, tokenFactor, now, recalledTo, new Reserved(now, 0));
    }

    /**
     * The next attempt, if one is left; the last may have been billed. Age starts anew with it, because from here on the count
     * of attempts is the bound.
     */
    Reservation anew(Limits limits, Instant due, String why) {
        int count = billed + 1;
        State next = count >= limits.purchase().attempts()
                ? new Stuck(Reason.ATTEMPTS, count + " attempts may have been billed; the last failure: " + why)
                : new Reserved(due, 0);
        return new Reservation(order, attempt, count, tokenFactor, due, recalledTo, next);
    }

    public boolean settled() {
        return state instanceof Collected || state instanceof Abandoned;
    }

    /** When a tick must look at it again, unless a person must first. */
    public Optional<Instant> due() {
        return switch (state) {
            case Reserved s -> Optional.of(s.due());
            case Submitting s -> Optional.of(s.leaseUntil());
            case Uncertain s -> Optional.of(s.due());
            case Submitted s -> Optional.of(s.overdueAt());
            case Collected s -> s.wake();
            case Abandoned s -> s.wake();
            case Stuck s -> Optional.empty();
        };
    }
}
