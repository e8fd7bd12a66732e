package dev.tickbox.outbox;

import java.time.Instant;
import java.util.Optional;

/**
 * Kept output waiting to be published to one site.
 *
 * @param wokenAt since when a publisher has been called without one coming
 * @param retriedAt when its publication was last begun anew, after it had failed or its publisher had died
 * @param openSince since when it has been tried: from the first claim or a person's word on
 */
public record Item(
        Parcel parcel,
        Optional<Instant> wokenAt,
        Instant openSince,
        int failures,
        Optional<Instant> retriedAt,
        State state) {
    public enum Reason {
        REFUSED,
        OUTAGE,
        NO_PUBLISHER
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
        return new Item(parcel, Optional.empty(), now, 0, Optional.empty(), new Pending(now));
    }

    Item to(State next) {
        return new Item(parcel, wokenAt, openSince, failures, retriedAt, next);
    }

    public boolean settled() {
        return switch (state) {
            case Published s -> true;
            case Superseded s -> true;
            case Abandoned s -> true;
            case Pending s -> false;
            case Claimed s -> false;
            case Stuck s -> false;
        };
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
