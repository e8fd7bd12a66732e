package dev.tickbox.tick.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.tick.Ticks;
import dev.tickbox.tick.start.StartRuns;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShardTest {
    private static final int JOBS = 40;

    private final World world = new World(new MemoryStore(), Faults.NONE, 1);

    @Test
    void the_shares_together_look_at_everything_once() {
        order();
        long looked = 0;
        for (int i = 1; i <= 3; i++) {
            long share = looked(new Shard(i, 3));
            assertThat(share).as("share " + i).isPositive();
            looked += share;
        }
        assertThat(looked).isEqualTo(JOBS);
    }

    @Test
    void each_share_says_which_it_is_so_that_one_that_stops_is_missed() {
        assertThat(Shard.WHOLE.name("reclaim")).isEqualTo("reclaim");
        assertThat(Shard.parse("1/4").name("reclaim")).isEqualTo("reclaim");
        assertThat(Shard.parse("2/4").name("reclaim")).isEqualTo("reclaim-2");
    }

    @Test
    void a_share_that_is_none_is_refused() {
        for (String wrong : new String[] {"0/4", "5/4", "1/17", "1", "one/two", ""}) {
            assertThatThrownBy(() -> Shard.parse(wrong)).as(wrong).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(Shard.parse("2/4")).isEqualTo(new Shard(2, 4));
    }

    /** All at the vendor, and due for a look. */
    private void order() {
        Definition content = Contents.of(Contents.job(
                "daily", "garden", "0 6 * * *", OnUncertain.HOLD, Contents.single("garden", "Write {{run.id}}.")));
        world.push(content);
        for (int i = 0; i < JOBS; i++) {
            new StartRuns(world.context(), "test")
                    .byHand(content, content.job("daily").orElseThrow());
        }
        world.process().submit();
        world.clock.advance(Duration.ofMinutes(1));
    }

    private long looked(Shard shard) {
        return new Ticks(world.context(), Optional.empty()).reclaim(shard).counted("looked");
    }
}
