package dev.tickbox.content.reader;

import dev.tickbox.Canonical;
import dev.tickbox.FrontMatterNames;
import dev.tickbox.Json;
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
}
