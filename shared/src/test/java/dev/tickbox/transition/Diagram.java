package dev.tickbox.transition;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Draws a machine from what its samples came to: an arrow for each pair of states, with the events that lead along it. */
final class Diagram {
    /** Staying where one is says little, but for these. */
    private static final Map<String, Set<String>> TELLING =
            Map.of("UNCERTAIN", Set.of("nothing found"), "DRIVEN", Set.of("wake"), "CLAIMED", Set.of("claim"));

    private final Machine machine;

    Diagram(Machine machine) {
        this.machine = machine;
    }

    String draw() {
        StringBuilder text = new StringBuilder("```mermaid\nstateDiagram-v2\n");
        Class<?> first = machine.states().getFirst();
        text.append("    [*] --> ").append(Sealed.state(first)).append('\n');
        for (Class<?> from : machine.states()) {
            arrows(from)
                    .forEach((to, events) -> text.append("    %s --> %s: %s%n"
                            .formatted(Sealed.state(from), Sealed.state(to), String.join("<br/>", events))));
        }
        return text.append("```\n").toString();
    }

    private Map<Class<?>, List<String>> arrows(Class<?> from) {
        Map<Class<?>, List<String>> arrows = new LinkedHashMap<>();
        for (Class<?> event : machine.events()) {
            Map<Class<?>, List<Machine.Try>> byTarget = new LinkedHashMap<>();
            for (Machine.Try each : machine.tries(from, event)) {
                each.target()
                        .ifPresent(to -> byTarget.computeIfAbsent(to, none -> new ArrayList<>())
                                .add(each));
            }
            boolean telling = TELLING.getOrDefault(Sealed.state(from), Set.of()).contains(Sealed.event(event));
            byTarget.forEach((to, tries) -> {
                if (to != from || telling) {
                    List<String> why = why(tries, byTarget, to);
                    String label = Sealed.event(event) + (why.isEmpty() ? "" : " (" + String.join(", ", why) + ")");
                    arrows.computeIfAbsent(to, none -> new ArrayList<>()).add(label);
                }
            });
        }
        return arrows;
    }

    /** The reasons of being stuck; or else, where an event leads to several states, the choice that decides. */
    private static List<String> why(List<Machine.Try> tries, Map<Class<?>, List<Machine.Try>> byTarget, Class<?> to) {
        List<String> reasons = tries.stream()
                .flatMap(each -> each.reason().stream())
                .distinct()
                .toList();
        if (!reasons.isEmpty() || byTarget.size() == 1) {
            return reasons;
        }
        List<Machine.Try> others = byTarget.entrySet().stream()
                .filter(each -> each.getKey() != to)
                .flatMap(each -> each.getValue().stream())
                .toList();
        return tries.getFirst().facets().chosen().keySet().stream()
                .filter(name -> Collections.disjoint(values(name, tries), values(name, others)))
                .map(name -> List.copyOf(values(name, tries)))
                .findFirst()
                .orElse(List.of());
    }

    private static Set<String> values(String name, List<Machine.Try> tries) {
        return tries.stream().map(each -> each.facets().get(name)).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
