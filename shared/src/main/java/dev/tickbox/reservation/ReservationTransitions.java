package dev.tickbox.reservation;

import dev.tickbox.Limits;
import dev.tickbox.reservation.Attempt.Status;
import dev.tickbox.reservation.Reservation.Abandoned;
import dev.tickbox.reservation.Reservation.Collected;
import dev.tickbox.reservation.Reservation.Reason;
import dev.tickbox.reservation.Reservation.Reserved;
import dev.tickbox.reservation.Reservation.Stuck;
import dev.tickbox.reservation.Reservation.Submitted;
import dev.tickbox.reservation.Reservation.Submitting;
import dev.tickbox.reservation.Reservation.Uncertain;
import dev.tickbox.reservation.ReservationDecision.Already;
import dev.tickbox.reservation.ReservationDecision.Conflict;
import dev.tickbox.reservation.ReservationDecision.Illegal;
import dev.tickbox.reservation.ReservationDecision.Moved;
import java.time.Instant;
import java.util.Optional;

/** The one transition function of the submission ledger: every state with every event. What news does is in {@link AttemptEvents}. */
public record ReservationTransitions(Limits limits) {
    /** @param attempt the attempt that the event names, or for the others the current one, if there is one */
    public ReservationDecision apply(Reservation r, Optional<Attempt> attempt, ReservationEvent event, Instant now) {
        return switch (event) {
            case ReservationEvent.Submit e -> submit(r, e, now);
            case ReservationEvent.Postpone e -> postpone(r, e);
            case ReservationEvent.Reject e -> reject(r, e);
            case ReservationEvent.LostPast e -> lostPast(r, e, now);
            case ReservationEvent.News e when attempt.isEmpty() -> new Illegal("there is no attempt " + e.attempt());
            case ReservationEvent.News e -> new AttemptEvents(limits, r, attempt.get(), now).apply(e);
            case ReservationEvent.LeaseOver e -> leaseOver(r, attempt, now);
            case ReservationEvent.Overdue e -> overdue(r, now);
            case ReservationEvent.Woken e -> woken(r);
            case ReservationEvent.Retry e -> retry(r, now);
            case ReservationEvent.Abandon e -> abandon(r, now);
            case ReservationEvent.Withdraw e -> withdraw(r, e, now);
        };
    }

    private ReservationDecision submit(Reservation r, ReservationEvent.Submit e, Instant now) {
        return switch (r.state()) {
            case Reserved s when s.due().isAfter(now) -> new Conflict("due");
            case Reserved s -> {
                int number = r.attempt() + 1;
                // The time before the first call is no outage.
                Reservation open = number == 1 && s.refusals() == 0 ? r.since(now) : r;
                yield new Moved(
                        open.attempt(number).to(new Submitting(e.owner(), e.leaseUntil(), s.refusals())),
                        Optional.of(Attempt.sending(r.order().key(), number, e)),
                        "attempt " + number + " is being sent");
            }
            case Submitting s when s.owner().equals(e.owner()) -> new Already();
            case Submitting s -> new Conflict("owner");
            case Uncertain _, Submitted _, Collected _, Stuck _, Abandoned _ -> new Conflict("state");
        };
    }

    /** What the vendor refused before stays counted, so that waiting for a budget never makes an outage look short. */
    private static ReservationDecision postpone(Reservation r, ReservationEvent.Postpone e) {
        return switch (r.state()) {
            case Reserved s when s.due().equals(e.until()) -> new Already();
            case Reserved s -> new Moved(r.to(new Reserved(e.until(), s.refusals())), e.why());
            case Submitting _, Uncertain _, Submitted _, Collected _, Stuck _, Abandoned _ -> new Conflict("state");
        };
    }

    private static ReservationDecision reject(Reservation r, ReservationEvent.Reject e) {
        return switch (r.state()) {
            case Reserved s -> new Moved(r.to(new Stuck(e.reason(), e.why())), e.why());
            case Submitting _, Uncertain _, Submitted _, Collected _, Stuck _, Abandoned _ -> new Conflict("state");
        };
    }

