package dev.tickbox.tick.collect;

import dev.tickbox.generator.Generator.CannotBeAsked;
import dev.tickbox.generator.Generator.Complete;
import dev.tickbox.generator.Generator.NoAnswer;
import dev.tickbox.generator.Generator.Partial;
import dev.tickbox.generator.Label;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.ledger.ReservationDocument.ReservationState;
import dev.tickbox.ledger.Reservations;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.reservation.ReservationEvent;
import dev.tickbox.store.Query;
import dev.tickbox.tick.context.DuePages;
import dev.tickbox.tick.context.DuePages.StopSignal;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.context.TickReport;
import java.util.List;
import java.util.function.Consumer;

/** Finds out what became of attempts whose sender did not report. What is at the vendor for too long becomes STUCK. */
public final class ResolveUncertain {
    private final TickContext context;
    private final Reservations reservations;
    private final Listings listings;
    private final VendorNotifications notifications;

    public ResolveUncertain(TickContext context, Listings listings, VendorNotifications notifications, String actor) {
        this.context = context;
        this.listings = listings;
        this.notifications = notifications;
        this.reservations = new Reservations(context, actor);
    }

    public void due(StopSignal until, TickReport report) {
        each(ReservationState.SUBMITTING, until, report, r -> {
            if (reservations
                    .apply(r.order().key(), new ReservationEvent.LeaseOver())
                    .made()) {
                report.count("leasesOver");
            }
        });
        each(ReservationState.UNCERTAIN, until, report, r -> ask(r, report));
        each(
                ReservationState.SUBMITTED,
                until,
                report,
                r -> reservations.apply(r.order().key(), new ReservationEvent.Overdue()));
    }

    private void each(ReservationState state, StopSignal until, TickReport report, Consumer<Reservation> work) {
        Query due = Query.of(ReservationDocument.ALL, context.limits().tick().batch())
                .where("state", state)
                .before("due", context.clock().now().plusMillis(1));
        context.workers()
                .each(
                        new DuePages(context.store(), List.of(due), until),
                        document -> report.guard(
                                document.ref().toString(), () -> work.accept(ReservationDocument.read(document))));
    }

    private void ask(Reservation r, TickReport report) {
        String key = r.order().key();
        int attempt = r.attempt();
        if (!reservations.apply(key, new ReservationEvent.Asking(attempt)).made()) {
            return;
        }
        report.count("asked");
        Listings.Taken taken = listings.of(r.order().mode());
        Label label = new Label(key, attempt, r.order().mode());
        List<String> handles = taken.listing().handles(label);
        handles.forEach(handle -> reservations.apply(key, new ReservationEvent.Accepted(attempt, handle)));
        if (!handles.isEmpty()) {
            report.count("found");
            return;
        }
        if (!notifications.all(key)) {
            // The vendor may have reported this attempt. That is as unclear as a listing that did not answer.
            reservations.apply(key, new ReservationEvent.NoListing(attempt));
            return;
        }
        switch (taken.listing()) {
            case Complete all -> {
                if (all.lacks(label)) {
                    reservations.apply(key, new ReservationEvent.NothingFound(attempt, taken.at()));
                }
            }
            case Partial _, CannotBeAsked _ -> reservations.apply(key, new ReservationEvent.CannotAsk(attempt));
            case NoAnswer none -> reservations.apply(key, new ReservationEvent.NoListing(attempt));
        }
    }
}
