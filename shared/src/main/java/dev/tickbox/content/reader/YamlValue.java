package dev.tickbox.content.reader;

import dev.tickbox.content.ContentRules;
import dev.tickbox.content.Suggestion;
import dev.tickbox.content.reader.ContentFolder.Problems;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A value of the content file that knows where it stands. Asked for a type that it has not, it reports that and is empty.
 *
 * @param path as in {@code jobs.garden.schedule}
 */
record YamlValue(Problems problems, String file, String path, int line, Node node) {
    static YamlValue of(Problems problems, String file, String path, Node node) {
        return new YamlValue(problems, file, path, line(node), node);
    }

    static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    void problem(String message) {
        problems.add(file, line, message);
    }

    /** Of what may be intended. */
    void warning(String message) {
        problems.warn(file, line, message);
    }

    boolean isMapping() {
        return node instanceof MappingNode;
    }

    /** Where the name of a file may stand in place of the value. */
    boolean isText() {
        return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.STR);
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    Optional<String> text() {
        if (node instanceof ScalarNode scalar && isText()) {
            if (scalar.getValue().isBlank()) {
                problem(path + " is empty");
                return Optional.empty();
            }
            return whole(scalar.getValue());
        }
        problem(UnquotedYaml.braces(node)
                .map(braces ->
                        path + " needs quotes: write \"" + braces + "\", since without them it is a YAML mapping")
                .orElseGet(() -> path + " must be text" + quoteIt()));
        return Optional.empty();
    }

    /** YAML can spell half a character ("\\ud800"), which no hash and no file can hold. */
    private Optional<String> whole(String text) {
        if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            problem(path + " has an unpaired surrogate (half a character) in it");
            return Optional.empty();
        }
        return Optional.of(text);
    }

    private String quoteIt() {
        return node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)
                ? "; put it in quotes: \"" + scalar.getValue() + "\""
                : ", not " + kind();
    }

    /** Any scalar, as it is written. */
    Optional<String> written() {
        if (node instanceof ScalarNode scalar
                && Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL).contains(scalar.getTag())) {
            return whole(scalar.getValue());
        }
        problem(UnquotedYaml.braces(node)
                .map(braces ->
                        path + " needs quotes: write \"" + braces + "\", since without them it is a YAML mapping")
                .orElseGet(() -> path + " must be a text, a number, true or false, not " + kind()));
        return Optional.empty();
    }

    Optional<String> oneOf(List<String> words) {
        Optional<String> text = text();
        if (text.isPresent() && !words.contains(text.get())) {
            problem(path + " must be " + String.join(" or ", words) + ", not " + text.get()
                    + Suggestion.hint(text.get(), words));
            return Optional.empty();
        }
        return text;
    }

    /** The name of something that exists. */
    Optional<String> known(String what, Collection<String> names) {
        Optional<String> text = text();
        if (text.isPresent() && !names.contains(text.get())) {
            String hint = Suggestion.hint(text.get(), names);
            problem("unknown " + what + " " + text.get()
                    + (hint.isEmpty()
                            ? "; known: "
                                    + String.join(", ", names.stream().sorted().toList())
                            : hint));
            return Optional.empty();
        }
        return text;
    }

    Optional<Integer> integer(int min, int max) {
        if (node instanceof ScalarNode scalar
                && scalar.getTag().equals(Tag.INT)
                && scalar.getValue().matches("-?[0-9]+")) {
            BigDecimal number = new BigDecimal(scalar.getValue());
            if (number.compareTo(BigDecimal.valueOf(min)) >= 0 && number.compareTo(BigDecimal.valueOf(max)) <= 0) {
                return Optional.of(number.intValueExact());
            }
        }
        problem(path + " must be a whole number from " + min + " to " + max + ", not " + kind());
        return Optional.empty();
    }

    /** With at most two decimals. */
    Optional<Double> number(int min, int max) {
        if (node instanceof ScalarNode scalar
                && Set.of(Tag.INT, Tag.FLOAT).contains(scalar.getTag())
                && scalar.getValue().matches("[0-9]+(\\.[0-9]{1,2})?")) {
            double number = Double.parseDouble(scalar.getValue());
            if (number >= min && number <= max) {
                return Optional.of(number);
            }
        }
        problem(path + " must be a number from " + min + " to " + max + ", as in 0.7, not " + kind());
        return Optional.empty();
    }

    Optional<Boolean> flag() {
        if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.BOOL)) {
            return Optional.of(Boolean.parseBoolean(scalar.getValue()));
        }
        problem(path + " must be true or false, not " + kind());
        return Optional.empty();
    }

    List<YamlValue> items() {
        if (!(node instanceof SequenceNode sequence)) {
            problem(path + " must be a list, not " + kind());
            return List.of();
        }
        List<YamlValue> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            items.add(of(problems, file, path + "[" + (items.size() + 1) + "]", item));
        }
        Optional<String> cut = UnquotedYaml.cutAddress(sequence);
        cut.ifPresent(address ->
                problem(path + " is cut at the comma in an address: put it in quotes, as in \"" + address + "\""));
        // What follows a comma is a part of an address and no item, and is not reported again.
        return cut.isEmpty()
                ? items
                : items.stream()
                        .filter(item -> UnquotedYaml.isAddress(item.node()))
                        .toList();
    }

    /** Empty, and reported, where this is no mapping. */
    Optional<YamlMapping> section() {
        if (node instanceof MappingNode mapping) {
            return Optional.of(YamlMapping.of(this, mapping));
        }
        problem((path.isEmpty() ? "the file" : path) + " must be a mapping (key: value), not " + kind());
        return Optional.empty();
    }

    /** What stands there instead, for a message. */
    String kind() {
        return switch (node) {
            case MappingNode mapping -> "a mapping";
            case SequenceNode sequence -> "a list";
            case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> "nothing";
            case ScalarNode scalar -> scalar.getValue().lines().findFirst().orElse("empty");
            default -> node.getNodeType().name().toLowerCase(Locale.ROOT);
        };
    }

    /** A mapping of the content file whose keys are distinct texts, in the order written. */
    record YamlMapping(YamlValue value, Map<String, YamlValue> entries) {
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

        /** With the entries of another mapping where this one has none. */
        YamlMapping over(YamlMapping defaults) {
            Map<String, YamlValue> all = new LinkedHashMap<>(defaults.entries());
            all.putAll(entries);
            return new YamlMapping(value, all);
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
            if (ContentRules.isId(id)) {
                return true;
            }
            at.problem(
                    "\"" + id + "\" cannot be an id: a small letter, then at most 39 small letters, digits and dashes");
            return false;
        }
    }
}
