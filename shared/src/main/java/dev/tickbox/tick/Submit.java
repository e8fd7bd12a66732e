package dev.tickbox.tick;

import dev.tickbox.Clock.Deadline;
import dev.tickbox.generator.Generator.Accepted;
import dev.tickbox.generator.Generator.Refused;
import dev.tickbox.generator.Generator.Submission;
import dev.tickbox.generator.Generator.Unsure;
import dev.tickbox.generator.Label;
import dev.tickbox.generator.Request;
import dev.tickbox.reservation.Event;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.reservation.ReservationDocument;
import dev.tickbox.run.Bodies;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Buys what is reserved and due: one commit that says "I send", one call, one commit that says what came of it. */
public final class Submit {
    private final Parts parts;
    private final Spending spending;
    private final Reservations reservations;
    private final Bodies bodies;
    private final Past past;
    private final String actor;

    Submit(Parts parts, Spending spending, Past past, String actor) {
        this.parts = parts;
        this.spending = spending;
        this.past = past;
        this.reservations = new Reservations(parts, actor);
        this.bodies = new Bodies(parts.store(), parts.limits().bodyBytes());
        this.actor = actor;
    }

    void due(Until until, Report report) {
        int room = parts.limits().outstanding() - outstanding();
        if (room <= 0) {
            report.count("atOutstandingLimit");
            return;
        }
        List<Document> due = parts.store()
                .query(Query.of(
                                ReservationDocument.ALL,
                                Math.min(room, parts.limits().batch()))
                        .where("state", "RESERVED")
                        .before("due", parts.clock().now().plusMillis(1)))
                .documents();
        parts.workers().each(due, document -> {
            if (!until.passed()) {
                report.guard(document.ref().toString(), () -> one(ReservationDocument.read(document), report));
            }
        });
    }

    private int outstanding() {
        int limit = parts.limits().outstanding();
        return List.of("SUBMITTING", "UNCERTAIN", "SUBMITTED").stream()
                .mapToInt(state -> parts.store()
                        .query(Query.of(ReservationDocument.ALL, limit).where("state", state))
                        .documents()
                        .size())
                .sum();
    }

    private void one(Reservation r, Report report) {
        String key = r.order().key();
        Request request = Request.fromJson(
                        bodies.load(r.order().run(), r.order().request()))
                .withTokens(r.tokenFactor());
        LocalDate day = spending.day();
        long estimate = parts.prices().estimateMicroUsd(request, day);
        if (!spending.fits(estimate)) {
            reservations.apply(key, spending.refusal(estimate));
            report.count("overBudget");
            return;
        }
        Optional<Instant> lost = past.mayHaveBought(r);
        if (lost.isPresent()) {
            reservations.apply(key, new Event.LostPast(lost.get(), day.toString(), estimate));
            report.count("recalled");
            return;
        }
        String owner = actor + "/" + parts.ids().next();
        // Both measured from before the commit: whoever sleeps in between finds the window closed.
        Deadline sendBy = parts.clock().deadline(parts.limits().sendWindow());
        Instant leaseUntil = parts.clock().now().plus(parts.limits().submitLease());
        var submit = new Event.Submit(owner, leaseUntil, day.toString(), estimate);
        if (!(reservations.apply(key, submit) instanceof Changes.Made<Reservation> made)) {
            return;
        }
        spending.add(estimate);
        int attempt = made.now().attempt();
        Submission answer = parts.generator().submit(request, new Label(key, attempt, request.mode()), sendBy);
        reservations.apply(key, news(attempt, owner, answer));
        report.count(
                switch (answer) {
                    case Accepted a -> "submitted";
                    case Refused a -> "refused";
                    case Unsure a -> "uncertain";
                });
    }

    private static Event news(int attempt, String owner, Submission answer) {
        return switch (answer) {
            case Accepted a -> new Event.Accepted(attempt, a.handle());
            case Refused a -> new Event.Refused(attempt, owner, a.why(), a.lasting(), a.retryAfter());
            case Unsure a -> new Event.Unsure(attempt, owner, a.why());
        };
    }
}
