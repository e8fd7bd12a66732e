package dev.tickbox.tick.submit;

import dev.tickbox.Clock.Deadline;
import dev.tickbox.RunId;
import dev.tickbox.generator.Generator.Accepted;
import dev.tickbox.generator.Generator.Refused;
import dev.tickbox.generator.Generator.Submission;
import dev.tickbox.generator.Generator.Unsure;
import dev.tickbox.generator.Label;
import dev.tickbox.generator.Request;
import dev.tickbox.ledger.Bodies;
import dev.tickbox.ledger.Change;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.ledger.Reservations;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.reservation.ReservationEvent;
import dev.tickbox.store.Document;
import dev.tickbox.tick.collect.Listings;
import dev.tickbox.tick.collect.Listings.LateFinds;
import dev.tickbox.tick.context.DuePages.StopSignal;
import dev.tickbox.tick.context.Permit;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.context.TickReport;
import dev.tickbox.tick.submit.Lanes.LaneGate;
import dev.tickbox.tick.submit.Lanes.Refusals;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Buys what is reserved and due: one commit that says "I send", one call, one commit that says what came of it. */
public final class SubmitReservations {
    private final TickContext context;
    private final DailyBudget spending;
    private final RunCaps caps;
    private final Lanes lanes;
    private final Reservations reservations;
    private final Bodies bodies;
    private final RestoreGuard past;
    private final Listings listings;
    private final Permit permit;
    private final Optional<SiteGate> gate;
    private final String actor;
    private volatile boolean paused;

    /** @param gate empty where there is no content: what is reserved is then bought for the content that it was made with */
    public SubmitReservations(
            TickContext context,
            DailyBudget spending,
            RunCaps caps,
            RestoreGuard past,
            Optional<SiteGate> gate,
            Listings listings,
            String actor) {
        this.context = context;
        this.listings = listings;
        this.permit = new Permit(context);
        this.spending = spending;
        this.caps = caps;
        this.past = past;
        this.gate = gate;
        this.lanes = new Lanes(context);
        this.reservations = new Reservations(context, actor);
        this.bodies = new Bodies(context.store(), context.limits().bodyBytes());
        this.actor = actor;
    }

    public void due(StopSignal until, TickReport report) {
        context.workers()
                .each(
                        lanes.reservedByModel(),
                        model -> model.forEach(
                                lane -> report.guard("the lane " + lane, () -> lane(lane, until, report))));
        spending.tell(report);
    }

    /** The first goes alone: where the vendor takes nothing, one tick finds out with one request. */
    private void lane(String lane, StopSignal until, TickReport report) {
        // Before the room is counted: what cannot be published takes no place from what can.
        List<Document> due = lanes.due(
                lane,
                until,
                reservation ->
                        gate.map(sites -> sites.isOpen(reservation, report)).orElse(true));
        Optional<Refusals.Refusal> refusal = lanes.refusals().of(Reservation.model(lane));
        Optional<String> rests = refusal.flatMap(lanes::rests);
        if (due.isEmpty() || rests.isPresent()) {
            refusal.ifPresent(each -> stands(lane, each, rests, report));
            return;
        }
        int room = lanes.room(lane);
        if (due.size() > room) {
            report.waits(lane, lanes.full(lane));
        }
        LaneGate open = new LaneGate(Reservation.model(lane), refusal.isPresent(), lanes.refusals(), report);
        List<Document> sent = due.subList(0, Math.min(room, due.size()));
        int probe = 0;
        while (probe < sent.size() && !open.probed() && goesOn(open, until)) {
            priced(sent.get(probe++), report).ifPresent(order -> buy(order, open, report));
        }
        // The day's money goes to the longest waiting, in their order; only the calls are made side by side.
        List<Priced> orders = new ArrayList<>();
        while (probe < sent.size() && goesOn(open, until)) {
            priced(sent.get(probe++), report).ifPresent(orders::add);
        }
        context.workers().each(orders, order -> {
            if (goesOn(open, until)) {
                buy(order, open, report);
            } else {
                giveBack(order);
            }
        });
    }

    private void giveBack(Priced order) {
        spending.giveBack(order.estimateMicroUsd());
        caps.giveBack(order.reservation().order(), order.estimateMicroUsd());
    }

    private boolean goesOn(LaneGate lane, StopSignal until) {
        return lane.goesOn() && !paused && !until.passed();
    }

    /** Nothing is asked for now, and what the vendor said last still stands. */
    private void stands(String lane, Refusals.Refusal refusal, Optional<String> rests, TickReport report) {
        report.waits(lane, rests.orElseGet(() -> lanes.refused(refusal)));
        if (refusal.account()) {
            LaneGate.soldNothing(lane, refusal.why(), report);
        }
    }

    /** An order whose estimate is taken from the day's budget. */
    private record Priced(Reservation reservation, Request request, long estimateMicroUsd) {}

    private Optional<Priced> priced(Document document, TickReport report) {
        List<Priced> found = new ArrayList<>();
        report.guard(
                document.ref().toString(),
                () -> priced(ReservationDocument.read(document), report).ifPresent(found::add));
        return found.stream().findFirst();
    }

