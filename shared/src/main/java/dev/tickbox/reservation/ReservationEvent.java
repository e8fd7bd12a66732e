package dev.tickbox.reservation;

import dev.tickbox.reservation.Attempt.Result;
import dev.tickbox.reservation.Reservation.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What can happen to a reservation. Those that name an attempt are news of that attempt, whichever one is current. */
public sealed interface ReservationEvent {
    /** A sender takes it; once this is committed, and only then, the sender calls. */
    record Submit(String owner, Instant leaseUntil, String chargeDay, long estimateMicroUsd)
            implements ReservationEvent {}

    /** It has to wait before it may be sent, for a reason that is not the vendor's. */
    record Postpone(Instant until, String why) implements ReservationEvent {}

    /** It may never be sent as it is, for a reason that is not the vendor's. */
    record Reject(Reason reason, String why) implements ReservationEvent {
        public Reject(String why) {
            this(Reason.BUDGET, why);
        }
    }

    /** The store is a restored backup: the past that it lost may have sent the next attempt, until then. */
    record LostPast(Instant until, String chargeDay, long estimateMicroUsd) implements ReservationEvent {}

    sealed interface News extends ReservationEvent {
        int attempt();
    }

    /** The vendor has it under this handle: said by its reply or by a listing. */
    record Accepted(int attempt, String handle) implements News {}

    /** The vendor called by itself: it has it under this handle, and there is something to see. */
    record Heard(int attempt, String handle) implements News {}

    /** Certainly not bought by this owner's call. */
    record Refused(int attempt, String owner, String why, boolean lasting, Optional<Duration> retryAfter)
            implements News {}

    /** This owner did not call after all. */
    record NotSent(int attempt, String owner, String why) implements News {}

    /** This owner's call ended without an answer that can be trusted. */
    record Unsure(int attempt, String owner, String why) implements News {}

    /** A complete listing that began then did not have it: true of that moment, whenever it is said. */
    record NothingFound(int attempt, Instant listedAt) implements News {}

    /** The vendor lists its jobs, but gave no listing now. */
    record NoListing(int attempt) implements News {}

    /** The vendor lists nothing. */
    record CannotAsk(int attempt) implements News {}

    /** The vendor is about to be asked for it: committed before asking, so that two ticks do not ask at once. */
    record Asking(int attempt) implements News {}

    /** Somebody is about to look: said before looking. */
    record Looking(int attempt) implements News {}

    /** It ended. */
    record Ended(int attempt, String handle, Result result) implements News {}

    /** It has not ended, or the vendor does not know it. */
    record NotYet(int attempt, String handle, boolean missing) implements News {}

    /** The sender did not report in time. */
    record LeaseOver() implements ReservationEvent {}

    /** It is out for too long. */
    record Overdue() implements ReservationEvent {}

    /** The run has been told. */
    record Woken() implements ReservationEvent {}

    /** A person says: again. */
    record Retry() implements ReservationEvent {}

    /** A person says: no more. */
    record Abandon() implements ReservationEvent {}

    /** It is not needed any more: what is not at the vendor is not bought. */
    record Withdraw(String why) implements ReservationEvent {
        public static final Withdraw RUN_OVER = new Withdraw("its run has ended");
        public static final Withdraw REPLACED =
                new Withdraw("continued by operator with the current content, which has another request");
    }
}
