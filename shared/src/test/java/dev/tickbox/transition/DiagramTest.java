package dev.tickbox.transition;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DiagramTest {
    @ParameterizedTest
    @MethodSource("dev.tickbox.transition.Machine#all")
    void the_diagram_in_the_documentation_is_what_the_code_does(Machine machine) throws Exception {
        Golden.part("docs/architecture.md", machine.name(), new Diagram(machine).draw(), DiagramTest.class);
    }
}
