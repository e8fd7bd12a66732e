package dev.tickbox.content.reader;

import dev.tickbox.content.ContentRules;
import dev.tickbox.content.Definition.Budget;
import dev.tickbox.content.VarValue;
import dev.tickbox.content.reader.ContentFolder.Problems;
import dev.tickbox.generator.Mode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What every reader needs to know while one content folder is read.
 *
 * @param allowedHosts that may be fetched from on any address and port
 */
record ReaderContext(
        Problems problems,
        ReferencedFiles files,
        Set<String> models,
        Set<String> siteIds,
        SortedMap<String, VarValue> vars,
        boolean vertex,
        Budget budget,
        Publications publications,
        Set<String> allowedHosts) {
    private static final List<String> THINKING = List.of("minimal", "low", "medium", "high");
    private static final String UNCHANGED = "is sent unchanged: {{...}} is replaced only in prompts";
    private static final String FILE_NAME = "[^\\s{}]+\\.(md|txt)";

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

    /** The SDK's own bounds. */
    static Optional<Double> temperature(YamlValue at) {
        return at.number(0, 2);
    }

    /** A text, or {@code {file: …}}. */
    Optional<String> system(YamlValue at) {
        return at.isMapping() ? systemFile(at) : systemText(at);
    }

    private Optional<String> systemFile(YamlValue at) {
        return at.section()
                .flatMap(section -> section.only("file").need("file"))
                .flatMap(files::read)
                .map(file -> {
                    int tag = file.text().indexOf("{{");
                    if (tag >= 0) {
                        int line = 1
                                + (int) file.text()
                                        .substring(0, tag)
                                        .chars()
                                        .filter(c -> c == '\n')
                                        .count();
                        problems.add(file.name(), line, UNCHANGED);
                    }
                    return file.text();
                });
    }

    /** The name of a file would be sent as it stands, and bought many times before anybody sees it. */
    private Optional<String> systemText(YamlValue at) {
        Optional<String> text = at.text();
        text.ifPresent(found -> {
            if (found.contains("{{")) {
                at.problem(at.path() + " " + UNCHANGED);
            } else if (files.exists(found) || found.matches(FILE_NAME)) {
                at.problem(at.path() + " is the name of a file and would be sent as it stands; write system: {file: "
                        + found + "}");
            }
        });
        return text;
    }

    static SortedMap<String, VarValue> vars(Optional<YamlValue> at) {
        SortedMap<String, VarValue> vars = new TreeMap<>();
        at.flatMap(YamlValue::section)
                .ifPresent(section -> section.entries().forEach((name, value) -> {
                    if (ContentRules.isField(name)) {
                        value(value).ifPresent(read -> vars.put(name, read));
                    } else {
                        value.problem("\"" + name
                                + "\" cannot be a variable: a letter, then at most 39 letters, digits, _ and -");
                    }
                }));
        return vars;
    }

    private static Optional<VarValue> value(YamlValue at) {
        return at.isList()
                ? Optional.of(new VarValue.Many(at.items().stream()
                        .flatMap(item -> item.written().stream())
                        .toList()))
                : at.written().map(VarValue::of);
    }
}
