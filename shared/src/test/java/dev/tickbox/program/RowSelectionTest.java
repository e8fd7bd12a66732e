package dev.tickbox.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RowSelectionTest {
    @Test
    void the_rows_over_the_most_are_not_taken() {
        RowSelection selection = RowSelection.of(
                List.of("moss", "fern", "lichen"), Optional.empty(), RowOptions.of("topic", 2), key -> false);
        assertThat(selection.rows()).extracting(RowSelection.Chosen::key).containsExactly("moss", "fern");
        assertThat(selection.left()).containsEntry(RowSelection.TOO_MANY, 1L);
    }
}
