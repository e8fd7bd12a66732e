package dev.tickbox.program;

import dev.tickbox.Json;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a fetch step gave, once it is recorded; until then asking for it ends the drive, and the run goes on here in a later one. */
public final class FetchedValues {
    private final Supplier<String> recorded;
    private @Nullable Map<String, @Nullable Object> values;

    /** @param recorded the step's output as JSON */
    FetchedValues(Supplier<String> recorded) {
        this.recorded = recorded;
    }

    /** The record; or the table, with {@code rows} and {@code count}. */
    @SuppressWarnings("NullAway") // JSON has null values, and the parser's type does not say so
    public synchronized Map<String, @Nullable Object> values() {
        Map<String, @Nullable Object> read = values == null ? Json.parseObject(recorded.get()) : values;
        values = read;
        return read;
    }

    /** As it is recorded. */
    String json() {
        return recorded.get();
    }

    /** The rows of a table; values are texts, longs, doubles, booleans and null. */
    @SuppressWarnings("unchecked") // rows were recorded as objects
    public List<Map<String, @Nullable Object>> rows() {
        if (values().get("rows") instanceof List<?> rows) {
            return (List<Map<String, @Nullable Object>>) rows;
        }
        throw new IllegalStateException("this source gives one record, not rows");
    }
}
