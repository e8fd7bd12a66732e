package dev.tickbox.content.reader;

import dev.tickbox.Canonical;
import dev.tickbox.Json;
import dev.tickbox.content.Output;
import dev.tickbox.content.Suggestion;
import dev.tickbox.jsonschema.JsonSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads {@code output}: a word, a JSON schema written as YAML, or the name of a file that holds one. */
record OutputReader(ReferencedFiles files) {
    private static final int MAX_DEPTH = 32;

    Optional<Output> read(YamlValue at) {
        if (at.isMapping()) {
            try {
                return schema(at, at.file(), at.line(), json(at));
            } catch (IllegalArgumentException e) {
                at.problem(at.path() + " " + e.getMessage());
                return Optional.empty();
            }
        }
        if (at.node() instanceof ScalarNode scalar && scalar.getValue().endsWith(".json")) {
            return files.read(at).flatMap(file -> parse(at, file));
        }
        return at.text().flatMap(word -> switch (word) {
            case "text" -> Optional.of(new Output.Text());
            case "article" -> Optional.of(new Output.Article());
            default -> {
                at.problem(at.path() + " must be text or article, a JSON schema, or a file name ending in .json, not "
                        + word + Suggestion.hint(word, List.of("text", "article")));
                yield Optional.empty();
            }
        });
    }

    private static Optional<Output> parse(YamlValue at, ReferencedFiles.Named file) {
        try {
            return schema(at, file.name(), 1, Json.parse(file.text()));
        } catch (Json.Malformed e) {
            at.problems()
                    .add(
                            file.name(),
                            e.line(),
                            "is not JSON: " + String.valueOf(e.getMessage()).replaceFirst("^line \\d+: ", ""));
            return Optional.empty();
        }
    }

    private static Optional<Output> schema(YamlValue at, String file, int line, @Nullable Object schema) {
        List<String> wrong = new ArrayList<>();
        if (!(schema instanceof Map<?, ?> map) || !"object".equals(map.get("type"))) {
            wrong.add("a schema needs type: object");
        } else if (!(map.get("properties") instanceof Map<?, ?> properties) || properties.isEmpty()) {
            wrong.add("a schema needs properties");
        } else {
            if (properties.containsKey("text")) {
                wrong.add("a property cannot be named text, because {{steps.ID.text}} is the whole output");
            }
            if (map.get("required") instanceof List<?> required) {
                required.stream()
                        .filter(name -> !properties.containsKey(name))
                        .forEach(name -> wrong.add("the required property " + name + " is not among the properties"));
            }
        }
        if (wrong.isEmpty()) {
            try {
                String json = Canonical.of(schema);
                Optional<String> mistake = JsonSchema.mistake(json);
                if (mistake.isEmpty()) {
                    return Optional.of(new Output.Schema(json));
                }
                wrong.add("cannot be used as a JSON schema: " + mistake.get());
            } catch (IllegalArgumentException e) {
                wrong.add(String.valueOf(e.getMessage()));
            }
        }
        wrong.forEach(message -> at.problems().add(file, line, message));
        return Optional.empty();
    }

    /** @throws IllegalArgumentException that says what JSON does not have */
    static @Nullable Object json(YamlValue at) {
        return value(at.node(), 0, new HashSet<>());
    }

    /** By our own walk: no tag ever makes a type. Aliases are refused, because a few lines of them can mean millions of nodes. */
    private static @Nullable Object value(Node node, int depth, Set<Node> seen) {
        if (!seen.add(node)) {
            throw new IllegalArgumentException("uses an alias (*); write it out");
        }
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("is nested more than " + MAX_DEPTH + " deep");
        }
        return switch (node) {
            case MappingNode mapping -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                for (NodeTuple tuple : mapping.getValue()) {
                    if (!(tuple.getKeyNode() instanceof ScalarNode key) || map.containsKey(key.getValue())) {
                        throw new IllegalArgumentException("has a key that is given twice or is no text, on line "
                                + YamlValue.line(tuple.getKeyNode()));
                    }
                    map.put(key.getValue(), value(tuple.getValueNode(), depth + 1, seen));
                }
                yield map;
            }
            case SequenceNode sequence -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (Node item : sequence.getValue()) {
                    list.add(value(item, depth + 1, seen));
                }
                yield list;
            }
            case ScalarNode scalar -> scalar(scalar);
            default ->
                throw new IllegalArgumentException(
                        "has a value that JSON does not have, on line " + YamlValue.line(node));
        };
    }

    private static @Nullable Object scalar(ScalarNode scalar) {
        if (scalar.getTag().equals(Tag.STR)) {
            return scalar.getValue();
        }
        if (scalar.getTag().equals(Tag.NULL)) {
            return null;
        }
        try {
            Object value = Json.parse(scalar.getValue());
            if (value instanceof Long || value instanceof Double || value instanceof Boolean) {
                return value;
            }
        } catch (Json.Malformed e) {
            // Reported below with the line in the YAML, where a person will look.
        }
        throw new IllegalArgumentException(
                "has " + scalar.getValue() + " in it, which JSON does not have, on line " + YamlValue.line(scalar));
    }
}
