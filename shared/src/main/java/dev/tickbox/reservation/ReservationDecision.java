package dev.tickbox.reservation;

import java.util.Optional;

/** What an event does. Never a boolean, never null. */
public sealed interface ReservationDecision {
    /**
     * To be committed as one.
     *
     * @param attempt the attempt, if the event changes it; it is created if it was not there
     */
    record Moved(Reservation reservation, Optional<Attempt> attempt, String cause) implements ReservationDecision {
        Moved(Reservation reservation, String cause) {
            this(reservation, Optional.empty(), cause);
        }
    }

    /** It is so already. */
    record Already() implements ReservationDecision {}

    /** Somebody else was faster; the named field is not what this event assumed. */
    record Conflict(String field) implements ReservationDecision {}

    /** It makes no sense here; {@code why} is for a person. */
    record Illegal(String why) implements ReservationDecision {}
}
