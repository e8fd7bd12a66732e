package dev.tickbox.transition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
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

    private static void pair(StringBuilder table, String event, List<Machine.Try> tries) {
        assertThat(tries).as(event).isNotEmpty();
        Guards guards = new Guards(tries.stream()
                .map(each -> new Guards.Sample(each.facets(), each.outcome()))
                .toList());
        String name = event;
        for (Map.Entry<String, List<String>> outcome : guards.byOutcome().entrySet()) {
            for (String when : outcome.getValue()) {
                String guard = when.isEmpty() ? "" : " (" + when + ")";
                table.append(String.format("  %-14s %s%s%n", name, outcome.getKey(), guard));
                name = "";
            }
        }
    }
}
