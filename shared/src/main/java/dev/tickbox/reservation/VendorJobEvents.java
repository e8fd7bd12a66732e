package dev.tickbox.reservation;

import dev.tickbox.Limits;
import dev.tickbox.generator.Generator.Ending;
import dev.tickbox.generator.Usage;
import dev.tickbox.reservation.Attempt.Handle;
import dev.tickbox.reservation.Attempt.Result;
import dev.tickbox.reservation.Reservation.Abandoned;
import dev.tickbox.reservation.Reservation.Collected;
import dev.tickbox.reservation.Reservation.OnIncomplete;
import dev.tickbox.reservation.Reservation.Reason;
import dev.tickbox.reservation.Reservation.Reserved;
import dev.tickbox.reservation.Reservation.State;
import dev.tickbox.reservation.Reservation.Stuck;
import dev.tickbox.reservation.Reservation.Submitted;
import dev.tickbox.reservation.Reservation.Submitting;
import dev.tickbox.reservation.Reservation.Uncertain;
import dev.tickbox.reservation.ReservationDecision.Already;
import dev.tickbox.reservation.ReservationDecision.Conflict;
import dev.tickbox.reservation.ReservationDecision.Moved;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What news of an attempt's jobs at the vendor does. */
record VendorJobEvents(Limits limits, Reservation r, Attempt a, Instant now) {
    /** What nobody waits for is asked for this many settling times apart: its risk is on the books, and that is no hurry. */
    static final int UNHURRIED = 5;

    /** The next time is set before looking, so that an answer that kills its reader is not read again at once. */
    ReservationDecision looking() {
        if (a.due().filter(due -> !due.isAfter(now)).isEmpty()) {
            return new Conflict("due");
        }
        Duration pause = a.handles().isEmpty()
                ? limits.settling().multipliedBy(UNHURRIED)
                : r.state() instanceof Submitted ? limits.lookPause(a.key(), a.looks() + 1) : Duration.ofDays(1);
        return new Moved(r, Optional.of(a.lookAt(Optional.of(now.plus(pause)), a.looks() + 1)), "looking");
    }

    /** The first result that can be used wins; a later one is kept and priced as wasted. */
    ReservationDecision ended(ReservationEvent.Ended e) {
        Optional<Handle> known = a.handle(e.handle());
        if (known.flatMap(Handle::result).flatMap(Result::ending).isPresent()) {
            return new Already();
        }
        boolean wanted = !r.settled() && usable(e.result());
        Attempt priced = priced(known, e.handle(), e.result(), wanted);
        Reservation counted = r.taken(a.number());
        if (wanted) {
            State kept = new Collected(a.number(), e.result().body().orElseThrow(), Optional.of(now));
            return new Moved(counted.to(kept), Optional.of(priced), "collected from attempt " + a.number());
        }
        String cause = "attempt " + a.number() + " ended without being used: "
                + e.result().why();
        boolean last = priced.openHandles().isEmpty();
        if (last && awaited()) {
            return new Moved(afterFailure(e.result()), Optional.of(priced), cause);
        }
        if (last && givenUp() && r.state() instanceof Stuck s) {
            String ended = "it ended without being used: " + e.result().why() + "; buying it again is yours to decide";
            return new Moved(r.to(new Stuck(s.reason(), ended)), Optional.of(priced), cause);
        }
        return new Moved(counted, Optional.of(priced), cause);
    }

    private Attempt priced(Optional<Handle> known, String handle, Result result, boolean used) {
        Instant boundAt = known.map(Handle::boundAt).orElse(now);
        return a.with(new Handle(handle, boundAt, Optional.of(result.taken(used, now))), now.plus(limits.firstLook()));
    }

    private boolean usable(Result result) {
        return result.body().isPresent()
                && switch (result.ending().orElseThrow()) {
                    case COMPLETED -> true;
                    case INCOMPLETE -> r.order().onIncomplete() == OnIncomplete.PUBLISH;
                    case FAILED, BLOCKED, CANCELLED -> false;
                };
    }

    private Reservation afterFailure(Result result) {
        Ending ending = result.ending().orElseThrow();
        return switch (ending) {
            // A completed answer without text is of no more use than a failed one.
            case COMPLETED, FAILED ->
                r.anew(limits, now.plus(limits.pauseAfterBilled(a.key(), r.billed())), result.why());
            case INCOMPLETE ->
                r.order().onIncomplete() == OnIncomplete.RETRY && r.tokenFactor() == 1
                        ? r.tokens(2).anew(limits, now, result.why())
                        : r.to(new Stuck(Reason.INCOMPLETE, result.why() + kept(result)));
            case BLOCKED -> r.to(new Stuck(Reason.BLOCKED, result.why()));
            case CANCELLED -> r.to(new Stuck(Reason.CANCELLED, result.why()));
        };
    }

    private static String kept(Result result) {
        return result.body().isPresent() ? "; the part that came is kept" : "; no part of it came";
    }

    ReservationDecision notYet(ReservationEvent.NotYet e) {
        Optional<Handle> open =
                a.handle(e.handle()).filter(handle -> handle.result().isEmpty());
        if (open.isEmpty()) {
            return new Already();
        }
        Instant boundAt = open.get().boundAt();
        if (!now.isBefore(boundAt.plus(limits.retention()))) {
            return forgotten(e.handle(), boundAt);
        }
        boolean lost = e.missing() && awaited() && !now.isBefore(boundAt.plus(limits.missingGrace()));
        if (!lost) {
            return new Already();
        }
        String why = "the vendor does not know " + e.handle() + "; it is still looked at daily";
        return new Moved(r.to(new Stuck(Reason.MISSING, why)), Optional.empty(), why);
    }

    private ReservationDecision forgotten(String handle, Instant boundAt) {
        Result unknown = new Result(Optional.empty(), "the vendor forgot it", Optional.empty(), "", Usage.NONE, 0, 0)
                .taken(false, now);
        Attempt closed = a.with(new Handle(handle, boundAt, Optional.of(unknown)), now);
        Reservation next = closed.openHandles().isEmpty() && (awaited() || givenUp())
                ? r.to(new Stuck(Reason.FORGOTTEN, "the vendor no longer has it; it may have been billed"))
                : r;
        return new Moved(next, Optional.of(closed), "the vendor's retention of attempt " + a.number() + " is over");
    }

    /** The reservation can do nothing else before it hears how this attempt ends. */
    private boolean awaited() {
        return switch (r.state()) {
            case Submitted s -> s.waitingFor() == a.number();
            case Submitting s -> r.attempt() == a.number();
            case Uncertain s -> r.attempt() == a.number();
            case Reserved s -> false;
            case Collected s -> false;
            case Stuck s -> false;
            case Abandoned s -> false;
        };
    }

    /** A person has been told that this attempt does not end; it is still looked at. */
    private boolean givenUp() {
        return r.attempt() == a.number()
                && r.state() instanceof Stuck s
                && (s.reason() == Reason.OVERDUE || s.reason() == Reason.MISSING);
    }
}
