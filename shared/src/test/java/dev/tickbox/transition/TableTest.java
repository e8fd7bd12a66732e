package dev.tickbox.transition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state with every event: what comes of it is written down, and whoever changes it sees what else changed. */
class TableTest {

    @ParameterizedTest
    @MethodSource("dev.tickbox.transition.Machine#all")
    void every_state_and_every_event_has_samples(Machine machine) {
        assertThat(machine.stateSpecs().keySet()).isEqualTo(Set.copyOf(machine.states()));
        assertThat(machine.eventSpecs().keySet()).isEqualTo(Set.copyOf(machine.events()));
    }

    @ParameterizedTest
    @MethodSource("dev.tickbox.transition.Machine#all")
    void every_pair_does_what_was_decided(Machine machine) throws Exception {
        StringBuilder table = new StringBuilder("# What each event does in each state of the " + machine.name()
                + ". Written by TableTest; read it before you commit it.\n");
        for (Class<?> state : machine.states()) {
            table.append("\n").append(Sealed.state(state)).append("\n");
            for (Class<?> event : machine.events()) {
                pair(table, Sealed.event(event), machine.tries(state, event));
            }
        }
        Golden.whole("src/test/resources/transition/" + machine.name() + ".txt", table.toString(), TableTest.class);
    }

    /** A row for each combination of the choices without which the result would not be known. */
    private static void pair(StringBuilder table, String event, List<Machine.Try> tries) {
        assertThat(tries).as(event).isNotEmpty();
        List<String> deciding =
                new ArrayList<>(tries.getFirst().facets().chosen().keySet());
        for (String choice : List.copyOf(deciding).reversed()) {
            List<String> others =
                    deciding.stream().filter(each -> !each.equals(choice)).toList();
            if (rows(tries, others).values().stream().allMatch(results -> results.size() == 1)) {
                deciding.remove(choice);
            }
        }
        rows(tries, deciding)
                .forEach((when, results) -> table.append(String.format(
                        "  %-14s %s%s%n", event, when.isEmpty() ? "" : when + ": ", String.join(" / ", results))));
    }

    private static Map<String, Set<String>> rows(List<Machine.Try> tries, List<String> choices) {
        return tries.stream()
                .collect(Collectors.groupingBy(
                        each -> choices.stream().map(each.facets()::get).collect(Collectors.joining(", ")),
                        LinkedHashMap::new,
                        Collectors.mapping(Machine.Try::outcome, Collectors.toSet())));
    }
}
