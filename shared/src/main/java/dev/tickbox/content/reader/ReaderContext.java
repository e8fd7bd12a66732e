package dev.tickbox.content.reader;

import dev.tickbox.content.reader.ContentFolder.Problems;
import dev.tickbox.generator.Mode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What every reader needs to know while one content folder is read. */
record ReaderContext(
        Problems problems,
        ReferencedFiles files,
        Set<String> models,
        Set<String> siteIds,
        SortedMap<String, String> vars,
        boolean vertex) {
    private static final List<String> THINKING = List.of("minimal", "low", "medium", "high");
    private static final String NAME = "[A-Za-z][A-Za-z0-9_-]{0,39}";

    Optional<String> model(YamlValue at) {
        return at.known("model", models);
    }

    /** Where the sites could not be read at all, nothing is said about those that jobs name. */
    Optional<String> site(YamlValue at) {
        return siteIds.isEmpty() ? at.text() : at.known("site", siteIds);
    }

    Optional<Mode> mode(YamlValue at) {
        Optional<Mode> mode =
                at.oneOf(Stream.of(Mode.values()).map(Mode::word).toList()).map(word -> Mode.of(Optional.of(word)));
        if (vertex && mode.filter(Mode.BATCH::equals).isPresent()) {
            at.problem(at.path() + ": batch cannot be bought through vertex; " + "use background, or remove vertex");
        }
        return mode;
    }

    static Optional<String> thinking(YamlValue at) {
        return at.oneOf(THINKING);
    }

    static Optional<Integer> maxTokens(YamlValue at) {
        return at.integer(1, 65_536);
    }

    static Optional<String> system(YamlValue at) {
        Optional<String> text = at.text();
        if (text.filter(found -> found.contains("{{")).isPresent()) {
            at.problem(at.path() + " is sent unchanged: {{...}} is replaced only in prompts");
        }
        return text;
    }

    static SortedMap<String, String> vars(Optional<YamlValue> at) {
        SortedMap<String, String> vars = new TreeMap<>();
        at.flatMap(YamlValue::section)
                .ifPresent(section -> section.entries().forEach((name, value) -> {
                    if (name.matches(NAME)) {
                        value.written().ifPresent(text -> vars.put(name, text));
                    } else {
                        value.problem("\"" + name
                                + "\" cannot be a variable: a letter, then at most 39 letters, digits, _ and -");
                    }
                }));
        return vars;
    }
}
