package dev.tickbox.view;

import dev.tickbox.RunId;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.ItemDocument.ItemState;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.ledger.ReservationDocument.ReservationState;
import dev.tickbox.ledger.RowCounts;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.RunDocument.RunState;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What needs a decision of the operator.
 *
 * @param shown at most {@link #SHOWN} of each kind
 * @param more whether there is more than that, or may be
 */
public record StuckItems(List<StuckItem> shown, boolean more) {
    private static final int SHOWN = 20;

    /** The parts of rows are among what is looked through, and are shown by their table. */
    private static final int LOOKED_THROUGH = 500;

    public static StuckItems of(Store store, Estimate estimate, Optional<String> job) {
        Actions ways = new Actions(store, estimate);
        Predicate<String> wanted =
                run -> !RunId.isRow(run) && job.stream().allMatch(each -> run.startsWith(each + "@"));
        List<StuckItem> shown = new ArrayList<>();
        Query failed = Query.of(RunDocument.ALL, LOOKED_THROUGH)
                .where("state", RunState.FAILED)
                .orderedBy("created_at")
                .reversed();
        Page requests = page(
                store,
                stuck(ReservationDocument.ALL, ReservationState.STUCK),
                each -> wanted.test(each.fields().text("run")));
        Page items = page(
                store,
                stuck(ItemDocument.ALL, ItemState.STUCK),
                each -> wanted.test(each.fields().text("run")));
        Page runs = page(store, failed, each -> wanted.test(each.ref().id()));
        requests.shown().forEach(each -> shown.add(StuckItem.ofReservation(each, ways)));
        items.shown().forEach(each -> shown.add(StuckItem.ofItem(each, ways)));
        runs.shown().forEach(each -> shown.add(StuckItem.ofRun(store, each, ways)));
        var tables = RowCounts.failed(store, job, SHOWN + 1);
        tables.stream()
                .limit(SHOWN)
                .forEach(table -> StuckItem.ofRows(store, table, ways).ifPresent(shown::add));
        return new StuckItems(
                List.copyOf(shown), requests.more() || items.more() || runs.more() || tables.size() > SHOWN);
    }

    private record Page(List<Document> shown, boolean more) {}

    private static Query stuck(Collection collection, Enum<?> state) {
        return Query.of(collection, LOOKED_THROUGH).where("state", state);
    }

    private static Page page(Store store, Query query, Predicate<Document> wanted) {
        List<Document> read = store.query(query).documents();
        List<Document> found = read.stream().filter(wanted).toList();
        return new Page(found.stream().limit(SHOWN).toList(), found.size() > SHOWN || read.size() == LOOKED_THROUGH);
    }
}
