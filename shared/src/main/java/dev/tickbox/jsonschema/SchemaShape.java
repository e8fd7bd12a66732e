package dev.tickbox.jsonschema;

import dev.tickbox.Json;
import dev.tickbox.Shortened;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a schema before there is a text. One value of a text is held against a schema and against all that this one names
 * for the same value ({@code $ref}, {@code allOf}, {@code if}, ...): these must come to an end, in a bounded number and depth.
 * References that go into the text (by {@code properties}, {@code items}, ...) end where the text does.
 */
final class SchemaShape {
    static final int LEVELS_AT_MOST = 64;
    private static final int SCHEMAS_A_VALUE = 10_000;
    private static final int DEEP_AT_ONE_VALUE = 50;

    private static final Set<String> REFERENCES = Set.of("$ref", "$dynamicRef", "$recursiveRef");
    private static final Set<String> SAME_VALUE = Set.of("allOf", "anyOf", "oneOf", "not", "if", "then", "else");
    private static final Set<String> SAME_VALUE_BY_NAME = Set.of("dependentSchemas", "dependencies");
    private static final Set<String> INTO = Set.of(
            "items",
            "prefixItems",
            "additionalItems",
            "unevaluatedItems",
            "contains",
            "additionalProperties",
            "unevaluatedProperties",
            "propertyNames",
            "contentSchema");
    private static final Set<String> INTO_BY_NAME = Set.of("properties", "patternProperties", "$defs", "definitions");

    /** @param schemas against which one value is held at most, this one included */
    private record Weight(long schemas, int deep) {}

    private static final class Unbounded extends RuntimeException {
        Unbounded(String message) {
            super(message, null, false, false);
        }
    }

    private final @Nullable Object root;
    private final IdentityHashMap<Map<?, ?>, Weight> weights = new IdentityHashMap<>();
    private final IdentityHashMap<Map<?, ?>, Boolean> running = new IdentityHashMap<>();
    private final Deque<Map<?, ?>> pending = new ArrayDeque<>();

    private SchemaShape(@Nullable Object root) {
        this.root = root;
    }

