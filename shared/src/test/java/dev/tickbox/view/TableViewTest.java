package dev.tickbox.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.world.World;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableViewTest {
    private final World world = new World(new MemoryStore(), Faults.NONE, 1);

    @Test
    void rows_that_a_table_left_out_are_counted_by_the_reason_of_each() {
        TableInStore notes = new TableInStore(world, "daily@2", "notes");
        for (int i = 0; i < 3; i++) {
            notes.lapsed("slow " + i);
        }
        notes.taken("moss", "daily@1");
        notes.taken("fern", "daily@1");
        notes.record(5);
        TableView view = TableView.of(world.store, "daily@2").getFirst();
        assertThat(view.text()).isEqualTo("0 of 5 rows done; 3 not done within 6h; 2 taken by daily@1");
        assertThat(view.toMap())
                .containsEntry("endedByTable", Map.of("not done within 6h", 3L, "taken by daily@1", 2L));
    }
}
