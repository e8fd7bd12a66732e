package dev.tickbox.tick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Job;
import dev.tickbox.generator.Mode;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.Control;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.tick.start.StartRuns;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Paused for longer than a publisher may stay away: while it was, none could come. */
class LongPauseTest {
    @Test
    void after_a_pause_of_days_publishers_are_called_and_not_given_up() {
        World world = new World(new MemoryStore(), Faults.NONE, 1);
        Job job = Contents.buying("daily", Contents.MODEL, Mode.BACKGROUND);
        Definition content = Contents.of(job);
        world.push(content);
        new StartRuns(world.context(), "person").byHand(content, job);
        List<String> called = new ArrayList<>();
        Ticks ticks = new Ticks(world.context(), Optional.of(due -> due.values().forEach(called::addAll)));
        while (called.isEmpty()) {
            ticks.submit();
            world.clock.advance(Duration.ofMinutes(2));
            ticks.reclaim();
        }

        Control control = new Control(world.store, world.clock);
        control.pause(true);
        world.clock.advance(Duration.ofHours(26));
        ticks.reclaim();
        assertThat(called).hasSize(1);
        control.pause(false);
        ticks.reclaim();

        assertThat(called).hasSize(2).containsOnly(called.getFirst());
        assertThat(world.store.all(Query.of(ItemDocument.ALL, 10)))
                .singleElement()
                .satisfies(item -> assertThat(item.fields().text("state")).isEqualTo("PENDING"));
    }
}
