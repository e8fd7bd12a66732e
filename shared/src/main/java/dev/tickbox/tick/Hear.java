package dev.tickbox.tick;

import dev.tickbox.content.Definition;
import dev.tickbox.reservation.Event;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.reservation.ReservationDocument;
import dev.tickbox.run.Run;
import dev.tickbox.run.RunDocument;
import java.util.Optional;

/**
 * Takes the vendor's word that it has an attempt of ours: binds the handle if it was not known, and makes the next look due now. It
 * looks at nothing itself, so that whoever called is answered at once. Evidence is taken while paused, too.
 */
public final class Hear {
    private final Parts parts;

    public Hear(Parts parts) {
        this.parts = parts;
    }

    /** @return with errors only where the vendor should call again: the ledger could not be reached, or came out of a backup */
    public Report event(String key, int attempt, String handle) {
        Report report = new Report("hear", parts.clock().now());
        report.guard("hearing of " + handle, () -> {
            Optional<Definition> definition = new Definitions(parts.store(), parts.clock()).current();
            Parts limited = definition.map(parts::with).orElse(parts);
            var changes = new Reservations(limited, "webhook").apply(key, new Event.Heard(attempt, handle));
            switch (changes) {
                case Changes.Made<Reservation> made -> report.count("heard");
                // Removed meanwhile, another store's, or nobody's: nothing that the vendor should send again.
                case Changes.Absent<Reservation> absent -> report.count("unknown");
                case Changes.NotMade<Reservation> not
                when not.illegal() && isBeingRemoved(key) -> report.count("unknown");
                case Changes.NotMade<Reservation> not
                when not.illegal() ->
                    // A restored store learns of its lost attempts only when it would buy again.
                    report.error("the vendor has " + handle + " for attempt " + attempt + " of reservations/" + key
                            + ", which this ledger has not made yet; it is to call again");
                case Changes.NotMade<Reservation> not -> report.count("heardBefore");
            }
        });
        report.ended(parts.clock().now());
        return report;
    }

    /** Its attempts go first. */
    private boolean isBeingRemoved(String key) {
        return parts.store()
                .get(ReservationDocument.ref(key))
                .map(document -> document.fields().text("run"))
                .map(run -> parts.store()
                        .get(RunDocument.ref(run))
                        .filter(document -> !(RunDocument.read(document).state() instanceof Run.Deleting))
                        .isEmpty())
                .orElse(true);
    }
}
