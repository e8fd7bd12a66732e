package dev.tickbox.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What the documents of the store say: a pause, and what waits for a decision.
 *
 * @param read empty if there is no store that can be read, which another look reports
 * @param again makes a command line for this store
 */
public record LedgerLook(Supplier<Optional<State>> read, UnaryOperator<String> again) implements Look {
    public static final String AREA = "ledger";

    private static final int SHOWN = 5;

    /** @param waiting what needs a decision, one line each */
    public record State(boolean paused, Optional<String> pausedBecause, List<String> waiting) {}

    @Override
    public String area() {
        return AREA;
    }

    @Override
    public List<Finding> look() {
        return read.get().map(this::findings).orElse(List.of());
    }

    private List<Finding> findings(State state) {
        List<Finding> found = new ArrayList<>();
        if (state.paused()) {
            found.add(Finding.warning(
                    area(),
                    "paused"
                            + state.pausedBecause().map(why -> " (" + why + ")").orElse("")
                            + ": nothing is bought or published",
                    again.apply("resume")));
        }
        state.waiting().stream()
                .limit(SHOWN)
                .forEach(line -> found.add(Finding.warning(
                        area(), "needs your decision: " + line, again.apply("list") + " shows the ways")));
        if (state.waiting().size() > SHOWN) {
            found.add(Finding.warning(
                    area(),
                    state.waiting().size() - SHOWN + " more need your decision",
                    again.apply("list") + " shows all"));
        }
        return found.isEmpty() ? List.of(Finding.good(area(), "not paused, and nothing needs your decision")) : found;
    }
}
