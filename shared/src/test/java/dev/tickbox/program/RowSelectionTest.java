package dev.tickbox.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Canonical;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    @Test
    void an_integer_that_others_would_round_is_a_text() {
        long id = 1_795_348_974_803_000_111L;
        RowSelection selection = RowSelection.of(
                List.of(Map.of("sku", "a", "id", id, "tags", List.of(id, 7L)), Map.of("sku", "b", "id", 2L)),
                Optional.of(List.of(Map.of("id", id), Map.of("id", 2L))),
                RowOptions.of("id", 5),
                key -> false);
        assertThat(selection.rows()).extracting(RowSelection.Chosen::key).containsExactly("" + id, "2");
        assertThat(Canonical.of(selection.rows().getFirst().columns()))
                .isEqualTo("{\"id\":\"" + id + "\",\"sku\":\"a\",\"tags\":[\"" + id + "\",7]}");
    }

    /** Whoever chose the row, a model perhaps, cannot put an address where the table has none. */
    @Test
    void a_column_without_a_value_in_the_match_has_none() {
        Map<String, Object> known = new HashMap<>(Map.of("title", "Moss"));
        known.put("link", null);
        RowSelection selection = RowSelection.of(
                List.of(Map.of("title", "Moss", "link", "https://evil.test/", "why", "new")),
                Optional.of(List.of(known)),
                RowOptions.of("title", 2),
                key -> false);
        assertThat(selection.rows().getFirst().columns()).isEqualTo(Map.of("title", "Moss", "why", "new"));
    }
}
