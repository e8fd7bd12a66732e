package dev.tickbox.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Kept output waiting to be published to one site.
 *
 * @param called how often its publisher was called without coming
 * @param retriedAt when its publication was last begun anew, after it had failed or its publisher had died
 * @param openSince since when it has been tried: from the first claim or the last {@code retry} on
 */
public record Item(
        Parcel parcel, Calls called, Instant openSince, int failures, Optional<Instant> retriedAt, State state) {
    public enum Reason {
        REFUSED,
        OUTAGE,
        NO_PUBLISHER
    }

    /**
     * Calls in vain, at most one counted an hour: hours in which no tick called do not count.
     *
     * @param last when the last counted one was made
     */
    public record Calls(int hours, Optional<Instant> last) {
        static final Calls NONE = new Calls(0, Optional.empty());

        boolean countsAt(Instant now) {
            return last.map(at -> !now.isBefore(at.plus(Duration.ofHours(1)))).orElse(true);
        }

        Calls plus(Instant now) {
            return new Calls(hours + 1, Optional.of(now));
        }
    }

    public sealed interface State {}

    public record Pending(Instant due) implements State {}

    public record Claimed(String owner, Instant leaseUntil) implements State {}

    /** The site shows it. {@code wake}: the run has not been told yet. */
    public record Published(String url, String proof, Optional<Instant> wake) implements State {}

    public record Stuck(Reason reason, String why) implements State {}

    /** A newer item of the same run, step and site has taken its place. */
    public record Superseded(Optional<Instant> wake) implements State {}

    public record Abandoned(Optional<Instant> wake) implements State {}

    public static Item open(Parcel parcel, Instant now) {
        return new Item(parcel, Calls.NONE, now, 0, Optional.empty(), new Pending(now));
    }

    Item to(State next) {
        return new Item(parcel, called, openSince, failures, retriedAt, next);
    }

    public boolean settled() {
        return switch (state) {
            case Published _, Superseded _, Abandoned _ -> true;
            case Pending _, Claimed _, Stuck _ -> false;
        };
    }

    Item called(Instant now) {
        return new Item(parcel, called.plus(now), openSince, failures, retriedAt, state);
    }

    /** Since when its publication fails, if it goes on failing. */
    public Optional<Instant> failingSince() {
        return failures > 0 && !settled() && !(state instanceof Stuck) ? Optional.of(openSince) : Optional.empty();
    }

    /** When a tick must look at it again, unless a person must first. */
    public Optional<Instant> due() {
        return switch (state) {
            case Pending s -> Optional.of(s.due());
            case Claimed s -> Optional.of(s.leaseUntil());
            case Published s -> s.wake();
            case Superseded s -> s.wake();
            case Abandoned s -> s.wake();
            case Stuck s -> Optional.empty();
        };
    }
}
