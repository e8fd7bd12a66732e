package dev.tickbox.content.reader;

import dev.tickbox.content.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** A mapping of the content file whose keys are distinct texts, in the order written. */
record YamlMapping(YamlValue value, Map<String, YamlValue> entries) {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    static YamlMapping of(YamlValue value, MappingNode mapping) {
        Map<String, YamlValue> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            int line = YamlValue.line(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                value.problems().add(value.file(), line, "a key of " + value.path() + " must be a simple word");
                continue;
            }
            String name = key.getValue();
            String path = value.path().isEmpty() ? name : value.path() + "." + name;
            // The key's line: what a person looks for when the value is missing, empty or long.
            YamlValue entry = new YamlValue(value.problems(), value.file(), path, line, tuple.getValueNode());
            YamlValue first = entries.putIfAbsent(name, entry);
            if (first != null) {
                entry.problem(path + " is given twice, first on line " + first.line());
            }
        }
        return new YamlMapping(value, entries);
    }

    /** Reports every key that is not among these. */
    YamlMapping only(String... keys) {
        List<String> known = List.of(keys);
        entries.forEach((name, entry) -> {
            if (!known.contains(name)) {
                String hint = Suggestion.hint(name, known);
                entry.problem("unknown key " + entry.path()
                        + (hint.isEmpty() ? "; known here: " + String.join(", ", known) : hint));
            }
        });
        return this;
    }

    Optional<YamlValue> find(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    Optional<YamlValue> need(String key) {
        if (!entries.containsKey(key)) {
            value.problem((value.path().isEmpty() ? "the file" : value.path()) + " needs " + key);
        }
        return find(key);
    }

    <T> T or(String key, T otherwise, Function<YamlValue, Optional<T>> read) {
        return find(key).flatMap(read).orElse(otherwise);
    }

    /** The entries whose keys can be ids; reports the others. */
    List<Map.Entry<String, YamlValue>> byId() {
        List<Map.Entry<String, YamlValue>> named = new ArrayList<>();
        entries.forEach((name, entry) -> {
            if (checkId(name, entry)) {
                named.add(Map.entry(name, entry));
            }
        });
        return named;
    }

    static boolean checkId(String id, YamlValue at) {
        if (ID.matcher(id).matches()) {
            return true;
        }
        at.problem("\"" + id + "\" cannot be an id: a small letter, then at most 39 small letters, digits and dashes");
        return false;
    }
}
