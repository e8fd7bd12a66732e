package dev.tickbox.reservation;

import dev.tickbox.Limits;
import dev.tickbox.generator.Usage;
import dev.tickbox.reservation.Attempt.Handle;
import dev.tickbox.reservation.Attempt.Result;
import dev.tickbox.reservation.Attempt.Status;
import dev.tickbox.reservation.Decision.Already;
import dev.tickbox.reservation.Decision.Conflict;
import dev.tickbox.reservation.Decision.Illegal;
import dev.tickbox.reservation.Decision.Moved;
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
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What news of one attempt does to it and to its reservation. News is true whenever it arrives, so the attempt always takes it;
 * the reservation follows only if it still waits for it.
 */
record News(Limits limits, Reservation r, Attempt a, Instant now) {
    Decision apply(Event.News event) {
        return switch (event) {
            case Event.Accepted e -> accepted(e);
            case Event.Refused e -> refused(e);
            case Event.Unsure e -> unsure(e);
            case Event.NothingFound e -> nothingFound();
            case Event.CannotAsk e -> cannotAsk();
            case Event.Asking e -> asking();
            case Event.Looking e -> looking();
            case Event.Ended e -> ended(e);
            case Event.NotYet e -> notYet(e);
        };
    }

    private Decision accepted(Event.Accepted e) {
        if (a.handle(e.handle()).isPresent()) {
            return new Already();
        }
        Instant look = now.plus(limits.lookPause(a.key(), 0));
        State waiting = new Submitted(a.number(), now.plus(limits.overdue()));
        State next = switch (r.state()) {
            // Cheaper than buying again: what was given up for lost has turned up.
            case Reserved s -> waiting;
            case Stuck s -> waiting;
            case Submitting s -> current() ? waiting : s;
            case Uncertain s -> current() ? waiting : s;
            case Submitted s -> s;
            case Collected s -> s;
            case Abandoned s -> s;
        };
        Attempt bound = a.with(new Handle(e.handle(), now, Optional.empty()), look);
        return new Moved(
                r.to(next), Optional.of(bound), "attempt " + a.number() + " is at the vendor as " + e.handle());
    }

    private Decision refused(Event.Refused e) {
        boolean open = a.status() == Status.SENDING || a.status() == Status.UNCERTAIN;
        if (!open || !a.owner().equals(e.owner())) {
            return new Already();
        }
        Reservation next = switch (r.state()) {
            case Submitting s -> current() ? again(e, s.refusals()) : r;
            case Uncertain s -> current() ? again(e, 0) : r;
            case Reserved s -> r;
            case Submitted s -> r;
            case Collected s -> r;
            case Stuck s -> r;
            case Abandoned s -> r;
        };
        return new Moved(
                next,
                Optional.of(a.with(Status.REFUSED)),
                "attempt " + a.number() + " was refused, not bought: " + e.why());
    }

    /** The number is given back, since nothing of it can be at the vendor. */
    private Reservation again(Event.Refused e, int refusals) {
        Reservation back = r.attempt(a.number() - 1);
        if (e.lasting()) {
            return back.to(new Stuck(Reason.REFUSED, e.why()));
        }
        if (now.isAfter(r.openSince().plus(limits.outage()))) {
            return back.to(
                    new Stuck(Reason.OUTAGE, "refused for " + limits.outage().toHours() + " h; last: " + e.why()));
        }
        Duration pause = limits.backoff(a.key(), refusals);
        return back.to(new Reserved(
                now.plus(
                        e.retryAfter().filter(hint -> hint.compareTo(pause) > 0).orElse(pause)),
                refusals + 1));
    }

    private Decision unsure(Event.Unsure e) {
        if (a.status() != Status.SENDING || !a.owner().equals(e.owner())) {
            return new Already();
        }
        return switch (r.state()) {
            case Submitting s
            when current() ->
                new Moved(
                        r.to(new Uncertain(s.leaseUntil(), 0, now.plus(limits.firstLook()))),
                        Optional.of(a.with(Status.UNCERTAIN)),
                        "attempt " + a.number() + " got no clear answer (" + e.why() + "); the vendor may have it");
            case Submitting s -> new Already();
            case Reserved s -> new Already();
            case Uncertain s -> new Already();
            case Submitted s -> new Already();
            case Collected s -> new Already();
            case Stuck s -> new Already();
            case Abandoned s -> new Already();
        };
    }

