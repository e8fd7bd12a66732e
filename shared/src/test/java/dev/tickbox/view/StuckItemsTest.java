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
        return StuckItems.of(world.store, new Estimate(Prices.standard(), LocalDate.of(2026, 11, 21)), job);
    }

    @Test
    void what_is_shown_is_all_or_says_that_there_is_more() {
        assertThat(stuck(3, Optional.empty()).more()).isFalse();
        assertThat(stuck(3, Optional.empty()).shown()).hasSize(3);
        assertThat(stuck(23, Optional.empty()).more()).isTrue();
        assertThat(stuck(23, Optional.empty()).shown()).hasSize(20);
        assertThat(stuck(23, Optional.of("weekly"))).isEqualTo(new StuckItems(java.util.List.of(), false));
    }
}
