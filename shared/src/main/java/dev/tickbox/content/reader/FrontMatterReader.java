package dev.tickbox.content.reader;

import dev.tickbox.Canonical;
import dev.tickbox.FrontMatterNames;
import dev.tickbox.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads a site's {@code frontMatter}: what each article has there, whatever it says itself. */
final class FrontMatterReader {
    private FrontMatterReader() {}

    static Map<String, Object> read(YamlValue at) {
        Map<String, Object> values = new TreeMap<>();
        at.section()
                .ifPresent(section -> section.entries().forEach((name, value) -> {
                    if (FrontMatterNames.OURS.contains(name)) {
                        value.problem(value.path() + " is written by Tickbox itself; remove it");
                        return;
                    }
                    try {
                        // Through its canonical text, so that it is what a stored definition gives back.
                        Object json = Json.parse(Canonical.of(OutputReader.json(value)));
                        if (json == null) {
                            value.problem(value.path() + " has no value");
                        } else {
                            values.put(name, json);
                        }
                    } catch (IllegalArgumentException e) {
                        value.problem(value.path() + " " + e.getMessage());
                    }
                }));
        return values;
    }

    /** What the screening would hold back in every article. */
    static void refuseActive(YamlValue at, Map<String, Object> values, String file) {
        String offence = file.endsWith(".mdx") ? "(?s).*(\\{|<[a-zA-Z/!?]).*" : "(?s).*(\\{\\{|\\{%|<[a-zA-Z/!?]).*";
        values.forEach((name, value) -> {
            if (texts(value).stream().anyMatch(text -> text.matches(offence))) {
                at.problem(at.path() + "." + name
                        + " has HTML or template code in it, which no article of this site may have; write it into the"
                        + " site's own templates, or set raw: keep");
            }
        });
    }

    private static List<String> texts(Object value) {
        return switch (value) {
            case String text -> List.of(text);
            case List<?> list ->
                list.stream().flatMap(item -> texts(item).stream()).toList();
            case Map<?, ?> map ->
                map.values().stream().flatMap(item -> texts(item).stream()).toList();
            default -> List.of();
        };
    }
}
