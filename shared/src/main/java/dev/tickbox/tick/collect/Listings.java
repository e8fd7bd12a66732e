package dev.tickbox.tick.collect;

import dev.tickbox.generator.Generator;
import dev.tickbox.generator.Generator.Listing;
import dev.tickbox.generator.Label;
import dev.tickbox.generator.Mode;
import dev.tickbox.ledger.Reservations;
import dev.tickbox.reservation.Reservation.Order;
import dev.tickbox.reservation.ReservationEvent;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.context.TickReport;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * What the vendor lists, fetched at most once a tick and mode, whoever asks: what a listing says is true of the moment at which it began,
 * and the ledger takes it as that.
 */
public final class Listings {
    /** @param at when it began */
    record Taken(Instant at, Listing listing) {}

    private final TickContext context;
    private final TickReport report;
    private final Map<Mode, Taken> taken = new EnumMap<>(Mode.class);

    public Listings(TickContext context, TickReport report) {
        this.context = context;
        this.report = report;
    }

    /** Whoever comes second waits for the first one's listing. */
    synchronized Taken of(Mode mode) {
        Taken known = taken.get(mode);
        if (known != null) {
            return known;
        }
        Instant at = context.clock().now();
        report.count("listed");
        Taken fresh = new Taken(at, context.generator().list(mode));
        taken.put(mode, fresh);
        if (fresh.listing() instanceof Generator.NoAnswer no) {
            report.error("asking for a listing of mode " + mode.word() + ": " + no.why());
        }
        return fresh;
    }

    /**
     * A listing may show a job only after it was believed that there is none. So whoever buys again looks for the earlier attempts once
     * more, and so does whoever takes a later attempt's result: then, hours later, everything is listed, and what was bought is booked.
     */
    public record LateFinds(Listings listings, Reservations reservations) {
        /** @return whether any attempt before this one has turned up that was not known */
        public boolean before(Order order, int number, TickReport report) {
            if (number <= 1) {
                return false;
            }
            Listing listing = listings.of(order.mode()).listing();
            boolean found = false;
            for (int earlier = 1; earlier < number; earlier++) {
                for (String handle : listing.handles(new Label(order.key(), earlier, order.mode()))) {
                    found |= reservations
                            .apply(order.key(), new ReservationEvent.Accepted(earlier, handle))
                            .made();
                }
            }
            if (found) {
                report.count("foundLate");
            }
            return found;
        }
    }
}
