package dev.tickbox.view;

import dev.tickbox.Json;
import dev.tickbox.Limits;
import dev.tickbox.Shortened;
import dev.tickbox.ledger.Bodies;
import dev.tickbox.ledger.StepRecord;
import dev.tickbox.run.Row;
import dev.tickbox.run.Run;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a row is, and what was done for it: beside what is said of every run.
 *
 * @param columns as they were recorded
 * @param gave what later steps read of it, once it is done
 * @param steps what is recorded of its steps, in the order of their beginning
 */
public record RowStory(
        Row row, Map<String, Object> columns, Optional<Map<String, Object>> gave, List<StepRecord> steps) {
    private static final int PAGE = 200;
    private static final int SHOWN_CHARS = 160;

    static Optional<RowStory> of(Store store, Run run) {
        return run.row()
                .map(row -> new RowStory(
                        row,
                        object(store, row.root(), row.columns()),
                        row.line().map(line -> object(store, run.id(), line)),
                        store.all(Query.of(StepRecord.of(run.id()), PAGE)).stream()
                                .map(StepRecord::read)
                                .sorted(Comparator.comparing(StepRecord::createdAt))
                                .toList()));
    }

    private static Map<String, Object> object(Store store, String run, Row.Kept kept) {
        Bodies bodies = new Bodies(store, Limits.STANDARD.bodyBytes());
        return Json.parseObject(
                kept.json().orElseGet(() -> bodies.load(run, kept.body().orElseThrow())));
    }

    /** On one line, and not longer than a person reads. */
    public static String shown(Object value) {
        String text = value instanceof String words ? words : Json.write(value);
        return Shortened.words(text.replaceAll("\\s+", " ").strip(), SHOWN_CHARS);
    }

    public String about() {
        return "row " + (row.position() + 1) + " of step " + row.step() + " of run " + row.root() + " · key "
                + shown(row.key());
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Columns");
        columns.forEach((name, value) -> lines.add("  " + name + ": " + shown(value)));
        if (!steps.isEmpty()) {
            lines.add("");
            lines.add("Steps");
            TextTable table = new TextTable();
            steps.forEach(step -> table.row(step.step(), step.status().name(), result(step)));
            lines.addAll(table.lines("  "));
        }
        gave.filter(line -> !line.isEmpty()).ifPresent(line -> {
            lines.add("");
            lines.add("What later steps read of it");
            line.forEach((name, value) -> lines.add("  " + name + ": " + shown(value)));
        });
        return lines;
    }

    private static String result(StepRecord step) {
        return step.error().or(step::output).map(RowStory::shown).orElse("");
    }

    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("root", row.root());
        map.put("step", row.step());
        map.put("key", row.key());
        map.put("position", row.position());
        map.put("closed", row.closed());
        map.put("columns", columns);
        gave.ifPresent(line -> map.put("gave", line));
        map.put(
                "steps",
                steps.stream()
                        .map(step -> {
                            Map<String, Object> each = new LinkedHashMap<>();
                            each.put("step", step.step());
                            each.put("status", step.status().name());
                            step.error().ifPresent(error -> each.put("error", error));
                            return each;
                        })
                        .toList());
        return map;
    }
}
