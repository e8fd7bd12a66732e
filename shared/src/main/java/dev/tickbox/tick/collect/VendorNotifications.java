package dev.tickbox.tick.collect;

import dev.tickbox.content.Definition;
import dev.tickbox.ledger.Change;
import dev.tickbox.ledger.Definitions;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.ledger.Reservations;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.reservation.ReservationEvent;
import dev.tickbox.run.Run;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.context.TickReport;
import java.util.Optional;

/**
 * Takes the vendor's word that it has an attempt of ours: binds the handle if it was not known, and makes the next look due now. It
 * looks at nothing itself, so that whoever called is answered at once. Evidence is taken while paused, too.
 */
public record VendorNotifications(TickContext context) {
    /** @return with errors only where the vendor should call again: the ledger could not be reached, or came out of a backup */
    public TickReport event(String key, int attempt, String handle) {
        TickReport report = new TickReport("hear", context.clock().now());
        report.guard("notification of " + handle, () -> {
            Optional<Definition> definition = new Definitions(context.store(), context.clock()).current();
            TickContext limited = definition.map(context::with).orElse(context);
            var changes = new Reservations(limited, "webhook").apply(key, new ReservationEvent.Heard(attempt, handle));
            switch (changes) {
                case Change.Made<Reservation> made -> report.count("heard");
                // Removed meanwhile, or of another store: the vendor need not send it again.
                case Change.Absent<Reservation> absent -> report.count("unknown");
                case Change.NotMade<Reservation> not
                when not.illegal() && isBeingRemoved(key) -> report.count("unknown");
                case Change.NotMade<Reservation> not
                when not.illegal() ->
                    // A restored store learns of its lost attempts only when it would buy again.
                    report.error("the vendor has " + handle + " for attempt " + attempt + " of reservations/" + key
                            + ", which this store does not have yet; the vendor is asked to call again");
                case Change.NotMade<Reservation> not -> report.count("heardBefore");
            }
        });
        report.ended(context.clock().now());
        return report;
    }

    /** Its attempts go first. */
    private boolean isBeingRemoved(String key) {
        return context.store()
                .get(ReservationDocument.ref(key))
                .map(document -> document.fields().text("run"))
                .map(run -> context.store()
                        .get(RunDocument.ref(run))
                        .filter(document -> !(RunDocument.read(document).state() instanceof Run.Deleting))
                        .isEmpty())
                .orElse(true);
    }
}
