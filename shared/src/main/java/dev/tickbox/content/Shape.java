package dev.tickbox.content;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is known of a JSON value before it is there, so that a wrong name is found before anything is bought. */
public sealed interface Shape {
    /** Words of a schema with which an object may have names that {@code properties} does not have. */
    List<String> SAYS_MORE = List.of("$ref", "anyOf", "oneOf", "allOf", "patternProperties");

    /** It may be anything, and have any names. */
    record Unknown() implements Shape {}

    /** A single value. */
    record Plain(Type type) implements Shape {}

    /** What a single value is, where that is known. */
    enum Type {
        TEXT,
        NUMBER,
        FLAG,
        ANY
    }

    record Items(Shape item) implements Shape {}

    /**
     * An object.
     *
     * @param open whether it may have other names, too
     * @param others what these are
     */
    record Fields(SortedMap<String, Shape> names, boolean open, Shape others) implements Shape {
        public Fields {
            names = Collections.unmodifiableSortedMap(new TreeMap<>(names));
        }

        public Fields(SortedMap<String, Shape> names, boolean open) {
            this(names, open, new Unknown());
        }

        public Fields with(String name, Shape shape) {
            SortedMap<String, Shape> all = new TreeMap<>(names);
            all.put(name, shape);
            return new Fields(all, open, others);
        }

        /** With the names of both. */
        public Fields and(Fields other) {
            SortedMap<String, Shape> all = new TreeMap<>(other.names);
            all.putAll(names);
            Shape unnamed = !open ? other.others : !other.open || others.equals(other.others) ? others : new Unknown();
            return new Fields(all, open || other.open, unnamed);
        }
    }

    /** An object of which these names are known and are all that there are, such as the columns of a table. */
    static Fields columns(Collection<String> names, Type type) {
        SortedMap<String, Shape> columns = new TreeMap<>();
        names.forEach(name -> columns.put(name, new Plain(type)));
        return new Fields(columns, false);
    }

    /** An object of which nothing is known. */
    static Fields anyColumns() {
        return new Fields(new TreeMap<>(), true);
    }

    /** What a step gives that has {@code steps.ID.rows} and {@code steps.ID.count}. */
    static Fields table(Fields row) {
        return new Fields(new TreeMap<>(Map.of("rows", new Items(row), "count", new Plain(Type.NUMBER))), false);
    }

    /** As far as the schema says it simply; whatever it says otherwise is unknown. */
    static Shape ofSchema(@Nullable Object schema) {
        if (!(schema instanceof Map<?, ?> map)) {
            return new Unknown();
        }
        Object type = map.get("type");
        if (type instanceof List<?> several) {
            List<?> types =
                    several.stream().filter(each -> !"null".equals(each)).toList();
            type = types.size() == 1 ? types.getFirst() : null;
        }
        if (type == null) {
            return new Unknown();
        }
        if (type.equals("array")) {
            return new Items(ofSchema(map.get("items")));
        }
        if (!type.equals("object")) {
            return new Plain(
                    switch (String.valueOf(type)) {
                        case "string" -> Type.TEXT;
                        case "number", "integer" -> Type.NUMBER;
                        case "boolean" -> Type.FLAG;
                        default -> Type.ANY;
                    });
        }
        SortedMap<String, Shape> names = new TreeMap<>();
        boolean open = !(map.get("properties") instanceof Map<?, ?>)
                || (map.containsKey("additionalProperties") && !Boolean.FALSE.equals(map.get("additionalProperties")))
                || SAYS_MORE.stream().anyMatch(map::containsKey);
        if (map.get("properties") instanceof Map<?, ?> properties) {
            properties.forEach((name, property) -> names.put((String) name, ofSchema(property)));
        }
        return new Fields(names, open);
    }

    /** What is at a path of names with dots; empty where there can be nothing. A name may itself have dots in it. */
    default Optional<Shape> at(String path) {
        return switch (this) {
            case Unknown _ -> Optional.of(this);
            case Plain _, Items _ -> Optional.empty();
            case Fields fields -> {
                for (String name = path; !name.isEmpty(); name = ValuePath.shorter(name)) {
                    Shape found = fields.names.get(name);
                    if (found != null) {
                        yield name.equals(path) ? Optional.of(found) : found.at(path.substring(name.length() + 1));
                    }
                }
                int dot = path.indexOf('.');
                Optional<Shape> other =
                        dot < 0 ? Optional.of(fields.others) : fields.others.at(path.substring(dot + 1));
                yield other.filter(shape -> fields.open);
            }
        };
    }

    /** Every path in it that is known, such as {@code note} and {@code note.gist}. */
    default SortedSet<String> paths() {
        SortedSet<String> paths = new TreeSet<>();
        if (this instanceof Fields fields) {
            fields.names.forEach((name, shape) -> {
                paths.add(name);
                shape.paths().forEach(path -> paths.add(name + "." + path));
            });
        }
        return paths;
    }

    /** The paths that together are the whole of it. */
    default List<String> leaves() {
        List<String> leaves = new ArrayList<>();
        if (this instanceof Fields fields) {
            fields.names.forEach((name, shape) -> {
                if (shape instanceof Fields(var names, boolean open, Shape _) && !open && !names.isEmpty()) {
                    shape.leaves().forEach(path -> leaves.add(name + "." + path));
                } else {
                    leaves.add(name);
                }
            });
        }
        return leaves;
    }
}
