package dev.tickbox.tick.collect;

import dev.tickbox.generator.Generator.Listing;
import dev.tickbox.generator.Label;
import dev.tickbox.ledger.Reservations;
import dev.tickbox.reservation.Reservation.Order;
import dev.tickbox.reservation.ReservationEvent;
import dev.tickbox.tick.context.TickReport;

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
