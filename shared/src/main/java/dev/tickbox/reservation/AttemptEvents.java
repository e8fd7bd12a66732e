package dev.tickbox.reservation;

import dev.tickbox.Limits;
import dev.tickbox.generator.Generator.Ending;
import dev.tickbox.generator.Mode;
import dev.tickbox.generator.Usage;
import dev.tickbox.reservation.Attempt.Handle;
import dev.tickbox.reservation.Attempt.Result;
import dev.tickbox.reservation.Attempt.Status;
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

/**
 * What news of one attempt does to it and to its reservation. News is true whenever it arrives, so the attempt always takes it;
 * the reservation follows only if it still waits for it.
 */
record AttemptEvents(Limits limits, Reservation r, Attempt a, Instant now) {
    /** The first is at the lease's end, when the vendor may not have settled yet; then one that counts, and once more. */
    private static final int STRAY_LISTINGS = 3;

    /** With pauses that grow to ten minutes these are more than an hour of asking. */
    private static final int UNANSWERED_AT_MOST = 12;

    /** An attempt that no run waits for is asked for this many settling times apart: its risk is booked, so it is not urgent. */
    private static final int UNHURRIED = 5;

    private static final String FORGOTTEN_PAST =
            "the store was restored from a backup, and the vendor cannot be asked whether this was bought "
                    + "since; check whether the site shows the article, then retry or abandon it";

    ReservationDecision apply(ReservationEvent.News event) {
        return switch (event) {
            case ReservationEvent.Accepted e -> bound(e.handle(), limits.lookPause(a.key(), 0));
            case ReservationEvent.Heard e -> heard(e);
            case ReservationEvent.Refused e -> refused(e);
            case ReservationEvent.NotSent e -> notSent(e);
            case ReservationEvent.Unsure e -> unsure(e);
            case ReservationEvent.NothingFound e -> nothingFound(e);
            case ReservationEvent.NoListing e -> noListing();
            case ReservationEvent.CannotAsk e -> cannotAsk();
            case ReservationEvent.Asking e -> asking();
            case ReservationEvent.Looking e -> looking();
            case ReservationEvent.Ended e -> ended(e);
            case ReservationEvent.NotYet e -> notYet(e);
        };
    }

    /** Whoever calls says that it is worth a look: so the next look is due now, whatever pause had been reached. */
    private ReservationDecision heard(ReservationEvent.Heard e) {
        boolean open =
                a.handle(e.handle()).filter(each -> each.result().isEmpty()).isPresent();
        boolean dueLater = a.due().filter(due -> due.isAfter(now)).isPresent();
        return open && dueLater
                ? new Moved(
                        r,
                        Optional.of(a.lookAt(Optional.of(now), a.looks())),
                        "the vendor called the webhook for attempt " + a.number())
                : bound(e.handle(), Duration.ZERO);
    }

    private ReservationDecision bound(String handle, Duration pause) {
        if (a.handle(handle).isPresent()) {
            return new Already();
        }
        State waiting = new Submitted(a.number(), now.plus(limits.vendor().overdue()));
        State next = switch (r.state()) {
            // Cheaper than buying again: what was given up for lost has turned up.
            case Reserved _, Stuck _ -> waiting;
            case Submitting _, Uncertain _ -> current() ? waiting : r.state();
            case Submitted _, Collected _, Abandoned _ -> r.state();
        };
        Attempt bound = a.with(new Handle(handle, now, Optional.empty()), now.plus(pause));
        // A past that bought this one may have bought the next one too, if this one failed: that is asked for as well.
        Reservation asked = a.ofALostPast() ? r.notRecalled() : r;
        return new Moved(
                asked.taken(a.number()).to(next),
                Optional.of(bound),
                "attempt " + a.number() + " is at the vendor as " + handle);
    }