    /** As if it had been sent and not reported: so the vendor is asked before anything is bought. */
    private static ReservationDecision lostPast(Reservation r, ReservationEvent.LostPast e, Instant now) {
        boolean recalled = r.recalledTo().filter(to -> !to.isBefore(e.until())).isPresent();
        return switch (r.state()) {
            case Reserved s when recalled -> new Already();
            case Reserved s -> {
                int number = r.attempt() + 1;
                yield new Moved(
                        r.recalled(e.until()).attempt(number).to(Uncertain.since(e.until(), now)),
                        Optional.of(Attempt.unknown(r.order().key(), number, e, now)),
                        "the store was restored from a backup: attempt " + number + " may have been sent before");
            }
            case Submitting _, Uncertain _, Submitted _, Collected _, Stuck _, Abandoned _ -> new Conflict("state");
        };
    }

    /** The attempt becomes uncertain with its reservation: from here on its risk is on the books, whatever happens. */
    private static ReservationDecision leaseOver(Reservation r, Optional<Attempt> attempt, Instant now) {
        return switch (r.state()) {
            case Submitting s when now.isBefore(s.leaseUntil()) -> new Conflict("lease");
            case Submitting s ->
                new Moved(
                        r.to(Uncertain.since(s.leaseUntil(), now)),
                        attempt.map(a -> a.with(Status.UNCERTAIN)),
                        "the sender of attempt " + r.attempt() + " did not report; the vendor may have it");
            case Reserved _, Uncertain _, Submitted _, Collected _, Stuck _, Abandoned _ -> new Already();
        };
    }

    private static ReservationDecision overdue(Reservation r, Instant now) {
        return switch (r.state()) {
            case Submitted s when now.isBefore(s.overdueAt()) -> new Conflict("due");
            case Submitted s ->
                new Moved(
                        r.to(new Stuck(Reason.OVERDUE, "not finished in time; it is still checked daily")), "overdue");
            case Reserved _, Submitting _, Uncertain _, Collected _, Stuck _, Abandoned _ -> new Already();
        };
    }

    private static ReservationDecision woken(Reservation r) {
        return switch (r.state()) {
            case Collected s
            when s.wake().isPresent() ->
                new Moved(r.to(new Collected(s.fromAttempt(), s.body(), Optional.empty())), "its run was woken");
            case Abandoned s
            when s.wake().isPresent() -> new Moved(r.to(new Abandoned(Optional.empty())), "its run was woken");
            case Collected _, Abandoned _, Reserved _, Submitting _, Uncertain _, Submitted _, Stuck _ -> new Already();
        };
    }

    /** A person who says "again" accepts what it may cost, so the count starts anew; the attempts keep their numbers. */
    private ReservationDecision retry(Reservation r, Instant now) {
        return switch (r.state()) {
            case Stuck s -> new Moved(r.again(now), "retried by operator");
            // Put off for a budget or after a refusal, and a person knows that it may be tried now.
            case Reserved s
            when s.due().isAfter(now) -> new Moved(r.to(new Reserved(now, s.refusals())), "retried by operator");
            case Reserved s -> new Already();
            case Submitting s -> new Illegal("it is being sent right now");
            case Uncertain s
            when now.isBefore(s.leaseEnded().plus(limits.vendor().missingGrace())) ->
                new Illegal("it is not known yet whether the vendor has it; the next ticks find out. From "
                        + s.leaseEnded().plus(limits.vendor().missingGrace())
                        + " on, retry sends it again and may buy it twice");
            case Uncertain s -> new Moved(r.again(now), "retried by operator, although the vendor may already have it");
            case Submitted s -> new Illegal("it is at the vendor and not finished");
            case Collected s -> new Illegal("its text is stored; to buy another one, start a new run");
            case Abandoned s -> new Illegal("it is abandoned, which is final; start a new run");
        };
    }

    private static ReservationDecision abandon(Reservation r, Instant now) {
        return switch (r.state()) {
            case Reserved _, Uncertain _, Submitted _, Stuck _ -> abandoned(r, now);
            case Submitting s -> new Illegal("it is being sent right now; try again in a few minutes");
            case Collected s -> new Illegal("its text is already stored");
            case Abandoned s -> new Already();
        };
    }

    /** What the vendor has, or may have, is waited for: it is priced, and its text is kept. */
    private static ReservationDecision withdraw(Reservation r, ReservationEvent.Withdraw e, Instant now) {
        Moved moved = new Moved(r.to(new Abandoned(Optional.of(now))), e.why());
        return switch (r.state()) {
            case Reserved _, Stuck _ -> moved;
            case Submitting _, Uncertain _, Submitted _, Collected _, Abandoned _ -> new Already();
        };
    }

    private static ReservationDecision abandoned(Reservation r, Instant now) {
        return new Moved(r.to(new Abandoned(Optional.of(now))), "abandoned by operator");
    }
}