    /** What is wrong with it, if anything. */
    static Optional<String> mistake(@Nullable Object schema) {
        try {
            if (levels(schema) > LEVELS_AT_MOST) {
                throw new Unbounded("it is nested more than " + LEVELS_AT_MOST + " deep");
            }
            new SchemaShape(schema).check();
            return Optional.empty();
        } catch (Unbounded e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static int levels(@Nullable Object value) {
        Collection<?> inside = switch (value) {
            case Map<?, ?> map -> map.values();
            case List<?> list -> list;
            case null, default -> List.of();
        };
        return 1 + inside.stream().mapToInt(SchemaShape::levels).max().orElse(0);
    }

    private void check() {
        schemas(root).forEach(pending::add);
        while (!pending.isEmpty()) {
            weigh(pending.remove());
        }
    }

    private Weight weigh(Map<?, ?> schema) {
        Weight known = weights.get(schema);
        if (known != null) {
            return known;
        }
        if (running.put(schema, true) != null) {
            throw new Unbounded("it refers back to itself at the same value: " + shown(schema));
        }
        checkWords(schema);
        long schemas = 1;
        int deep = 0;
        for (Map<?, ?> next : forSameValue(schema)) {
            Weight weight = weigh(next);
            schemas += weight.schemas();
            deep = Math.max(deep, weight.deep() + 1);
            if (schemas > SCHEMAS_A_VALUE) {
                throw new Unbounded(
                        "one value would be held against more than " + SCHEMAS_A_VALUE + " schemas: " + shown(schema));
            }
            if (deep > DEEP_AT_ONE_VALUE) {
                throw new Unbounded("one value would be held against schemas more than " + DEEP_AT_ONE_VALUE
                        + " inside each other: " + shown(schema));
            }
        }
        Weight weight = new Weight(schemas, deep);
        weights.put(schema, weight);
        named(schema, INTO).forEach(pending::add);
        inside(schema, INTO_BY_NAME).forEach(pending::add);
        return weight;
    }

    private static String shown(Map<?, ?> schema) {
        return Shortened.words(Json.write(schema), 100);
    }

    private void checkWords(Map<?, ?> schema) {
        if (schema != root && schema.get("$id") instanceof String) {
            throw new Unbounded("$id may stand at the schema's top only: give it an $anchor");
        }
        if (schema.get("pattern") instanceof String pattern) {
            checkPattern(pattern);
        }
        if (schema.get("patternProperties") instanceof Map<?, ?> properties) {
            for (Object name : properties.keySet()) {
                checkPattern((String) name);
                if (((String) name).contains("#")) {
                    // The library finds a schema by its address, where this sign has a meaning.
                    throw new Unbounded("the pattern " + name + " of patternProperties has a # in it: write \\x23");
                }
            }
        }
    }

    private static void checkPattern(String pattern) {
        try {
            new SchemaPattern(pattern);
        } catch (IllegalArgumentException e) {
            throw new Unbounded(String.valueOf(e.getMessage()));
        }
    }

    private List<Map<?, ?>> forSameValue(Map<?, ?> schema) {
        List<Map<?, ?>> all = named(schema, SAME_VALUE);
        all.addAll(inside(schema, SAME_VALUE_BY_NAME));
        for (String word : REFERENCES) {
            if (schema.get(word) instanceof String reference) {
                all.addAll(schemas(target(word, reference)));
            }
        }
        return all;
    }

    private static List<Map<?, ?>> named(Map<?, ?> schema, Set<String> words) {
        List<Map<?, ?>> all = new ArrayList<>();
        words.forEach(word -> all.addAll(schemas(schema.get(word))));
        return all;
    }

    private static List<Map<?, ?>> inside(Map<?, ?> schema, Set<String> words) {
        List<Map<?, ?>> all = new ArrayList<>();
        for (String word : words) {
            if (schema.get(word) instanceof Map<?, ?> byName) {
                byName.values().forEach(each -> all.addAll(schemas(each)));
            }
        }
        return all;
    }

    /** One schema, or a list of them; true and false need no look. */
    private static List<Map<?, ?>> schemas(@Nullable Object value) {
        List<Map<?, ?>> all = new ArrayList<>();
        Collection<?> each = value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
        for (Object item : each) {
            if (item instanceof Map<?, ?> schema) {
                all.add(schema);
            }
        }
        return all;
    }

    private Object target(String word, String reference) {
        Object found = null;
        if (word.equals("$recursiveRef") || reference.equals("#")) {
            found = root;
        } else if (reference.startsWith("#/")) {
            found = at(URLDecoder.decode(reference.substring(2), StandardCharsets.UTF_8));
        } else if (reference.startsWith("#")) {
            found = anchored(root, reference.substring(1)).orElse(null);
        }
        if (found == null) {
            throw new Unbounded(word + " " + reference + " leads nowhere; a schema stands alone: put it under $defs");
        }
        return found;
    }

    private @Nullable Object at(String pointer) {
        Object at = root;
        for (String part : pointer.split("/", -1)) {
            String name = part.replace("~1", "/").replace("~0", "~");
            at = switch (at) {
                case Map<?, ?> map -> map.get(name);
                case List<?> list
                when name.matches("[0-9]{1,5}") && Integer.parseInt(name) < list.size() ->
                    list.get(Integer.parseInt(name));
                case null, default -> null;
            };
        }
        return at;
    }

    private static Optional<Object> anchored(@Nullable Object value, String name) {
        return switch (value) {
            case Map<?, ?> map
            when name.equals(map.get("$anchor")) || name.equals(map.get("$dynamicAnchor")) -> Optional.of(map);
            case Map<?, ?> map -> anchored(map.values(), name);
            case Collection<?> values ->
                values.stream().flatMap(each -> anchored(each, name).stream()).findFirst();
            case null, default -> Optional.empty();
        };
    }
}
