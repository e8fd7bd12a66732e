package dev.tickbox.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Kept output waiting to be published to one site.
 *
 * @param cleared under which rules it may be published; empty if that is not judged yet, or it does not satisfy them
 * @param called how often its publisher was called without coming
 * @param retriedAt when its publication was last begun anew, after it had failed or its publisher had died
 * @param openSince since when it has been tried: from the first claim or the last {@code retry} on
 */
public record Item(
        Parcel parcel,
        Optional<Cleared> cleared,
        Calls called,
        Instant openSince,
        int failures,
        Optional<Instant> retriedAt,
        State state) {
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

    /** Not judged yet. */
    public static Item open(Parcel parcel, Instant now) {
        return new Item(parcel, Optional.empty(), Calls.NONE, now, 0, Optional.empty(), new Pending(now));
    }

    public static Item cleared(Parcel parcel, Cleared rules, Instant now) {
        return open(parcel, now).cleared(rules);
    }

    /** It does not satisfy the rules of its site. */
    public static Item refused(Parcel parcel, String why, Instant now) {
        return open(parcel, now).to(new Stuck(Reason.REFUSED, why));
    }

    Item cleared(Cleared rules) {
        return new Item(parcel, Optional.of(rules), called, openSince, failures, retriedAt, state);
    }

    /** Whether it may be published under these rules without being judged again. */
    public boolean isCleared(Cleared rules) {
        return cleared.filter(by -> by.equals(rules) || by.equals(Cleared.AS_IT_IS))
                .isPresent();
    }

    Item to(State next) {
        return new Item(parcel, cleared, called, openSince, failures, retriedAt, next);
    }

    public boolean settled() {
        return switch (state) {
            case Published _, Superseded _, Abandoned _ -> true;
            case Pending _, Claimed _, Stuck _ -> false;
        };
    }

    Item called(Instant now) {
        return new Item(parcel, cleared, called.plus(now), openSince, failures, retriedAt, state);
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
