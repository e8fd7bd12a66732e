package dev.tickbox.holes;

import dev.tickbox.house.Sources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A hole that was open once.
 *
 * @param number as it was reported, such as {@code B22c} for the third part of B22
 * @param edits these put it back
 */
record Hole(String number, String what, List<Edit> edits, List<Finder> finders) {
    /** @param in the simple name of a class of the main code, wherever its file is */
    record Edit(String in, String was, String put) {
        /** The text after each way in which it can be done. */
        List<String> everywhereIn(String source) {
            List<String> after = new ArrayList<>();
            for (int at = source.indexOf(was); at >= 0; at = source.indexOf(was, at + 1)) {
                after.add(source.substring(0, at) + put + source.substring(at + was.length()));
            }
            return after;
        }
    }

    private static final Path FILE = Sources.ROOT.resolve("shared/src/test/resources/holes/holes.yaml");

    static List<Hole> all() {
        try {
            Object read = new Load(
                            LoadSettings.builder().setLabel(FILE.toString()).build())
                    .loadFromString(Files.readString(FILE));
            List<Hole> holes = new ArrayList<>();
            map(read).forEach((number, hole) -> holes.add(hole(number, map(hole))));
            return holes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Hole hole(String number, Map<String, Object> fields) {
        List<Edit> edits = list(fields, "edits").stream()
                .map(Hole::map)
                .map(edit -> new Edit(text(edit, "in"), text(edit, "was"), text(edit, "put")))
                .toList();
        List<Finder> finders = list(fields, "found by").stream()
                .flatMap(each -> map(each).entrySet().stream())
                .map(each -> finder(each.getKey(), String.valueOf(each.getValue())))
                .toList();
        return new Hole(number, text(fields, "what"), edits, finders);
    }

    private static Finder finder(String kind, String what) {
        return switch (kind) {
            case "interleaving" -> new Finder.Interleaving(what);
            case "simulation" -> new Finder.Simulation(what);
            case "scenario" -> new Finder.Scenario(what);
            default -> throw new IllegalStateException("nothing finds holes by " + kind);
        };
    }

    private static String text(Map<String, Object> fields, String name) {
        return String.valueOf(Objects.requireNonNull(fields.get(name), name));
    }

    private static List<?> list(Map<String, Object> fields, String name) {
        return (List<?>) Objects.requireNonNull(fields.get(name), name);
    }

    @SuppressWarnings("unchecked") // the keys of our own file are words
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    /** The number of the whole, such as {@code B22}. */
    String whole() {
        return number.replaceAll("[a-z]$", "");
    }

    @Override
    public String toString() {
        return number + ": " + what;
    }
}