    private Optional<Priced> priced(Reservation r, TickReport report) {
        String key = r.order().key();
        Optional<String> kept = bodies.find(r.order().run(), r.order().request());
        if (kept.isEmpty() && permit.toBuy(r.order().run()) == Permit.Answer.RUN_OVER) {
            reservations.apply(key, new ReservationEvent.Withdraw(Permit.Answer.RUN_OVER.why()));
            return Optional.empty();
        }
        Request request = Request.fromJson(kept.orElseGet(
                        () -> bodies.load(r.order().run(), r.order().request())))
                .withTokens(r.tokenFactor());
        if (!context.prices().known().contains(request.model())) {
            reservations.apply(
                    key,
                    new ReservationEvent.Reject(
                            "no price is known for " + request.model() + "; set one in the content under prices"));
            report.count("unpriced");
            return Optional.empty();
        }
        long estimate = context.prices().estimateMicroUsd(request, spending.day());
        if (!caps.take(r.order(), estimate)) {
            ReservationEvent refusal = caps.refusal(r, estimate);
            reservations.apply(key, refusal);
            report.count("overRunCap");
            if (refusal instanceof ReservationEvent.Postpone wait) {
                report.waits("run " + r.order().run(), wait.why());
            }
            return Optional.empty();
        }
        boolean isRow = RunId.isRow(r.order().run());
        if (!spending.take(estimate, isRow)) {
            caps.giveBack(r.order(), estimate);
            ReservationEvent refusal = spending.refusal(r.order(), estimate);
            reservations.apply(key, refusal);
            report.count("overBudget");
            if (refusal instanceof ReservationEvent.Postpone wait) {
                report.waits("budget", wait.why());
            }
            return Optional.empty();
        }
        return Optional.of(new Priced(r, request, estimate));
    }

    private void buy(Priced order, LaneGate lane, TickReport report) {
        boolean[] isOnTheBooks = {false};
        report.guard("reservations/" + order.reservation().order().key(), () -> {
            // Until the ledger has said otherwise, what may have been sent counts.
            isOnTheBooks[0] = true;
            isOnTheBooks[0] = bought(order.reservation(), order.request(), order.estimateMicroUsd(), lane, report);
        });
        if (!isOnTheBooks[0]) {
            giveBack(order);
        }
    }

    /** @return whether the estimate is now on the day's books */
    private boolean bought(Reservation r, Request request, long estimate, LaneGate lane, TickReport report) {
        String key = r.order().key();
        LocalDate day = spending.day();
        Optional<Instant> lost = past.mayHaveBought(r);
        if (lost.isPresent()) {
            report.count("recalled");
            return reservations
                    .apply(key, new ReservationEvent.LostPast(lost.get(), day.toString(), estimate))
                    .made();
        }
        if (new LateFinds(listings, reservations).before(r.order(), r.attempt() + 1, report)) {
            return false;
        }
        String owner = actor + "/" + context.ids().next();
        // Both measured from before the commit: whoever sleeps in between finds the window closed.
        Deadline sendBy = context.clock().deadline(context.limits().purchase().sendWindow());
        Instant leaseUntil =
                context.clock().now().plus(context.limits().purchase().lease());
        var submit = new ReservationEvent.Submit(owner, leaseUntil, day.toString(), estimate);
        if (!(reservations.apply(key, submit) instanceof Change.Made<Reservation> made)) {
            return false;
        }
        int attempt = made.now().attempt();
        Permit.Answer permitted = permit.toBuy(r.order().run());
        if (permitted != Permit.Answer.GRANTED) {
            notSent(key, attempt, owner, permitted);
            return false;
        }
        Optional<String> exceeded = caps.exceeded(r.order());
        if (exceeded.isPresent()) {
            reservations.apply(key, new ReservationEvent.NotSent(attempt, owner, exceeded.get()));
            report.count("overRunCap");
            return false;
        }
        Submission answer = context.generator().submit(request, new Label(key, attempt, request.mode()), sendBy);
        reservations.apply(key, news(attempt, owner, answer));
        lane.heard(answer);
        report.count(
                switch (answer) {
                    case Accepted a -> "submitted";
                    case Refused a -> "refused";
                    case Unsure a -> "uncertain";
                });
        return !(answer instanceof Refused);
    }

    private void notSent(String key, int attempt, String owner, Permit.Answer permitted) {
        reservations.apply(key, new ReservationEvent.NotSent(attempt, owner, permitted.why()));
        switch (permitted) {
            case RUN_OVER -> reservations.apply(key, ReservationEvent.Withdraw.RUN_OVER);
            case PAUSED -> paused = true;
            case GRANTED -> throw new IllegalStateException("what is granted is sent");
        }
    }

    private static ReservationEvent news(int attempt, String owner, Submission answer) {
        return switch (answer) {
            case Accepted a -> new ReservationEvent.Accepted(attempt, a.handle());
            case Refused a -> new ReservationEvent.Refused(attempt, owner, a.why(), a.lasting(), a.retryAfter());
            case Unsure a -> new ReservationEvent.Unsure(attempt, owner, a.why());
        };
    }
}
