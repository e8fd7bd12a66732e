package dev.tickbox.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One object of a stored definition. We wrote it ourselves, so that whatever is missing or of another type is a broken store. */
record StoredObject(Map<?, ?> map, String name) {
    @Nullable
    Object value(String key) {
        return map.get(key);
    }

    String text(String key) {
        return as(key, String.class);
    }

    long number(String key) {
        return as(key, Long.class);
    }

    int integer(String key) {
        return Math.toIntExact(number(key));
    }

    boolean flag(String key, boolean otherwise) {
        return map.containsKey(key) ? flag(key) : otherwise;
    }

    Optional<Long> findLong(String key) {
        return map.containsKey(key) ? Optional.of(number(key)) : Optional.empty();
    }

    /** A whole number is a double, too: canonical JSON writes 1.0 as 1. */
    Optional<Double> findNumber(String key) {
        return map.containsKey(key) ? Optional.of(as(key, Number.class).doubleValue()) : Optional.empty();
    }

    boolean flag(String key) {
        return as(key, Boolean.class);
    }

    Optional<String> find(String key) {
        return map.containsKey(key) ? Optional.of(text(key)) : Optional.empty();
    }

    StoredObject child(String key) {
        return new StoredObject(as(key, Map.class), name + "." + key);
    }

    Optional<StoredObject> findChild(String key) {
        return map.containsKey(key) ? Optional.of(child(key)) : Optional.empty();
    }

    int integer(String key, int otherwise) {
        return map.containsKey(key) ? integer(key) : otherwise;
    }

    Schedule schedule(String key) {
        StoredObject schedule = child(key);
        return new Schedule(schedule.text("cron"), Schedule.zone(schedule.text("zone")));
    }

    Set<String> names() {
        Set<String> names = new TreeSet<>();
        map.keySet().forEach(key -> names.add((String) key));
        return names;
    }

    Map<String, StoredObject> children() {
        Map<String, StoredObject> children = new TreeMap<>();
        map.keySet().forEach(key -> children.put((String) key, child((String) key)));
        return children;
    }

    Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        map.keySet().forEach(key -> texts.put((String) key, text((String) key)));
        return texts;
    }

    /** Empty where there is none. */
    List<String> textList(String key) {
        List<String> texts = new ArrayList<>();
        if (map.containsKey(key)) {
            for (Object item : as(key, List.class)) {
                texts.add((String) item);
            }
        }
        return texts;
    }

    /** The values of a child, as JSON; empty where there is none. */
    Map<String, Object> values(String key) {
        Map<String, Object> values = new TreeMap<>();
        findChild(key)
                .ifPresent(child -> child.names().forEach(name -> values.put(name, child.as(name, Object.class))));
        return values;
    }

    List<StoredObject> list(String key) {
        List<StoredObject> items = new ArrayList<>();
        for (Object item : as(key, List.class)) {
            items.add(new StoredObject(Map.class.cast(item), name + "." + key));
        }
        return items;
    }

    private <T> T as(String key, Class<T> type) {
        Object value = map.get(key);
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException(name + "." + key + " is " + value + ", not a " + type.getSimpleName());
        }
        return type.cast(value);
    }
}