    private Decision asking() {
        return switch (r.state()) {
            case Uncertain s when !current() -> new Already();
            case Uncertain s when s.due().isAfter(now) -> new Conflict("due");
            case Uncertain s -> later(s, s.emptyListings(), now.plus(limits.settling()), "the vendor is asked");
            case Reserved s -> new Already();
            case Submitting s -> new Already();
            case Submitted s -> new Already();
            case Collected s -> new Already();
            case Stuck s -> new Already();
            case Abandoned s -> new Already();
        };
    }

    /** Believed only after the lease and the settling time, and only the second time. */
    private Decision nothingFound() {
        return switch (r.state()) {
            case Uncertain s when !current() -> new Already();
            case Uncertain s -> {
                Instant settled = s.leaseEnded().plus(limits.settling());
                if (now.isBefore(settled)) {
                    yield later(s, 0, settled, "the vendor does not list it yet; asked again after the settling time");
                }
                if (s.emptyListings() == 0) {
                    yield later(s, 1, now.plus(limits.settling()), "the vendor does not list it; asked once more");
                }
                State next = now.isAfter(r.openSince().plus(limits.outage()))
                        ? new Stuck(Reason.OUTAGE, "the vendor has lost it again and again")
                        : new Reserved(now, 0);
                yield new Moved(
                        r.to(next),
                        Optional.of(a.with(Status.NOT_FOUND)),
                        "the vendor does not have attempt " + a.number() + "; its risk is closed");
            }
            case Reserved s -> new Already();
            case Submitting s -> new Already();
            case Submitted s -> new Already();
            case Collected s -> new Already();
            case Stuck s -> new Already();
            case Abandoned s -> new Already();
        };
    }

    private Decision later(Uncertain s, int emptyListings, Instant due, String cause) {
        return new Moved(r.to(new Uncertain(s.leaseEnded(), emptyListings, due)), Optional.empty(), cause);
    }

    private Decision cannotAsk() {
        return switch (r.state()) {
            case Uncertain s when !current() -> new Already();
            case Uncertain s -> {
                Instant graceOver = s.leaseEnded().plus(limits.uncertainGrace());
                if (now.isBefore(graceOver)) {
                    yield later(s, 0, graceOver, "this vendor cannot be asked; a handle may still turn up");
                }
                String lost = "no handle of attempt " + a.number() + " turned up; it may have been billed";
                if (r.order().holdUncertain()) {
                    yield stuck(Reason.UNCERTAIN, lost + "; buying it again is yours to decide");
                }
                yield anew(now, lost);
            }
            case Reserved s -> new Already();
            case Submitting s -> new Already();
            case Submitted s -> new Already();
            case Collected s -> new Already();
            case Stuck s -> new Already();
            case Abandoned s -> new Already();
        };
    }

    private Decision looking() {
        if (a.due().filter(due -> !due.isAfter(now)).isEmpty()) {
            return new Conflict("due");
        }
        Duration pause = r.state() instanceof Submitted ? limits.lookPause(a.key(), a.looks() + 1) : Duration.ofDays(1);
        return new Moved(r, Optional.of(a.lookAt(Optional.of(now.plus(pause)), a.looks() + 1)), "looking");
    }

