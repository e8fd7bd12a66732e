package dev.tickbox.view;

import dev.tickbox.RunId;
import dev.tickbox.ledger.RowCounts;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.RunDocument.RunState;
import dev.tickbox.ledger.StepRecord;
import dev.tickbox.program.RowTable;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One table of a run: how many of its rows ended how, and some of those that failed. The rows are counted and not read, so that thousands of
 * them are shown as fast as three.
 *
 * @param asked how many questions of its rows nobody has answered
 * @param ended how many rows the table itself, and no step of theirs, has ended, by reason: not done in time, or taken by another run in
 *     the meantime
 * @param failed at most {@link #SHOWN} of the rows that failed
 * @param takenFrom the run whose table it is, and that has the rows, if it was another one
 */
public record TableView(
        String run,
        String step,
        RowTable table,
        RowCounts counts,
        long asked,
        SortedMap<String, Long> ended,
        List<FailedRow> failed,
        Optional<String> takenFrom) {
    public static final int SHOWN = 5;
    private static final int PAGE = 200;
    private static final SortedMap<String, Long> NO_REASONS = Collections.emptySortedMap();

    /** @param closed its table went on without it, so that it cannot be retried */
    public record FailedRow(String id, String key, String step, String why, boolean closed) {
        static FailedRow of(Document document) {
            var f = document.fields();
            return new FailedRow(
                    document.ref().id(), f.text("key"), f.text("failed_step"), f.text("why"), f.flag("closed"));
        }

        Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("row", id);
            map.put("key", key);
            map.put("failedStep", step);
            map.put("why", why);
            map.put("canBeRetried", !closed);
            return map;
        }
    }

    /** The tables of a run, in the order in which they were recorded. A row has none. */
    public static List<TableView> of(Store store, String run) {
        if (RunId.isRow(run)) {
            return List.of();
        }
        return store.all(Query.of(StepRecord.of(run), PAGE)).stream()
                .map(StepRecord::read)
                .filter(record -> record.kind() == StepRecord.Kind.EACH)
                .filter(record -> record.output().isPresent())
                .sorted(Comparator.comparing(StepRecord::createdAt))
                .map(record -> of(store, run, record))
                .toList();
    }

    /** Only for a run that may have rows: whether it has is one read. */
    public static boolean hasRows(Store store, String run) {
        return !store.query(Query.of(RunDocument.ROWS, 1).where("root", run))
                .documents()
                .isEmpty();
    }

    private static TableView of(Store store, String run, StepRecord record) {
        RowTable table = RowTable.of(record);
        return record.takenFrom().isPresent()
                ? new TableView(run, record.step(), table, counts(table), 0, NO_REASONS, List.of(), record.takenFrom())
                : of(store, run, record.step(), table);
    }

    /** As they were when the table was closed. */
    private static RowCounts counts(RowTable table) {
        RowTable.ClosedTable end = table.closed().orElseThrow();
        return new RowCounts(end.done(), 0, end.failed(), end.abandoned(), new TreeMap<>());
    }

    private static TableView of(Store store, String run, String step, RowTable table) {
        String group = RunId.group(run, step);
        RowCounts counts = RowCounts.of(store, group);
        Query failed = Query.of(RunDocument.ROWS, SHOWN).where("group", group).where("state", RunState.FAILED);
        return new TableView(
                run,
                step,
                table,
                counts,
                counts.open() == 0 ? 0 : OpenQuestions.ofRows(store, group),
                counts.leftOut().containsKey(step) ? RowCounts.leftOutBecause(store, group, step) : NO_REASONS,
                counts.failed() == 0
                        ? List.of()
                        : store.query(failed).documents().stream()
                                .map(FailedRow::of)
                                .toList(),
                Optional.empty());
    }

    public boolean isClosed() {
        return table.closed().isPresent();
    }

    public String group() {
        return RunId.group(run, step);
    }

    /** Failed, and can be retried. */
    public long retriable() {
        return isClosed() ? 0 : counts.failed();
    }

    /** What goes on by itself: rows that are open, or that are still to be made. */
    public long open() {
        return takenFrom.isPresent() ? 0 : counts.open() + table.count() - table.made();
    }

    /** The rows that are not left out and not abandoned: what the run has taken. */
    public long taken() {
        return table.count()
                - counts.abandoned()
                - counts.leftOut().values().stream().mapToLong(Long::longValue).sum();
    }

    /** Such as {@code 2,412 of 3,000 rows done; 3 failed; 40 left out by worth; 12 not taken: key repeated}. */
    public String text() {
        if (takenFrom.isPresent()) {
            return rows(counts.done()) + " taken over from run " + takenFrom.get() + ", where they were paid";
        }
        List<String> parts = new ArrayList<>();
        parts.add(number(counts.done()) + " of " + rows(table.count()) + " done");
        part(parts, open(), isClosed() ? "open" : "in progress");
        part(parts, asked, asked == 1 ? "question waits for you" : "questions wait for you");
        part(parts, counts.failed(), isClosed() ? "failed, and the run went on without them" : "failed");
        part(parts, counts.abandoned(), "abandoned");
        ended.forEach((why, rows) -> part(parts, rows, why));
        counts.leftOut().forEach((by, rows) -> part(parts, by.equals(step) ? 0 : rows, "left out by " + by));
        long left = table.left().values().stream().mapToLong(Long::longValue).sum();
        if (table.left().size() == 1) {
            parts.add(number(left) + " not taken: " + table.left().firstKey());
        } else if (left > 0) {
            List<String> reasons = new ArrayList<>();
            table.left().forEach((why, rows) -> reasons.add(number(rows) + " " + why));
            parts.add(number(left) + " not taken (" + String.join(", ", reasons) + ")");
        }
        return String.join("; ", parts);
    }

    private static void part(List<String> parts, long rows, String how) {
        if (rows > 0) {
            parts.add(number(rows) + " " + how);
        }
    }

    public static String rows(long count) {
        return number(count) + (count == 1 ? " row" : " rows");
    }

    public static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(step + ": " + text());
        failed.forEach(row -> lines.add("  failed: " + row.id() + "  " + RowStory.shown(row.key()) + "  "
                + FailedStep.failed(row.step()) + ": " + row.why()));
        if (counts.failed() > failed.size()) {
            lines.add("  … and " + number(counts.failed() - failed.size()) + " more failed");
        }
        return lines;
    }

    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("step", step);
        takenFrom.ifPresent(source -> map.put("takenFrom", source));
        map.put("count", takenFrom.isPresent() ? table.made() : table.count());
        map.put("done", counts.done());
        map.put("open", open());
        map.put("asked", asked);
        map.put("failed", counts.failed());
        map.put("abandoned", counts.abandoned());
        map.put("leftOutBy", counts.leftOut());
        map.put("endedByTable", ended);
        map.put("notTaken", table.left());
        map.put("closed", isClosed());
        map.put("failedRows", failed.stream().map(FailedRow::toMap).toList());
        return map;
    }
}
