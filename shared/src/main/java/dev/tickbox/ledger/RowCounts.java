package dev.tickbox.ledger;

import dev.tickbox.ledger.RunDocument.RunState;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far the rows of one table are, counted by the store: it reads as many documents as the table has gates, however many rows it has.
 *
 * @param leftOut by the step that left them out
 */
public record RowCounts(long done, long open, long failed, long abandoned, SortedMap<String, Long> leftOut) {
    /** No name of a step or table has a character below it in its place, so it leads from one name to the next. */
    private static final String BEHIND = " ";

    /** A table, and how many of its rows wait for the operator. */
    public record FailedRows(String group, long rows) {}

    public static RowCounts of(Store store, String group) {
        Query rows = Query.of(RunDocument.ROWS, 1).where("group", group);
        SortedMap<String, Long> leftOut = new TreeMap<>();
        for (String step : distinct(store, rows.orderedBy("left_out_by"), Integer.MAX_VALUE)) {
            leftOut.put(step, store.count(exactly(rows, "left_out_by", step)));
        }
        return new RowCounts(
                store.count(rows.where("state", RunState.DONE)),
                store.count(Query.of(RunDocument.ROWS, 1).where("open_group", group)),
                store.count(rows.where("state", RunState.FAILED)),
                store.count(rows.where("state", RunState.ABANDONED)),
                leftOut);
    }

    /**
     * The tables in which rows failed that can still be retried.
     *
     * @param job only its tables
     */
    public static List<FailedRows> failed(Store store, Optional<String> job, int most) {
        Query rows = Query.of(RunDocument.ROWS, 1);
        Query all = job.map(id -> rows.from("failed_group", id + "@").before("failed_group", id + "A"))
                .orElseGet(() -> rows.orderedBy("failed_group"));
        return distinct(store, all, most).stream()
                .map(group -> new FailedRows(group, store.count(exactly(rows, "failed_group", group))))
                .toList();
    }

    /** The rows of a table that failed and can still be retried. */
    public static Query failedRows(String group, int limit) {
        return exactly(Query.of(RunDocument.ROWS, limit), "failed_group", group);
    }

    /** The rows of a table that this step, or the table itself, left out: how many, by what was found. */
    public static SortedMap<String, Long> leftOutBecause(Store store, String group, String by) {
        Query rows = Query.of(RunDocument.ROWS, 1).where("group", group).where("left_out_by", by);
        SortedMap<String, Long> because = new TreeMap<>();
        distinct(store, rows.orderedBy("found"), Integer.MAX_VALUE)
                .forEach(found -> because.put(found, store.count(exactly(rows, "found", found))));
        return because;
    }

    private static Query exactly(Query rows, String field, String value) {
        return rows.from(field, value).before(field, value + BEHIND);
    }

    /** The values of the field that the rows are ordered by: one read for each. */
    private static List<String> distinct(Store store, Query rows, int most) {
        String field = rows.range().orElseThrow().field();
        List<String> values = new ArrayList<>();
        Query next = rows;
        while (values.size() < most) {
            var found = store.query(next).documents();
            if (found.isEmpty()) {
                return values;
            }
            String value = found.getFirst().fields().text(field);
            values.add(value);
            next = rows.from(field, value + BEHIND);
        }
        return values;
    }
}
