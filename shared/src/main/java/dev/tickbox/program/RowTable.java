package dev.tickbox.program;

import dev.tickbox.Canonical;
import dev.tickbox.Json;
import dev.tickbox.ledger.StepRecord;
import dev.tickbox.ledger.StepRecord.Kind;
import dev.tickbox.run.Publications;
import dev.tickbox.store.Ref;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run has recorded of one table: the rows as they were when the step began, how many of them are made, and what they gave once
 * all have ended. The texts lie in the run's bodies; this is the list of them.
 *
 * @param program what is done for a row
 * @param frozen the rows, in order
 * @param made how many of them have a run of their own
 * @param left how many rows of the source were not taken, by reason
 * @param outer the texts of earlier steps that the rows read, by the id of the step
 * @param closed empty while a row is open
 */
public record RowTable(
        String program,
        List<TablePage> frozen,
        long made,
        SortedMap<String, Long> left,
        SortedMap<String, String> outer,
        Instant frozenAt,
        Optional<ClosedTable> closed) {
    /** @param body the hash of a kept text: a JSON list */
    public record TablePage(String body, long rows) {}

    /** How the rows ended, and what those that are done gave. */
    public record ClosedTable(
            List<TablePage> pages, long done, long leftOut, long failed, long abandoned, Publications publications) {}

    /** One table for each run and step, whatever its rows: so it is recorded once. */
    static String key(String step) {
        return StepRecord.key(Kind.EACH, step, "rows");
    }

    public static Ref ref(String run, String step) {
        return StepRecord.ref(run, step, key(step));
    }

    public long count() {
        return frozen.stream().mapToLong(TablePage::rows).sum();
    }

    RowTable withMade(long changed) {
        return new RowTable(program, frozen, changed, left, outer, frozenAt, closed);
    }

    RowTable with(ClosedTable changed) {
        return new RowTable(program, frozen, made, left, outer, frozenAt, Optional.of(changed));
    }

    String toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("program", program);
        json.put("count", count());
        json.put("frozen", pages(frozen));
        json.put("made", made);
        json.put("left", left);
        json.put("outer", outer);
        json.put("frozenAt", frozenAt.toString());
        closed.ifPresent(end -> json.put(
                "closed",
                Map.of(
                        "pages",
                        pages(end.pages()),
                        "done",
                        end.done(),
                        "leftOut",
                        end.leftOut(),
                        "failed",
                        end.failed(),
                        "abandoned",
                        end.abandoned(),
                        "published",
                        (long) end.publications().shown(),
                        "publicationsAbandoned",
                        (long) end.publications().abandoned())));
        return Canonical.of(json);
    }

    public static RowTable of(StepRecord row) {
        Map<String, Object> json = Json.parseObject(row.output().orElseThrow());
        SortedMap<String, Long> left = new TreeMap<>();
        object(json.get("left")).forEach((why, count) -> left.put((String) why, (Long) count));
        SortedMap<String, String> outer = new TreeMap<>();
        object(json.get("outer")).forEach((step, body) -> outer.put((String) step, (String) body));
        return new RowTable(
                (String) json.get("program"),
                readPages(json.get("frozen")),
                (Long) json.get("made"),
                left,
                outer,
                Instant.parse((String) json.get("frozenAt")),
                Optional.ofNullable(json.get("closed")).map(RowTable::object).map(RowTable::readClosed));
    }

    private static ClosedTable readClosed(Map<?, ?> json) {
        return new ClosedTable(
                readPages(json.get("pages")),
                (Long) json.get("done"),
                (Long) json.get("leftOut"),
                (Long) json.get("failed"),
                (Long) json.get("abandoned"),
                new Publications(Math.toIntExact((Long) json.get("published")), Math.toIntExact((Long)
                        json.get("publicationsAbandoned"))));
    }

    private static Map<?, ?> object(Object json) {
        return (Map<?, ?>) json;
    }

    private static List<Object> pages(List<TablePage> pages) {
        List<Object> json = new ArrayList<>();
        pages.forEach(page -> json.add(Map.of("body", page.body(), "rows", page.rows())));
        return json;
    }

    private static List<TablePage> readPages(Object json) {
        List<TablePage> pages = new ArrayList<>();
        ((List<?>) json)
                .forEach(page -> pages.add(new TablePage(
                        (String) object(page).get("body"), (Long) object(page).get("rows"))));
        return pages;
    }
}