    private ReservationDecision refused(ReservationEvent.Refused e) {
        if (!mayStillBeSentBy(e.owner())) {
            return new Already();
        }
        Reservation next = switch (r.state()) {
            case Submitting s -> current() ? again(e, s.refusals(), s.leaseUntil()) : r;
            case Uncertain s -> current() ? again(e, 0, s.leaseEnded()) : r;
            case Reserved _, Submitted _, Collected _, Stuck _, Abandoned _ -> r;
        };
        return new Moved(
                next,
                Optional.of(a.with(Status.REFUSED)),
                "attempt " + a.number() + " was refused by the vendor; nothing was bought: " + e.why());
    }

    /** Nothing failed: so nothing is counted, and it may be sent as soon as the reason is gone. */
    private ReservationDecision notSent(ReservationEvent.NotSent e) {
        if (!mayStillBeSentBy(e.owner())) {
            return new Already();
        }
        Reservation back = r.attempt(a.number() - 1);
        Reservation next = switch (r.state()) {
            case Submitting s -> current() ? back.to(new Reserved(now, s.refusals())) : r;
            case Uncertain s -> current() ? back.to(new Reserved(now, 0)) : r;
            case Reserved _, Submitted _, Collected _, Stuck _, Abandoned _ -> r;
        };
        return new Moved(
                next, Optional.of(a.with(Status.REFUSED)), "attempt " + a.number() + " was not sent: " + e.why());
    }

    private boolean mayStillBeSentBy(String owner) {
        return unheardOf() && a.owner().equals(owner);
    }

    /**
     * The number is given back, since nothing of it can be at the vendor. Age is measured at the call, not at its late report: a
     * machine that slept for days has not been refused for days.
     */
    private Reservation again(ReservationEvent.Refused e, int refusals, Instant leaseEnd) {
        Reservation back = r.attempt(a.number() - 1);
        if (e.lasting()) {
            return back.to(new Stuck(Reason.REFUSED, e.why()));
        }
        if (limits.isOutage(r.openSince(), leaseEnd, refusals + 1)) {
            return back.to(new Stuck(Reason.OUTAGE, "refused since " + r.openSince() + "; last: " + e.why()));
        }
        Duration pause = limits.pauseAfterRefusal(a.key(), refusals, e.retryAfter());
        return back.to(new Reserved(now.plus(pause), refusals + 1));
    }

    private ReservationDecision unsure(ReservationEvent.Unsure e) {
        if (a.status() != Status.SENDING || !a.owner().equals(e.owner())) {
            return new Already();
        }
        Reservation next = switch (r.state()) {
            case Submitting s -> current() ? r.to(Uncertain.since(s.leaseUntil(), now.plus(limits.firstLook()))) : r;
            case Reserved _, Uncertain _, Submitted _, Collected _, Stuck _, Abandoned _ -> r;
        };
        return new Moved(
                next,
                Optional.of(a.with(Status.UNCERTAIN)),
                "attempt " + a.number() + " has an unknown outcome (" + e.why() + "); the vendor may have it");
    }

    /** The pause grows while no listing comes, so that one which takes long is not asked for again and again. */
    private ReservationDecision asking() {
        return switch (r.state()) {
            case Uncertain s when !current() -> new Already();
            case Uncertain s when s.due().isAfter(now) -> new Conflict("due");
            case Uncertain s -> {
                Instant next = now.plus(limits.askPause(a.key(), s.unanswered()));
                State asked = new Uncertain(s.leaseEnded(), s.notListedAt(), s.unanswered() + 1, next);
                yield new Moved(r.to(asked), "the vendor is asked whether it has the request");
            }
            case Reserved _, Submitting _, Submitted _, Collected _, Stuck _, Abandoned _ -> new Already();
        };
    }

    /** It becomes STUCK when the vendor has been asked in vain for days; days without a question do not count. */
    private ReservationDecision noListing() {
        return switch (r.state()) {
            case Uncertain s
            when current()
                    && s.unanswered() >= UNANSWERED_AT_MOST
                    && !now.isBefore(s.leaseEnded().plus(limits.vendor().outage())) -> {
                String why = "the vendor has sent no complete listing since " + s.leaseEnded() + ", so attempt "
                        + a.number() + " may be at the vendor; ticks keep asking, and a retry buys it again";
                yield new Moved(r.to(new Stuck(Reason.UNCERTAIN, why)), why);
            }
            case Uncertain _, Reserved _, Submitting _, Submitted _, Collected _, Stuck _, Abandoned _ -> new Already();
        };
    }

