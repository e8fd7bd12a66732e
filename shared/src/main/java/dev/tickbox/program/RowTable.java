package dev.tickbox.program;

import dev.tickbox.Canonical;
import dev.tickbox.Json;
import dev.tickbox.ledger.StepRecord;
import dev.tickbox.ledger.StepRecord.Kind;
import dev.tickbox.run.Publications;
import dev.tickbox.store.Ref;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
 * @param time how much of the time that its rows have is over
 * @param closed empty while a row is open
 */
public record RowTable(
        String program,
        List<TablePage> frozen,
        long made,
        SortedMap<String, Long> left,
        SortedMap<String, String> outer,
        TableTime time,
        Optional<ClosedTable> closed) {
    /**
     * Time in which no tick runs, or in which the store is paused, does not count: so it is counted look by look.
     *
     * @param counted up to {@code until}
     */
    public record TableTime(Duration counted, Instant until) {}

    /** @param body the hash of a kept text: a JSON list */
    public record TablePage(String body, long rows) {}

    /** How the rows ended, and what those that are done gave. */
    public record ClosedTable(
            List<TablePage> pages, long done, long leftOut, long failed, long abandoned, Publications publications) {}

    /** How many rows were not taken only because there were enough. */
    public long overMaxRows() {
        return left.getOrDefault(RowSelection.TOO_MANY, 0L);
    }

    /** The reason under which {@link #left} counts them. */
    public String overMaxRowsReason() {
        return RowSelection.TOO_MANY;
    }

    /** One table for each run and step, whatever its rows: so it is recorded once. */
    static String key(String step) {
        return StepRecord.key(Kind.EACH, step, "rows");
    }

    public static Ref ref(String run, String step) {
        return StepRecord.ref(run, step, key(step));
    }

    /** Empty where the content says what is done for a row. */
    public Optional<String> javaClass() {
        return program.equals(Steps.CONTENT) ? Optional.empty() : Optional.of(program);
    }

    public long count() {
        return frozen.stream().mapToLong(TablePage::rows).sum();
    }

    RowTable withMade(long changed) {
        return new RowTable(program, frozen, changed, left, outer, time, closed);
    }

    RowTable with(TableTime changed) {
        return new RowTable(program, frozen, made, left, outer, changed, closed);
    }

    RowTable with(ClosedTable changed) {
        return new RowTable(program, frozen, made, left, outer, time, Optional.of(changed));
    }

    /** What another run needs of a closed table: what its rows gave, not what they were made of. */
    RowTable withoutRows() {
        return new RowTable(program, List.of(), made, left, new TreeMap<>(), time, closed);
    }

    String toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("program", program);
        json.put("count", count());
        json.put("frozen", pages(frozen));
        json.put("made", made);
        json.put("left", left);
        json.put("outer", outer);
        json.put("countedSeconds", time.counted().toSeconds());
        json.put("countedUntil", time.until().toString());
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
        Map<?, ?> json = Json.parseObject(row.output().orElseThrow());
        SortedMap<String, Long> left = new TreeMap<>();
        object(json, "left").forEach((why, count) -> left.put((String) why, (Long) count));
        SortedMap<String, String> outer = new TreeMap<>();
        object(json, "outer").forEach((step, body) -> outer.put((String) step, (String) body));
        return new RowTable(
                text(json, "program"),
                readPages(json, "frozen"),
                number(json, "made"),
                left,
                outer,
                new TableTime(
                        Duration.ofSeconds(number(json, "countedSeconds")), Instant.parse(text(json, "countedUntil"))),
                json.containsKey("closed") ? Optional.of(readClosed(object(json, "closed"))) : Optional.empty());
    }

    private static ClosedTable readClosed(Map<?, ?> json) {
        return new ClosedTable(
                readPages(json, "pages"),
                number(json, "done"),
                number(json, "leftOut"),
                number(json, "failed"),
                number(json, "abandoned"),
                new Publications(
                        Math.toIntExact(number(json, "published")),
                        Math.toIntExact(number(json, "publicationsAbandoned"))));
    }

    private static Object value(Map<?, ?> json, String name) {
        return Objects.requireNonNull(json.get(name), name);
    }

    private static String text(Map<?, ?> json, String name) {
        return (String) value(json, name);
    }

    private static long number(Map<?, ?> json, String name) {
        return (Long) value(json, name);
    }

    private static Map<?, ?> object(Map<?, ?> json, String name) {
        return (Map<?, ?>) value(json, name);
    }

    private static List<Object> pages(List<TablePage> pages) {
        List<Object> json = new ArrayList<>();
        pages.forEach(page -> json.add(Map.of("body", page.body(), "rows", page.rows())));
        return json;
    }

    private static List<TablePage> readPages(Map<?, ?> json, String name) {
        List<TablePage> pages = new ArrayList<>();
        for (Object page : (List<?>) value(json, name)) {
            Map<?, ?> read = (Map<?, ?>) page;
            pages.add(new TablePage(text(read, "body"), number(read, "rows")));
        }
        return pages;
    }
}
