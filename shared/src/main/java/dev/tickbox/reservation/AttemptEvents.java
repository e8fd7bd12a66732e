package dev.tickbox.reservation;

import dev.tickbox.Limits;
import dev.tickbox.generator.Mode;
import dev.tickbox.reservation.Attempt.Handle;
import dev.tickbox.reservation.Attempt.Status;
import dev.tickbox.reservation.Reservation.Abandoned;
import dev.tickbox.reservation.Reservation.Collected;
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
 * the reservation follows only if it still waits for it. Here is the news of the call; that of its jobs is in {@link VendorJobEvents}.
 */
record AttemptEvents(Limits limits, Reservation r, Attempt a, Instant now) {
    /** The first is at the lease's end, when the vendor may not have settled yet; then one that counts, and once more. */
    private static final int STRAY_LISTINGS = 3;

    /** With pauses that grow to ten minutes these are more than an hour of asking. */
    private static final int UNANSWERED_AT_MOST = 12;

    private static final String FORGOTTEN_PAST =
            "the store is a restored backup, and nobody can be asked whether this was bought "
                    + "since; look whether its site shows it, and then retry or abandon it";

    ReservationDecision apply(ReservationEvent.News event) {
        VendorJobEvents jobs = new VendorJobEvents(limits, r, a, now);
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
            case ReservationEvent.Looking e -> jobs.looking();
            case ReservationEvent.Ended e -> jobs.ended(e);
            case ReservationEvent.NotYet e -> jobs.notYet(e);
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
                        "the vendor called about attempt " + a.number())
                : bound(e.handle(), Duration.ZERO);
    }

    private ReservationDecision bound(String handle, Duration pause) {
        if (a.handle(handle).isPresent()) {
            return new Already();
        }
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

    /** Nothing failed: so nothing is counted, and it may be sent as soon as the reason is gone. */
    private ReservationDecision notSent(ReservationEvent.NotSent e) {
        if (!mayStillBeSentBy(e.owner())) {
            return new Already();
        }
        Reservation back = r.attempt(a.number() - 1);
        Reservation next = switch (r.state()) {
            case Submitting s -> current() ? back.to(new Reserved(now, s.refusals())) : r;
            case Uncertain s -> current() ? back.to(new Reserved(now, 0)) : r;
            case Reserved s -> r;
            case Submitted s -> r;
            case Collected s -> r;
            case Stuck s -> r;
            case Abandoned s -> r;
        };
        return new Moved(
                next, Optional.of(a.with(Status.REFUSED)), "attempt " + a.number() + " was not sent: " + e.why());
    }

    private boolean mayStillBeSentBy(String owner) {
        boolean open = a.status() == Status.SENDING || a.status() == Status.UNCERTAIN;
        return open && a.owner().equals(owner);
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
            return back.to(new Stuck(Reason.OUTAGE, "not taken since " + r.openSince() + "; last: " + e.why()));
        }
        Duration pause = limits.backoff(a.key(), refusals);
        Duration hint = e.retryAfter().orElse(pause);
        Duration bounded = hint.compareTo(limits.outage()) < 0 ? hint : limits.outage();
        return back.to(new Reserved(now.plus(bounded.compareTo(pause) > 0 ? bounded : pause), refusals + 1));
    }

    private ReservationDecision unsure(ReservationEvent.Unsure e) {
        if (a.status() != Status.SENDING || !a.owner().equals(e.owner())) {
            return new Already();
        }
        Reservation next = switch (r.state()) {
            case Submitting s -> current() ? r.to(Uncertain.since(s.leaseUntil(), now.plus(limits.firstLook()))) : r;
            case Reserved s -> r;
            case Uncertain s -> r;
            case Submitted s -> r;
            case Collected s -> r;
            case Stuck s -> r;
            case Abandoned s -> r;
        };
        return new Moved(
                next,
                Optional.of(a.with(Status.UNCERTAIN)),
                "attempt " + a.number() + " got no clear answer (" + e.why() + "); the vendor may have it");
    }

    /** The pause grows while no listing comes, so that one which takes long is not asked for again and again. */
    private ReservationDecision asking() {
        return switch (r.state()) {
            case Uncertain s when !current() -> new Already();
            case Uncertain s when s.due().isAfter(now) -> new Conflict("due");
            case Uncertain s -> {
                Instant next = now.plus(limits.askPause(a.key(), s.unanswered()));
                yield asked(
                        new Uncertain(s.leaseEnded(), s.notListedAt(), s.unanswered() + 1, next),
                        "the vendor is asked");
            }
            case Reserved s -> new Already();
            case Submitting s -> new Already();
            case Submitted s -> new Already();
            case Collected s -> new Already();
            case Stuck s -> new Already();
            case Abandoned s -> new Already();
        };
    }

    /** A person decides when the vendor has been asked in vain for days; days in which nobody asked do not count. */
    private ReservationDecision noListing() {
        return switch (r.state()) {
            case Uncertain s
            when current()
                    && s.unanswered() >= UNANSWERED_AT_MOST
                    && !now.isBefore(s.leaseEnded().plus(limits.outage())) -> {
                String why = "the vendor has given no listing since " + s.leaseEnded() + ", so attempt " + a.number()
                        + " may have been taken; ticks go on asking, and a retry buys it again";
                yield new Moved(r.to(new Stuck(Reason.UNCERTAIN, why)), Optional.empty(), why);
            }
            case Uncertain s -> new Already();
            case Reserved s -> new Already();
            case Submitting s -> new Already();
            case Submitted s -> new Already();
            case Collected s -> new Already();
            case Stuck s -> new Already();
            case Abandoned s -> new Already();
        };
    }

    /** Believed only of a listing that began after the lease and the settling time, and only the second time. */
    private ReservationDecision nothingFound(ReservationEvent.NothingFound e) {
        return switch (r.state()) {
            case Uncertain s when !current() -> strayNotFound();
            case Uncertain s -> {
                Instant settled = s.leaseEnded().plus(limits.settling());
                if (e.listedAt().isBefore(settled)) {
                    yield now.isBefore(settled)
                            ? listed(s, s.notListedAt(), settled, "the vendor does not list it yet; asked again later")
                            : new Already();
                }
                if (s.notListedAt().isEmpty()) {
                    Instant next = e.listedAt().plus(secondListing());
                    yield listed(s, Optional.of(e.listedAt()), next, "the vendor does not list it; asked once more");
                }
                if (e.listedAt().isBefore(s.notListedAt().get().plus(secondListing()))) {
                    yield new Already();
                }
                yield new Moved(
                        r.to(neverTaken(s.leaseEnded())),
                        Optional.of(a.with(Status.NOT_FOUND)),
                        "the vendor does not have attempt " + a.number() + "; its risk is closed");
            }
            case Submitting s when current() -> new Already();
            case Submitting s -> strayNotFound();
            case Reserved s -> strayNotFound();
            case Submitted s -> strayNotFound();
            case Collected s -> strayNotFound();
            case Stuck s -> strayNotFound();
            case Abandoned s -> strayNotFound();
        };
    }

    /** The pause grows with the attempts, so that a vendor who loses each of them for hours is not sent hundreds. */
    private State neverTaken(Instant leaseEnded) {
        return limits.isOutage(r.openSince(), leaseEnded, a.number())
                ? new Stuck(Reason.OUTAGE, "sent, and lost by the vendor, since " + r.openSince())
                : new Reserved(now.plus(limits.backoff(a.key(), a.number() - 1)), 0);
    }

    /** What takes a day anyway has time to show. */
    private Duration secondListing() {
        return r.order().mode() == Mode.BATCH
                ? limits.settling().multipliedBy(VendorJobEvents.UNHURRIED)
                : limits.settling();
    }

    /** Nobody waits for it any more, but its risk stands on the books until the vendor has been asked often enough. */
    private ReservationDecision strayNotFound() {
        boolean wasUnanswered = current() && r.state() instanceof Stuck s && s.reason() == Reason.UNCERTAIN;
        return unheardOf() && a.looks() >= STRAY_LISTINGS
                ? new Moved(
                        wasUnanswered ? r.to(new Reserved(now, 0)) : r,
                        Optional.of(a.with(Status.NOT_FOUND)),
                        "the vendor does not have attempt " + a.number() + "; its risk is closed")
                : new Already();
    }

    /** Where nobody can be asked, its risk stays on the books for good; a handle that turns up is still taken. */
    private ReservationDecision strayCannotBeAsked() {
        return unheardOf() && a.due().isPresent()
                ? new Moved(
                        r,
                        Optional.of(a.with(Status.UNCERTAIN).lookAt(Optional.empty(), a.looks())),
                        "nobody can be asked for attempt " + a.number() + "; its risk stays on the books")
                : new Already();
    }

    private boolean unheardOf() {
        return a.status() == Status.SENDING || a.status() == Status.UNCERTAIN;
    }

    private ReservationDecision listed(Uncertain s, Optional<Instant> notListedAt, Instant due, String cause) {
        return asked(new Uncertain(s.leaseEnded(), notListedAt, 0, due), cause);
    }

    private ReservationDecision asked(Uncertain next, String cause) {
        return new Moved(r.to(next), Optional.empty(), cause);
    }

    private ReservationDecision cannotAsk() {
        return switch (r.state()) {
            case Uncertain s when !current() -> strayCannotBeAsked();
            case Uncertain s -> {
                Instant graceOver = s.leaseEnded().plus(limits.uncertainGrace());
                if (now.isBefore(graceOver)) {
                    yield listed(
                            s, Optional.empty(), graceOver, "this vendor cannot be asked; a handle may still turn up");
                }
                String lost = "no handle of attempt " + a.number() + " turned up; it may have been billed";
                Optional<Attempt> booked = Optional.of(a.lookAt(Optional.empty(), a.looks()));
                if (a.ofALostPast()) {
                    State held = new Stuck(Reason.UNCERTAIN, FORGOTTEN_PAST);
                    yield new Moved(r.to(held), booked, FORGOTTEN_PAST);
                }
                if (r.order().holdUncertain()) {
                    State held = new Stuck(Reason.UNCERTAIN, lost + "; buying it again is yours to decide");
                    yield new Moved(r.to(held), booked, lost);
                }
                yield new Moved(
                        r.anew(limits, now.plus(limits.pauseAfterBilled(a.key(), r.billed())), lost), booked, lost);
            }
            case Submitting s when current() -> new Already();
            case Submitting s -> strayCannotBeAsked();
            case Reserved s -> strayCannotBeAsked();
            case Submitted s -> strayCannotBeAsked();
            case Collected s -> strayCannotBeAsked();
            case Stuck s -> strayCannotBeAsked();
            case Abandoned s -> strayCannotBeAsked();
        };
    }

    private boolean current() {
        return r.attempt() == a.number();
    }
}
