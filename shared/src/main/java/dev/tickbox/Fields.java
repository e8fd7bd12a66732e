package dev.tickbox;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A document's content: string, long, double, boolean, instant, list, map. What has no value is absent, never null, and what
 * was put in comes back equal from every store; what some engine could not keep so (a list right inside a list, nanoseconds) is
 * refused here.
 */
public record Fields(Map<String, Object> values) {
    public static final Fields NONE = new Fields(Map.of());

    /** Four digits of year, as every engine can keep and order them. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant TOO_LATE = Instant.parse("+10000-01-01T00:00:00Z");

    public Fields {
        values = Collections.unmodifiableMap(copyOf(values));
    }

    /** A copy with one field set; an empty {@link Optional} or null takes the field away. */
    public Fields with(String name, @org.jspecify.annotations.Nullable Object value) {
        Map<String, Object> next = new LinkedHashMap<>(values);
        Object plain = value instanceof Optional<?> optional ? optional.orElse(null) : value;
        if (plain == null) {
            next.remove(name);
        } else {
            next.put(name, plain);
        }
        return new Fields(next);
    }

    public Optional<Object> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    public String text(String name) {
        return required(name, String.class);
    }

    public Optional<String> findText(String name) {
        return find(name).map(String.class::cast);
    }

    public long number(String name) {
        return required(name, Long.class);
    }

    public long number(String name, long otherwise) {
        return values.containsKey(name) ? number(name) : otherwise;
    }

    public boolean flag(String name) {
        return find(name).map(Boolean.class::cast).orElse(false);
    }

    public Instant time(String name) {
        return required(name, Instant.class);
    }

    public Optional<Instant> findTime(String name) {
        return find(name).map(Instant.class::cast);
    }

    /** A list of maps, read as fields; absent is empty. */
    @SuppressWarnings("unchecked") // copyOf has checked that every map has string keys
    public List<Fields> list(String name) {
        return find(name).map(value -> ((List<Object>) value)).orElse(List.of()).stream()
                .map(each -> new Fields((Map<String, Object>) each))
                .toList();
    }

    /** A list of strings; absent is empty. */
    public List<String> texts(String name) {
        return find(name).map(value -> (List<?>) value).orElse(List.of()).stream()
                .map(String.class::cast)
                .toList();
    }

    @SuppressWarnings("unchecked") // copyOf has checked that every map has string keys
    public Fields map(String name) {
        return new Fields((Map<String, Object>) required(name, Map.class));
    }

    private <T> T required(String name, Class<T> type) {
        Object value = values.get(name);
        if (!type.isInstance(value)) {
            throw new IllegalStateException("field " + name + " is " + value + ", not a " + type.getSimpleName());
        }
        return type.cast(value);
    }

    private static Map<String, Object> copyOf(Map<?, ?> values) {
        Map<String, Object> copy = new LinkedHashMap<>();
        values.forEach((name, value) -> copy.put(checkedName((String) name), checked((String) name, value)));
        return copy;
    }

    private static String checkedName(String name) {
        if (name.isEmpty() || (name.startsWith("__") && name.endsWith("__"))) {
            throw new IllegalArgumentException("a field cannot be named '" + name + "'");
        }
        return name;
    }

    private static Object checked(String name, Object value) {
        return switch (value) {
            case String text when isWhole(text) -> text;
            case Long number -> number;
            case Boolean flag -> flag;
            case Double number when Double.isFinite(number) -> number;
            case Instant time when isStorable(time) -> time;
            case List<?> list
            when list.stream().noneMatch(List.class::isInstance) ->
                list.stream().map(each -> checked(name, each)).toList();
            case Map<?, ?> map -> Collections.unmodifiableMap(copyOf(map));
            default ->
                throw new IllegalArgumentException("field " + name + ": " + value + " ("
                        + value.getClass().getSimpleName() + ") cannot be stored");
        };
    }

    /** Half a character (a lone surrogate) has no UTF-8, and an engine would quietly store a question mark. */
    private static boolean isWhole(String text) {
        for (int at = 0; at < text.length(); at++) {
            char here = text.charAt(at);
            if (Character.isSurrogate(here)) {
                boolean pair = at + 1 < text.length() && Character.isSurrogatePair(here, text.charAt(at + 1));
                if (!pair) {
                    return false;
                }
                at++;
            }
        }
        return true;
    }

    private static boolean isStorable(Instant time) {
        return time.equals(time.truncatedTo(ChronoUnit.MICROS)) && !time.isBefore(EARLIEST) && time.isBefore(TOO_LATE);
    }
}
