package dev.tickbox.tick;

import dev.tickbox.generator.Generator.CannotBeAsked;
import dev.tickbox.generator.Generator.Complete;
import dev.tickbox.generator.Generator.NoAnswer;
import dev.tickbox.generator.Generator.Partial;
import dev.tickbox.generator.Label;
import dev.tickbox.reservation.Event;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.reservation.ReservationDocument;
import dev.tickbox.store.Query;
import java.util.List;
import java.util.function.Consumer;

/** Finds out what became of attempts whose sender did not report, and tells a person of what is out for too long. */
final class Resolve {
    private final Parts parts;
    private final Reservations reservations;
    private final Listings listings;

    Resolve(Parts parts, Listings listings, String actor) {
        this.parts = parts;
        this.listings = listings;
        this.reservations = new Reservations(parts, actor);
    }

    void due(Until until, Report report) {
        each("SUBMITTING", until, report, r -> {
            if (reservations.apply(r.order().key(), new Event.LeaseOver()).made()) {
                report.count("leasesOver");
            }
        });
        each("UNCERTAIN", until, report, r -> ask(r, report));
        each("SUBMITTED", until, report, r -> reservations.apply(r.order().key(), new Event.Overdue()));
    }

    private void each(String state, Until until, Report report, Consumer<Reservation> work) {
        Query due = Query.of(ReservationDocument.ALL, parts.limits().batch())
                .where("state", state)
                .before("due", parts.clock().now().plusMillis(1));
        parts.workers()
                .each(
                        new Due(parts.store(), List.of(due), until),
                        document -> report.guard(
                                document.ref().toString(), () -> work.accept(ReservationDocument.read(document))));
    }

    private void ask(Reservation r, Report report) {
        String key = r.order().key();
        int attempt = r.attempt();
        if (!reservations.apply(key, new Event.Asking(attempt)).made()) {
            return;
        }
        report.count("asked");
        Listings.Taken taken = listings.of(r.order().mode());
        Label label = new Label(key, attempt, r.order().mode());
        List<String> handles = taken.listing().handles(label);
        handles.forEach(handle -> reservations.apply(key, new Event.Accepted(attempt, handle)));
        if (!handles.isEmpty()) {
            report.count("found");
            return;
        }
        switch (taken.listing()) {
            case Complete all -> {
                if (all.lacks(label)) {
                    reservations.apply(key, new Event.NothingFound(attempt, taken.at()));
                }
            }
            case Partial some -> reservations.apply(key, new Event.CannotAsk(attempt));
            case CannotBeAsked none -> reservations.apply(key, new Event.CannotAsk(attempt));
            case NoAnswer none -> reservations.apply(key, new Event.NoListing(attempt));
        }
    }
}
