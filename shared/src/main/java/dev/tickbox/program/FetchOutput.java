package dev.tickbox.program;

import dev.tickbox.content.Condition;
import dev.tickbox.content.FetchRequest;
import dev.tickbox.source.SourceForm;
import dev.tickbox.source.form.FeedForm;
import dev.tickbox.source.form.ParsedSource;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a fetch step gives: {@code {"rows": […], "count": n}}, or one record. */
record FetchOutput(FetchRequest request, Instant reference) {
    /** @param rows of all addresses, in their order */
    Map<String, @Nullable Object> table(List<Map<String, @Nullable Object>> rows) {
        List<Map<String, @Nullable Object>> taken = rows.stream()
                .filter(row -> request.where().entrySet().stream()
                        .allMatch(column -> holds(column.getValue(), row.get(column.getKey()))))
                .toList();
        Map<String, @Nullable Object> table = new LinkedHashMap<>();
        table.put("rows", request.form() instanceof SourceForm.Feed ? FeedForm.newestFirst(taken) : taken);
        table.put("count", (long) taken.size());
        return table;
    }

    private boolean holds(List<Condition> conditions, @Nullable Object value) {
        return conditions.stream().allMatch(condition -> condition.holds(value, reference));
    }

    /** Of a single source. */
    Map<String, @Nullable Object> of(ParsedSource parsed) {
        return switch (parsed) {
            case ParsedSource.Rows rows -> table(rows.rows());
            case ParsedSource.OneRecord one -> one.values();
            case ParsedSource.Unreadable unreadable -> throw new IllegalArgumentException(unreadable.why());
        };
    }

    /** Of one source among several: all its rows, until those of the others are there. */
    static Map<String, @Nullable Object> part(ParsedSource parsed) {
        return switch (parsed) {
            case ParsedSource.Rows rows -> {
                Map<String, @Nullable Object> part = new LinkedHashMap<>();
                part.put("rows", rows.rows());
                yield part;
            }
            case ParsedSource.OneRecord one ->
                throw new IllegalArgumentException("one record cannot be made of several addresses; name one address");
            case ParsedSource.Unreadable unreadable -> throw new IllegalArgumentException(unreadable.why());
        };
    }

    /** What a step depends on. Whether it may be skipped is not part of it: that decides nothing that was recorded. */
    static Map<String, Object> input(FetchRequest request) {
        Map<String, Object> input = new LinkedHashMap<>(request.toMap());
        input.remove("skip");
        input.remove("allowed");
        return input;
    }

    /** The same of one address among several: which of its rows are taken is decided later. */
    static Map<String, Object> inputOfPart(FetchRequest request, String address) {
        Map<String, Object> input = input(request.at(List.of(address)));
        input.remove("where");
        return input;
    }
}
