package dev.tickbox.program;

import dev.tickbox.Canonical;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a source a step takes, in this order: those with a key, each key once (the first counts), those that the match knows, those
 * that are new, the first {@code maxRows}.
 *
 * @param left how many were not taken, by reason
 * @param candidates how many had a key of their own
 * @param matched how many of those the match knows; all of them where there is no match
 */
record RowSelection(List<Chosen> rows, SortedMap<String, Long> left, long candidates, long matched) {
    static final String NO_KEY = "no key";
    static final String REPEATED = "key repeated";
    static final String NOT_MATCHED = "not in the match";
    static final String NOT_NEW = "taken by an earlier run";
    static final String TOO_MANY = "over maxRows";

    /** @param columns a JSON object */
    record Chosen(String key, Map<String, Object> columns) {}

    /** @param isTaken whether an earlier run took the row of this key */
    static RowSelection of(List<?> source, Optional<List<?>> match, RowOptions options, Predicate<String> isTaken) {
        SortedMap<String, Long> left = new TreeMap<>();
        Optional<Map<String, Map<?, ?>>> known = match.map(rows -> byKey(rows, options.key()));
        List<Chosen> rows = new ArrayList<>();
        Set<String> keys = new LinkedHashSet<>();
        long matched = 0;
        for (Object given : source) {
            Object item = Canonical.exact(given);
            Optional<String> key = key(item, options.key());
            if (key.isEmpty()) {
                count(left, NO_KEY);
            } else if (!keys.add(key.get())) {
                count(left, REPEATED);
            } else if (known.isPresent() && !known.get().containsKey(key.get())) {
                count(left, NOT_MATCHED);
            } else {
                matched++;
                if (rows.size() >= options.maxRows()) {
                    count(left, TOO_MANY);
                } else if (isTaken.test(key.get())) {
                    count(left, NOT_NEW);
                } else {
                    rows.add(new Chosen(
                            key.get(),
                            columns(item, options.key().getFirst(), known.map(each -> each.get(key.get())))));
                }
            }
        }
        return new RowSelection(rows, left, keys.size(), matched);
    }

    /** Of those that it would take, none; they are counted under this reason. */
    RowSelection withoutRows(String why) {
        SortedMap<String, Long> reasons = new TreeMap<>(left);
        if (!rows.isEmpty()) {
            reasons.put(why, (long) rows.size());
        }
        return new RowSelection(List.of(), reasons, candidates, matched);
    }

    private static void count(SortedMap<String, Long> left, String why) {
        left.merge(why, 1L, Long::sum);
    }

    private static Map<String, Map<?, ?>> byKey(List<?> rows, List<String> columns) {
        Map<String, Map<?, ?>> byKey = new LinkedHashMap<>();
        for (Object given : rows) {
            Object row = Canonical.exact(given);
            Map<?, ?> whole = row instanceof Map<?, ?> map ? map : Map.of();
            key(row, columns).ifPresent(key -> byKey.putIfAbsent(key, whole));
        }
        return byKey;
    }

    /**
     * What the match says of the row, and what was said of it by whoever chose it. A column that the match has without a value has none: a
     * model that chose the row must not put one there. A list of bare values names rows by their key.
     */
    private static Map<String, Object> columns(@Nullable Object item, String key, Optional<Map<?, ?>> known) {
        Map<String, Object> columns = new TreeMap<>(object(item));
        if (!(item instanceof Map<?, ?>) && item != null) {
            columns.put(key, item);
        }
        known.ifPresent(match -> {
            columns.keySet().removeAll(match.keySet());
            columns.putAll(object(match));
        });
        return columns;
    }

    private static Map<String, Object> object(@Nullable Object row) {
        Map<String, Object> object = new TreeMap<>();
        if (row instanceof Map<?, ?> map) {
            map.forEach((name, value) -> {
                if (value != null) {
                    object.put((String) name, value);
                }
            });
        }
        return object;
    }

    /** One column as it is written, several as a JSON list. */
    private static Optional<String> key(@Nullable Object row, List<String> columns) {
        if (columns.size() == 1 && !(row instanceof Map<?, ?>)) {
            return keyPart(row).map(RowSelection::written);
        }
        List<Object> parts = new ArrayList<>();
        for (String column : columns) {
            keyPart(row instanceof Map<?, ?> map ? map.get(column) : null).ifPresent(parts::add);
        }
        if (parts.size() < columns.size()) {
            return Optional.empty();
        }
        return Optional.of(parts.size() == 1 ? written(parts.getFirst()) : Canonical.of(parts));
    }

    private static Optional<Object> keyPart(@Nullable Object value) {
        return value instanceof Number || (value instanceof String text && !text.isBlank())
                ? Optional.of(value)
                : Optional.empty();
    }

    private static String written(Object part) {
        return part instanceof String text ? text : Canonical.of(part);
    }
}
