package dev.tickbox.simulation;

import dev.tickbox.Fields;
import dev.tickbox.ledger.History;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a document says of why it waits. */
final class Reasons {
    /** Between two attempts that may have been billed. */
    private static final Duration LONGEST_PAUSE = Duration.ofHours(8);

    private static final Map<Collection, Set<String>> OPEN = Map.of(
            RunDocument.ALL, Set.of("RUNNABLE", "DRIVEN", "WAITING", "DELETING"),
            RunDocument.ROWS, Set.of("RUNNABLE", "DRIVEN", "WAITING"),
            ReservationDocument.ALL, Set.of("RESERVED", "SUBMITTING", "UNCERTAIN", "SUBMITTED"),
            ItemDocument.ALL, Set.of("PENDING", "CLAIMED"));

    private Reasons() {}

    static boolean isOpen(Document each) {
        return OPEN.getOrDefault(each.ref().in(), Set.of())
                .contains(each.fields().text("state"));
    }

    /** It waits for a person: what failed when its table was closed does not. */
    static boolean isPersons(Document each) {
        return Set.of("STUCK", "FAILED", "ASKED").contains(each.fields().text("state"))
                && !each.fields().flag("closed");
    }

    static String cause(Document each) {
        List<Fields> history = History.of(each);
        return history.isEmpty() ? "" : history.getLast().text("cause");
    }

    static boolean hasNoMoney(Document each) {
        return cause(each).contains("budget") || cause(each).contains("maxUsd");
    }

    /** Until the next day's budget, for as long as the vendor asked, or between attempts that may have been billed. */
    static Optional<String> putOff(Document reservation, Instant now) {
        Instant due = reservation.fields().time("due");
        boolean isLater = due.isAfter(now);
        boolean isPause = reservation.fields().number("billed") > 0 && due.isBefore(now.plus(LONGEST_PAUSE));
        boolean isAsked = reservation.fields().number("refusals") > 0 && due.isAfter(now.plus(Duration.ofHours(1)));
        return isLater && (hasNoMoney(reservation) || isPause || isAsked)
                ? Optional.of(cause(reservation))
                : Optional.empty();
    }
}
