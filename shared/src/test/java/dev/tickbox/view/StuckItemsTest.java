package dev.tickbox.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.money.Prices;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StuckItemsTest {
    private static StuckItems stuck(int runs, Optional<String> job) {
        World world = new World(new MemoryStore(), Faults.NONE.blocking(1000), 1);
        Definition content = Contents.of(Contents.job(
                "daily", "garden", "0 6 1 1 *", OnUncertain.RESUBMIT, Contents.single("garden", "Write.")));
        world.push(content);
        world.start(content, runs);
        world.pass(Duration.ofHours(8));
        return stuck(world, job);
    }

    @Test
    void what_is_shown_is_all_or_says_that_there_is_more() {
        assertThat(stuck(3, Optional.empty()).more()).isFalse();
        assertThat(stuck(3, Optional.empty()).shown()).hasSize(3);
        assertThat(stuck(23, Optional.empty()).more()).isTrue();
        assertThat(stuck(23, Optional.empty()).shown()).hasSize(20);
        assertThat(stuck(23, Optional.of("weekly"))).isEqualTo(new StuckItems(List.of(), false));
    }

    @Test
    void a_failed_table_behind_many_of_another_job_is_shown_where_its_job_is_asked_for() {
        World world = new World(new MemoryStore(), Faults.NONE, 1);
        for (int i = 0; i < 20; i++) {
            new TableInStore(world, "notes@" + (10 + i), "each").failed("moss");
        }
        new TableInStore(world, "weekly@1", "each").failed("moss");
        StuckItems weekly = stuck(world, Optional.of("weekly"));
        assertThat(weekly.shown()).singleElement().extracting(StuckItem::what).isEqualTo("1 row of each of weekly@1");
        assertThat(weekly.more()).isFalse();
        assertThat(stuck(world, Optional.of("notes")).more()).isFalse();
        assertThat(stuck(world, Optional.empty()).more()).isTrue();
    }

    private static StuckItems stuck(World world, Optional<String> job) {
        return StuckItems.of(world.store, new Estimate(Prices.standard(), LocalDate.of(2026, 11, 21)), job);
    }
}
