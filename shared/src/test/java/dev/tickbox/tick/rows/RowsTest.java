package dev.tickbox.tick.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Fields;
import dev.tickbox.content.Job;
import dev.tickbox.content.Step;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A step does the same for each row of a table, and each row is a run of its own. */
class RowsTest {
    private final World world = new World(new MemoryStore(), Faults.NONE, 1);

    @Test
    void each_row_is_bought_and_published_once_and_then_the_steps_after_the_table() {
        play(rows(List.of("moss", "fern", "lichen"), each -> each));
        assertThat(run().text("state")).as("%s", run()).isEqualTo("DONE");
        assertThat(run().number("published")).isEqualTo(4);
        assertThat(world.vendor.jobs()).hasSize(4);
        assertThat(world.site("garden").effects()).hasSize(4);
        assertThat(rowStates()).containsExactly("DONE", "DONE", "DONE");
    }

    private void play(Job job) {
        world.push(Contents.of(job));
        world.process().submit();
        world.clock.advance(Duration.ofMinutes(61));
        world.pass(Duration.ofHours(3));
    }

    private static Job rows(List<String> topics, UnaryOperator<Step.Each> changed) {
        return Contents.rows("garden", topics, changed);
    }

    private Fields run() {
        return world.store.all(Query.of(RunDocument.ALL, 5)).getFirst().fields();
    }

    private List<String> rowStates() {
        return world.store.all(Query.of(RunDocument.ROWS, 50)).stream()
                .map(row -> row.fields().text("state"))
                .toList();
    }
}
