package dev.tickbox.store;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Equality on some fields, at most one ordered range, a limit, a cursor. Without a range the order is by id, as bytes of UTF-8.
 * With one it is by that field, then id, and documents without the field are left out. {@code descending} turns both round, and needs a
 * range.
 */
public record Query(
        Collection in,
        Map<String, Object> equal,
        Optional<Range> range,
        boolean descending,
        int limit,
        Optional<Cursor> after) {
    public Query {
        equal = Map.copyOf(equal);
        if (limit < 1) {
            throw new IllegalArgumentException("a query's limit is " + limit);
        }
        equal.values().forEach(Query::checkValue);
    }

    /** Only what every engine compares alike. */
    private static void checkValue(Object value) {
        if (!(value instanceof String || value instanceof Long || value instanceof Instant)) {
            throw new IllegalArgumentException("a query cannot ask for " + value + " ("
                    + value.getClass().getSimpleName() + "): strings, longs and instants only");
        }
    }

    /** From inclusive, to exclusive; both ends may be open. Values are instants, strings or longs. */
    public record Range(String field, Optional<Object> from, Optional<Object> to) {
        public Range {
            from.ifPresent(Query::checkValue);
            to.ifPresent(Query::checkValue);
        }
    }

    /** Where a page ended: its last document's id and, with a range, that document's value. */
    public record Cursor(Optional<Object> value, String id) {}

    public static Query of(Collection in, int limit) {
        return new Query(in, Map.of(), Optional.empty(), false, limit, Optional.empty());
    }

    public Query where(String field, Enum<?> value) {
        return where(field, value.name());
    }

    public Query where(String field, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(equal);
        more.put(field, value);
        return new Query(in, more, range, descending, limit, after);
    }

    public Query orderedBy(String field) {
        return new Query(
                in, equal, Optional.of(new Range(field, Optional.empty(), Optional.empty())), descending, limit, after);
    }

    public Query from(String field, Object from) {
        Optional<Object> to = range.flatMap(Range::to);
        return new Query(in, equal, Optional.of(new Range(field, Optional.of(from), to)), descending, limit, after);
    }

    public Query before(String field, Object to) {
        Optional<Object> from = range.flatMap(Range::from);
        return new Query(in, equal, Optional.of(new Range(field, from, Optional.of(to))), descending, limit, after);
    }

    public Query reversed() {
        return new Query(in, equal, range, !descending, limit, after);
    }

    public Query after(Cursor cursor) {
        return new Query(in, equal, range, descending, limit, Optional.of(cursor));
    }
}
