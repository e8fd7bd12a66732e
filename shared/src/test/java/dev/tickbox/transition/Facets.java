package dev.tickbox.transition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** What distinguishes one sample from another: a named choice each, in words that a reader of the table understands. */
record Facets(Map<String, String> chosen) {
    /** How the samples of one class of states or events differ, and how each is made. */
    record Spec<T>(Map<String, List<String>> choices, Function<Facets, T> make) {
        static <T> Spec<T> of(Function<Facets, T> make, String... choices) {
            Map<String, List<String>> named = new LinkedHashMap<>();
            for (String choice : choices) {
                String[] nameAndValues = choice.split(": ", 2);
                named.put(nameAndValues[0], List.of(nameAndValues[1].split(" \\| ")));
            }
            return new Spec<>(named, make);
        }
    }

    /** Every combination of the choices that can be. */
    static List<Facets> product(Map<String, List<String>> choices, Predicate<Facets> possible) {
        List<Facets> all = List.of(new Facets(Map.of()));
        for (var choice : choices.entrySet()) {
            List<Facets> longer = new ArrayList<>();
            for (Facets facets : all) {
                choice.getValue().forEach(value -> longer.add(facets.with(choice.getKey(), value)));
            }
            all = longer;
        }
        return all.stream().filter(possible).toList();
    }

    private Facets with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(chosen);
        more.put(name, value);
        return new Facets(more);
    }

    String get(String name) {
        return chosen.getOrDefault(name, "");
    }

    boolean is(String name, String value) {
        return get(name).equals(value);
    }
}
