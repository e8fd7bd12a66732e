package dev.tickbox.content;

import com.samskivert.mustache.DefaultCollector;
import com.samskivert.mustache.Mustache.VariableFetcher;
import com.samskivert.mustache.Template;
import dev.tickbox.Json;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the sections of one rendering are rendered for: each element of a list, or once, unless the value is false, null or an empty text. An
 * object is a row, and the names in the section are its columns. A full path is never one, and every other item has no names at all, so that
 * JMustache finds nothing by itself.
 */
final class SectionRows extends DefaultCollector {
    private int count;

    private record Row(Map<?, ?> columns) {}

    /** Of all sections that were begun so far. */
    int count() {
        return count;
    }

    @Override
    public Iterator<?> toIterator(Object given) {
        Object value = value(given);
        List<?> items = value instanceof List<?> list
                ? list
                : value == null || value.equals(false) || value.equals("") ? List.of() : List.of(value);
        count += items.size();
        return items.stream()
                .map(item -> item instanceof Map<?, ?> columns ? new Row(columns) : text(item))
                .iterator();
    }

    @Override
    public VariableFetcher createFetcher(Object item, String name) {
        if (item instanceof Row) {
            // Absent or null is an empty text here: a row need not have every column.
            return (row, column) -> StepNames.isFullPath(column)
                    ? Template.NO_FETCHER_FOUND
                    : Objects.requireNonNullElse(ValuePath.in(((Row) row).columns(), column), "");
        }
        return item instanceof Map ? super.createFetcher(item, name) : (other, column) -> Template.NO_FETCHER_FOUND;
    }

    static @Nullable Object value(@Nullable Object given) {
        return given instanceof Supplier<?> lazy ? lazy.get() : given;
    }

    /** A text as it is, every other value as JSON. */
    static String text(@Nullable Object given) {
        Object value = value(given);
        if (value instanceof Row(var columns)) {
            return Json.write(columns);
        }
        return value instanceof String text ? text : Json.write(value);
    }
}