    /** Believed only of a listing that began after the lease and the settling time, and only the second time. */
    private ReservationDecision nothingFound(ReservationEvent.NothingFound e) {
        return switch (r.state()) {
            case Uncertain s when !current() -> strayNotFound();
            case Uncertain s -> {
                Instant settled = s.leaseEnded().plus(limits.purchase().settling());
                if (e.listedAt().isBefore(settled)) {
                    yield now.isBefore(settled)
                            ? listed(s, s.notListedAt(), settled, "not in the vendor's listing yet; asked again later")
                            : new Already();
                }
                if (s.notListedAt().isEmpty()) {
                    Instant next = e.listedAt().plus(secondListing());
                    yield listed(s, Optional.of(e.listedAt()), next, "not in the vendor's listing; asked once more");
                }
                if (e.listedAt().isBefore(s.notListedAt().get().plus(secondListing()))) {
                    yield new Already();
                }
                yield notFound(r.to(neverTaken(s.leaseEnded())));
            }
            case Submitting s when current() -> new Already();
            case Submitting _, Reserved _, Submitted _, Collected _, Stuck _, Abandoned _ -> strayNotFound();
        };
    }

    /** The pause grows with the attempts, so that a vendor who loses each of them for hours is not sent hundreds. */
    private State neverTaken(Instant leaseEnded) {
        return limits.isOutage(r.openSince(), leaseEnded, a.number())
                ? new Stuck(Reason.OUTAGE, "sent, but not at the vendor, since " + r.openSince())
                : new Reserved(now.plus(limits.backoff(a.key(), a.number() - 1)), 0);
    }

    /** What takes a day anyway has time to show. */
    private Duration secondListing() {
        Duration settling = limits.purchase().settling();
        return r.order().mode() == Mode.BATCH ? settling.multipliedBy(UNHURRIED) : settling;
    }

    /** The reservation no longer waits for this attempt. Its risk stays booked until the vendor was asked often enough. */
    private ReservationDecision strayNotFound() {
        boolean wasUnanswered = current() && r.state() instanceof Stuck s && s.reason() == Reason.UNCERTAIN;
        return unheardOf() && a.looks() >= STRAY_LISTINGS
                ? notFound(wasUnanswered ? r.to(new Reserved(now, 0)) : r)
                : new Already();
    }

    private ReservationDecision notFound(Reservation next) {
        String cause = "the vendor does not have attempt " + a.number() + "; nothing is at risk for it any more";
        return new Moved(next, Optional.of(a.with(Status.NOT_FOUND)), cause);
    }

    /** Where the vendor cannot be asked, the risk stays booked; a handle that turns up is still taken. */
    private ReservationDecision strayCannotBeAsked() {
        return unheardOf() && a.due().isPresent()
                ? new Moved(
                        r,
                        Optional.of(a.with(Status.UNCERTAIN).lookAt(Optional.empty(), a.looks())),
                        "the vendor cannot be asked for attempt " + a.number() + "; its estimate stays at risk")
                : new Already();
    }

    private boolean unheardOf() {
        return a.status() == Status.SENDING || a.status() == Status.UNCERTAIN;
    }

    private ReservationDecision listed(Uncertain s, Optional<Instant> notListedAt, Instant due, String cause) {
        return new Moved(r.to(new Uncertain(s.leaseEnded(), notListedAt, 0, due)), cause);
    }

