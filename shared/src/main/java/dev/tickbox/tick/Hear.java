package dev.tickbox.tick;

import dev.tickbox.content.Definition;
import dev.tickbox.reservation.Event;
import dev.tickbox.reservation.Reservation;
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

    /** @return with errors only where the ledger could not be reached, so that the vendor should call again */
    public Report event(String key, int attempt, String handle) {
        Report report = new Report("hear", parts.clock().now());
        report.guard("hearing of " + handle, () -> {
            Optional<Definition> definition = new Definitions(parts.store(), parts.clock()).current();
            Parts limited = definition.map(parts::with).orElse(parts);
            var changes = new Reservations(limited, "webhook").apply(key, new Event.Heard(attempt, handle));
            report.count(
                    switch (changes) {
                        case Changes.Made<Reservation> made -> "heard";
                        // Removed meanwhile, another store's, or nobody's: nothing that the vendor should send again.
                        case Changes.Absent<Reservation> absent -> "unknown";
                        case Changes.NotMade<Reservation> not -> not.illegal() ? "unknown" : "heardBefore";
                    });
        });
        report.ended(parts.clock().now());
        return report;
    }
}
