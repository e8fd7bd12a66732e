package dev.tickbox.tick;

import dev.tickbox.generator.Generator.Handles;
import dev.tickbox.generator.Label;
import dev.tickbox.reservation.Attempt;
import dev.tickbox.reservation.AttemptDocument;
import dev.tickbox.reservation.Event;
import dev.tickbox.reservation.Reservation.Order;

/**
 * A listing may show a job only after it was believed that there is none. So whoever buys again asks for the earlier attempts once
 * more, and so does whoever takes a later attempt's result: then, hours later, everything is listed, and what was bought is booked.
 */
record LateFinds(Parts parts, Reservations reservations) {
    /** @return whether any attempt before this one has turned up */
    boolean before(Order order, int number, Report report) {
        boolean found = false;
        for (int earlier = 1; earlier < number; earlier++) {
            boolean gone = parts.store()
                    .get(AttemptDocument.ref(order.key(), earlier))
                    .map(AttemptDocument::read)
                    .filter(attempt -> attempt.status() == Attempt.Status.NOT_FOUND)
                    .isPresent();
            found |= gone && asked(order, earlier, report);
        }
        return found;
    }

    private boolean asked(Order order, int number, Report report) {
        report.count("asked");
        if (!(parts.generator().find(new Label(order.key(), number, order.mode())) instanceof Handles found)) {
            return false;
        }
        found.handles().forEach(handle -> reservations.apply(order.key(), new Event.Accepted(number, handle)));
        report.count("foundLate");
        return true;
    }
}
