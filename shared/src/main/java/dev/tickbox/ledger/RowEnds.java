package dev.tickbox.ledger;

import dev.tickbox.RunId;
import dev.tickbox.ledger.ApprovalDocument.ApprovalState;
import dev.tickbox.ledger.Money.RunEnd;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The same as {@link RunEnd#read} for all rows of one run together: what is read grows with the rows that failed or were turned down, not
 * with those that are there.
 *
 * @param whole what is the same for all of them
 * @param turnedDown by row, the hashes of its texts that a person rejected, or that nobody approved in time
 * @param failed by row, when it last failed in a way that it survived
 */
public record RowEnds(RunEnd whole, Map<String, Set<String>> turnedDown, Map<String, Instant> failed) {
    private static final int PAGE = 200;

    /** The character after the one that separates a row from its run. */
    private static final String BEHIND_ROWS = ",";

    public static RowEnds read(Store store, String root) {
        RunEnd whole = RunEnd.ofRows(store, root);
        Map<String, Set<String>> turnedDown = new HashMap<>();
        for (ApprovalState state : List.of(ApprovalState.REJECTED, ApprovalState.DROPPED)) {
            Query answered = Query.of(ApprovalDocument.ALL, PAGE)
                    .where("state", state)
                    .from("run", root + "+")
                    .before("run", root + BEHIND_ROWS);
            store.all(answered)
                    .forEach(each -> turnedDown
                            .computeIfAbsent(each.fields().text("run"), row -> new HashSet<>())
                            .add(each.fields().text("text")));
        }
        Map<String, Instant> failed = new HashMap<>();
        Query resumed = Query.of(RunDocument.ROWS, PAGE).where("root", root).orderedBy("resumed_at");
        store.all(resumed).forEach(each -> later(failed, each.ref().id(), each, "resumed_at"));
        Query retried = Query.of(ItemDocument.ALL, PAGE).where("root", root).orderedBy("retried_at");
        store.all(retried).forEach(each -> later(failed, each.fields().text("run"), each, "retried_at"));
        return new RowEnds(whole, turnedDown, failed);
    }

    private static void later(Map<String, Instant> failed, String row, Document document, String field) {
        failed.merge(row, document.fields().time(field), (one, other) -> one.isAfter(other) ? one : other);
    }

    public RunEnd of(String row) {
        RunEnd ofStep = whole.ofStep(RunId.stepOf(row));
        return new RunEnd(
                ofStep.withoutPublication(),
                turnedDown.getOrDefault(row, Set.of()),
                Optional.ofNullable(failed.get(row)),
                ofStep.taken());
    }
}
