package dev.tickbox.transition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds, for each outcome of a state with an event, the shortest words for when it comes about. */
final class Guards {
    record Sample(Facets facets, String outcome) {}

    private final List<Sample> samples;

    Guards(List<Sample> samples) {
        this.samples = samples;
    }

    /** Outcome → guards, any of which leads there. An outcome that is the only one has a guard without words. */
    Map<String, List<String>> byOutcome() {
        Map<String, List<Map<String, Set<String>>>> cubes = new LinkedHashMap<>();
        for (Sample sample : samples) {
            List<Map<String, Set<String>>> found = cubes.computeIfAbsent(sample.outcome(), none -> new ArrayList<>());
            if (found.stream().noneMatch(cube -> holds(cube, sample))) {
                found.add(widest(sample));
            }
        }
        Map<String, List<String>> guards = new LinkedHashMap<>();
        cubes.forEach((outcome, found) ->
                guards.put(outcome, needed(found).stream().map(this::words).toList()));
        return guards;
    }

    /** Without those whose samples the others have too. */
    private List<Map<String, Set<String>>> needed(List<Map<String, Set<String>>> cubes) {
        List<Map<String, Set<String>>> kept = new ArrayList<>(cubes);
        for (Map<String, Set<String>> cube : cubes) {
            boolean spare = samples.stream()
                    .filter(each -> holds(cube, each))
                    .allMatch(each -> kept.stream().anyMatch(other -> !other.equals(cube) && holds(other, each)));
            if (spare) {
                kept.remove(cube);
            }
        }
        return kept;
    }

    /** Starts from the sample alone, and leaves out or widens each choice as long as the outcome stays the same. */
    private Map<String, Set<String>> widest(Sample sample) {
        Map<String, Set<String>> cube = new LinkedHashMap<>();
        sample.facets().chosen().forEach((name, value) -> cube.put(name, Set.of(value)));
        for (String name : List.copyOf(cube.keySet()).reversed()) {
            Map<String, Set<String>> without = new LinkedHashMap<>(cube);
            without.remove(name);
            if (sure(without, sample.outcome())) {
                cube.remove(name);
            }
        }
        for (String name : List.copyOf(cube.keySet())) {
            for (String value : values(name)) {
                Set<String> more = new LinkedHashSet<>(cube.getOrDefault(name, Set.of()));
                more.add(value);
                Map<String, Set<String>> wider = new LinkedHashMap<>(cube);
                wider.put(name, more);
                if (holding(wider) > holding(cube) && sure(wider, sample.outcome())) {
                    cube.put(name, more);
                }
            }
        }
        return cube;
    }

    private boolean sure(Map<String, Set<String>> cube, String outcome) {
        return samples.stream()
                .filter(each -> holds(cube, each))
                .allMatch(each -> each.outcome().equals(outcome));
    }

    private long holding(Map<String, Set<String>> cube) {
        return samples.stream().filter(each -> holds(cube, each)).count();
    }

    private static boolean holds(Map<String, Set<String>> cube, Sample sample) {
        return cube.entrySet().stream()
                .allMatch(each -> each.getValue().contains(sample.facets().get(each.getKey())));
    }

    private Set<String> values(String name) {
        return samples.stream()
                .map(each -> each.facets().get(name))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private String words(Map<String, Set<String>> cube) {
        return cube.entrySet().stream()
                .map(each -> words(each.getValue(), values(each.getKey())))
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static String words(Set<String> some, Set<String> all) {
        Set<String> others = new LinkedHashSet<>(all);
        others.removeAll(some);
        return others.isEmpty()
                ? ""
                : others.size() < some.size() ? "not " + String.join(" nor ", others) : String.join(" or ", some);
    }
}