    private ReservationDecision cannotAsk() {
        return switch (r.state()) {
            case Uncertain s when !current() -> strayCannotBeAsked();
            case Uncertain s -> {
                Instant graceOver = s.leaseEnded().plus(limits.purchase().uncertainGrace());
                if (now.isBefore(graceOver)) {
                    yield listed(
                            s, Optional.empty(), graceOver, "this vendor cannot be asked; an answer may still come");
                }
                String lost = "no answer arrived for attempt " + a.number() + "; it may have been billed";
                Optional<Attempt> booked = Optional.of(a.lookAt(Optional.empty(), a.looks()));
                if (a.ofALostPast()) {
                    yield new Moved(r.to(new Stuck(Reason.UNCERTAIN, FORGOTTEN_PAST)), booked, FORGOTTEN_PAST);
                }
                Reservation next = r.order().holdUncertain()
                        ? r.to(new Stuck(Reason.UNCERTAIN, lost + "; decide whether to buy it again"))
                        : r.anew(limits, now.plus(limits.pauseAfterBilled(a.key(), r.billed())), lost);
                yield new Moved(next, booked, lost);
            }
            case Submitting s when current() -> new Already();
            case Submitting _, Reserved _, Submitted _, Collected _, Stuck _, Abandoned _ -> strayCannotBeAsked();
        };
    }

    private boolean current() {
        return r.attempt() == a.number();
    }

    /** The next time is set before looking, so that an answer that kills its reader is not read again at once. */
    private ReservationDecision looking() {
        if (a.due().filter(due -> !due.isAfter(now)).isEmpty()) {
            return new Conflict("due");
        }
        Duration pause = a.handles().isEmpty()
                ? limits.purchase().settling().multipliedBy(UNHURRIED)
                : r.state() instanceof Submitted ? limits.lookPause(a.key(), a.looks() + 1) : Duration.ofDays(1);
        return new Moved(r, Optional.of(a.lookAt(Optional.of(now.plus(pause)), a.looks() + 1)), "looking");
    }

    /** The first result that can be used wins; a later one is kept and priced as wasted. */
    private ReservationDecision ended(ReservationEvent.Ended e) {
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
        String cause = "attempt " + a.number() + " ended without a usable text: "
                + e.result().why();
        boolean last = priced.openHandles().isEmpty();
        if (last && awaited()) {
            return new Moved(afterFailure(e.result()), Optional.of(priced), cause);
        }
        if (last && givenUp() && r.state() instanceof Stuck s) {
            String ended = "it ended without a usable text: " + e.result().why() + "; decide whether to buy it again";
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
        return result.body().isPresent() ? "; the incomplete text is stored" : "; no text was returned";
    }

    private ReservationDecision notYet(ReservationEvent.NotYet e) {
        Optional<Handle> open =
                a.handle(e.handle()).filter(handle -> handle.result().isEmpty());
        if (open.isEmpty()) {
            return new Already();
        }
        Instant boundAt = open.get().boundAt();
        if (!now.isBefore(boundAt.plus(limits.vendor().retention()))) {
            return forgotten(e.handle(), boundAt);
        }
        Instant graceOver = boundAt.plus(limits.vendor().missingGrace());
        if (!e.missing() || !awaited() || now.isBefore(graceOver)) {
            return new Already();
        }
        String why = "the vendor does not know the job " + e.handle() + "; it is still checked daily";
        return new Moved(r.to(new Stuck(Reason.MISSING, why)), why);
    }

    private ReservationDecision forgotten(String handle, Instant boundAt) {
        Result unknown = new Result(Optional.empty(), "the vendor deleted it", Optional.empty(), "", Usage.NONE, 0, 0)
                .taken(false, now);
        Attempt closed = a.with(new Handle(handle, boundAt, Optional.of(unknown)), now);
        Reservation next = closed.openHandles().isEmpty() && (awaited() || givenUp())
                ? r.to(new Stuck(Reason.FORGOTTEN, "the vendor has deleted the job; it may have been billed"))
                : r;
        return new Moved(next, Optional.of(closed), "the vendor's retention of attempt " + a.number() + " is over");
    }

    /** The reservation can do nothing else before it hears how this attempt ends. */
    private boolean awaited() {
        return switch (r.state()) {
            case Submitted s -> s.waitingFor() == a.number();
            case Submitting _, Uncertain _ -> current();
            case Reserved _, Collected _, Stuck _, Abandoned _ -> false;
        };
    }

    /** The reservation is stuck because this attempt does not end. The attempt is still looked at. */
    private boolean givenUp() {
        return current()
                && r.state() instanceof Stuck s
                && (s.reason() == Reason.OVERDUE || s.reason() == Reason.MISSING);
    }
}
