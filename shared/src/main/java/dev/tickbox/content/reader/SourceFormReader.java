package dev.tickbox.content.reader;

import dev.tickbox.content.Suggestion;
import dev.tickbox.content.reader.YamlValue.YamlMapping;
import dev.tickbox.source.SourceForm;
import dev.tickbox.source.SourceForm.Csv;
import dev.tickbox.source.SourceForm.Feed;
import dev.tickbox.source.SourceForm.JsonValues;
import dev.tickbox.source.SourceForm.Page;
import dev.tickbox.source.SourceForm.Plain;
import dev.tickbox.source.form.JsonForm;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads {@code as:} and the words that belong to it. */
record SourceFormReader(YamlMapping section) {
    private static final String COLUMN = "[A-Za-z][A-Za-z0-9_-]{0,39}";
    private static final int LARGEST = 1_000_000;
    private static final Map<String, List<String>> WORDS = Map.of(
            "feed", List.of(),
            "page", List.of("maxChars"),
            "text", List.of("maxChars"),
            "json", List.of("rows", "columns"),
            "csv", List.of("columns", "numbers"));

    Optional<SourceForm> read(YamlValue as) {
        return as.oneOf(List.of("feed", "page", "text", "json", "csv")).map(word -> {
            for (String other : List.of("maxChars", "rows", "columns", "numbers")) {
                if (!WORDS.getOrDefault(word, List.of()).contains(other)) {
                    section.find(other).ifPresent(at -> at.problem(at.path() + " does not belong to as: " + word));
                }
            }
            return switch (word) {
                case "page" -> new Page(maxChars());
                case "text" -> new Plain(maxChars());
                case "json" -> new JsonValues(section.find("rows").flatMap(SourceFormReader::pointer), pointers());
                case "csv" -> csv();
                default -> new Feed();
            };
        });
    }

    private int maxChars() {
        return section.find("maxChars").flatMap(at -> at.integer(1, LARGEST)).orElse(SourceForm.DEFAULT_MAX_CHARS);
    }

    private SortedMap<String, String> pointers() {
        SortedMap<String, String> pointers = new TreeMap<>();
        section.find("columns")
                .flatMap(YamlValue::section)
                .ifPresent(columns -> columns.entries().forEach((name, at) -> {
                    column(name, at);
                    pointer(at).ifPresent(pointer -> pointers.put(name, pointer));
                }));
        return pointers;
    }

    private static Optional<String> pointer(YamlValue at) {
        Optional<String> pointer = at.written();
        if (pointer.isPresent() && !JsonForm.isPointer(pointer.get())) {
            at.problem(at.path() + " is not a JSON pointer, as in /data/0/rate, but " + pointer.get());
            return Optional.empty();
        }
        return pointer;
    }

    private Csv csv() {
        List<String> header = names("columns", " of as: csv is a list of names, for a table whose first line has none");
        List<String> numbers = names("numbers", " is a list of the columns that are numbers, as in [price]");
        section.find("numbers")
                .filter(at -> !header.isEmpty())
                .ifPresent(at -> numbers.stream()
                        .filter(name -> !header.contains(name))
                        .forEach(name -> at.problem(at.path() + " names the column " + name + ", which columns has not"
                                + Suggestion.hint(name, header))));
        return new Csv(header, new TreeSet<>(numbers));
    }

    private List<String> names(String word, String what) {
        List<String> names = new ArrayList<>();
        section.find(word).ifPresent(at -> {
            if (!at.isList()) {
                at.problem(at.path() + what);
                return;
            }
            Set<String> seen = new HashSet<>();
            for (YamlValue item : at.items()) {
                item.text().ifPresent(name -> {
                    column(name, item);
                    if (!seen.add(name)) {
                        item.problem("two columns are called " + name);
                    }
                    names.add(name);
                });
            }
        });
        return names;
    }

    private static void column(String name, YamlValue at) {
        if (!name.matches(COLUMN)) {
            at.problem("\"" + name + "\" cannot be a column: a letter, then at most 39 letters, digits, _ and -");
        }
    }
}
