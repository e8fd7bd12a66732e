package dev.tickbox.program;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where the rows of a step come from. It is asked once for each run and step: what it gave is recorded.
 *
 * @param rows each a JSON object
 * @param match the rows that {@code rows} are joined to by their key, if they are
 * @param writtenBy the step that gave {@code rows}, if one did
 * @param outer the texts of earlier steps that the steps of a row read, by the id of the step
 */
public record RowSource(
        Supplier<List<?>> rows,
        Optional<Supplier<List<?>>> match,
        Optional<String> writtenBy,
        Map<String, Supplier<String>> outer) {
    public RowSource {
        outer = Map.copyOf(outer);
    }

    public static RowSource of(List<Map<String, Object>> rows) {
        return new RowSource(() -> rows, Optional.empty(), Optional.empty(), Map.of());
    }
}
