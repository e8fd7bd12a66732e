package dev.tickbox.tick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.world.BilledStore;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What Firestore would bill, as the documents on costs and scale say it. */
class CostOfAnArticleTest {
    private static final int IDLE_HOURS = 10;

    @Test
    void an_article_and_an_idle_tick_cost_what_the_documents_say() {
        BilledStore idle = day(Duration.ofHours(IDLE_HOURS), "0 23 * * *");
        BilledStore one = day(Duration.ofHours(IDLE_HOURS), "0 6 * * *");
        long ticks = 2 * Duration.ofHours(IDLE_HOURS).dividedBy(Duration.ofMinutes(2));

        System.out.printf(
                "an idle tick reads %.1f documents and writes %.1f; an article reads %d and writes %d%n",
                idle.reads() / (double) ticks,
                idle.writes() / (double) ticks,
                one.reads() - idle.reads(),
                one.writes() - idle.writes());
        assertThat(idle.reads() / ticks).as("reads of an idle tick").isBetween(15L, 28L);
        assertThat(idle.writes()).as("writes of idle ticks").isLessThan(5);
        assertThat(one.reads() - idle.reads()).as("reads of an article").isBetween(40L, 80L);
        assertThat(one.writes() - idle.writes()).as("writes of an article").isBetween(20L, 35L);
    }

    private static BilledStore day(Duration time, String cron) {
        BilledStore store = new BilledStore(new MemoryStore());
        World world = new World(store, Faults.NONE, 1);
        world.push(Contents.of(Contents.job(
                "daily", "garden", cron, OnUncertain.HOLD, Contents.single("garden", "Write about {{run.date}}."))));
        world.pass(time);
        return store;
    }
}