    private Decision ended(Event.Ended e) {
        Optional<Handle> known = a.handle(e.handle());
        if (known.flatMap(Handle::result).flatMap(Result::ending).isPresent()) {
            return new Already();
        }
        boolean wanted = !r.settled() && usable(e.result());
        Attempt priced = priced(known, e.handle(), e.result(), wanted);
        if (wanted) {
            State kept = new Collected(a.number(), e.result().body().orElseThrow(), Optional.of(now));
            return new Moved(r.to(kept), Optional.of(priced), "collected from attempt " + a.number());
        }
        String cause = "attempt " + a.number() + " ended without being used: "
                + e.result().why();
        boolean awaited = r.state() instanceof Submitted s && s.waitingFor() == a.number();
        if (!awaited || !priced.openHandles().isEmpty()) {
            return new Moved(r, Optional.of(priced), cause);
        }
        return switch (afterFailure(e.result())) {
            case Moved moved -> new Moved(moved.reservation(), Optional.of(priced), cause);
            case Already d -> d;
            case Conflict d -> d;
            case Illegal d -> d;
        };
    }

    private Attempt priced(Optional<Handle> known, String handle, Result result, boolean used) {
        Result priced = new Result(
                result.ending(),
                result.why(),
                result.body(),
                result.model(),
                result.usage(),
                result.paidMicroUsd(),
                used);
        Instant boundAt = known.map(Handle::boundAt).orElse(now);
        return a.with(new Handle(handle, boundAt, Optional.of(priced)), now.plus(limits.firstLook()));
    }

    private boolean usable(Result result) {
        return result.body().isPresent()
                && switch (result.ending().orElseThrow()) {
                    case COMPLETED -> true;
                    case INCOMPLETE -> r.order().onIncomplete() == OnIncomplete.PUBLISH;
                    case FAILED, BLOCKED, CANCELLED -> false;
                };
    }

    private Decision afterFailure(Result result) {
        return switch (result.ending().orElseThrow()) {
            // A completed answer without text is of no more use than a failed one.
            case COMPLETED, FAILED -> anew(now.plus(limits.backoff(a.key(), r.billed())), result.why());
            case INCOMPLETE ->
                r.order().onIncomplete() == OnIncomplete.RETRY && r.tokenFactor() == 1
                        ? new Moved(
                                new Reservation(
                                        r.order(), r.attempt(), r.billed() + 1, 2, r.openSince(), new Reserved(now, 0)),
                                Optional.empty(),
                                "incomplete")
                        : stuck(Reason.INCOMPLETE, result.why() + "; the part that came is kept");
            case BLOCKED -> stuck(Reason.BLOCKED, result.why());
            case CANCELLED -> stuck(Reason.CANCELLED, result.why());
        };
    }

    private Decision notYet(Event.NotYet e) {
        Optional<Handle> open =
                a.handle(e.handle()).filter(handle -> handle.result().isEmpty());
        if (open.isEmpty()) {
            return new Already();
        }
        Instant boundAt = open.get().boundAt();
        boolean awaited = r.state() instanceof Submitted s && s.waitingFor() == a.number();
        if (!now.isBefore(boundAt.plus(limits.retention()))) {
            Result unknown =
                    new Result(Optional.empty(), "the vendor forgot it", Optional.empty(), "", Usage.NONE, 0, false);
            Attempt closed = a.with(new Handle(e.handle(), boundAt, Optional.of(unknown)), now);
            Reservation next = awaited
                    ? r.to(new Stuck(Reason.FORGOTTEN, "the vendor no longer has it; it may have been billed"))
                    : r;
            return new Moved(next, Optional.of(closed), "the vendor's retention of attempt " + a.number() + " is over");
        }
        boolean lost = e.missing() && awaited && !now.isBefore(boundAt.plus(limits.missingGrace()));
        return lost
                ? stuck(Reason.MISSING, "the vendor does not know " + e.handle() + "; it is still looked at daily")
                : new Already();
    }

    /** The next attempt, if one is left; this one may have been billed. */
    private Decision anew(Instant due, String why) {
        int billed = r.billed() + 1;
        State next = billed >= limits.attempts()
                ? new Stuck(Reason.ATTEMPTS, billed + " attempts may have been billed; last: " + why)
                : new Reserved(due, 0);
        return new Moved(r.billed(billed).to(next), Optional.empty(), why);
    }

    private Decision stuck(Reason reason, String why) {
        return new Moved(r.to(new Stuck(reason, why)), Optional.empty(), why);
    }

    private boolean current() {
        return r.attempt() == a.number();
    }
}
