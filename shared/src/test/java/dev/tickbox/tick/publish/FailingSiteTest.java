package dev.tickbox.tick.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.tick.context.TickReport;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailingSiteTest {
    private static final Definition CONTENT = Contents.of(
            Contents.job("a", "garden", "0 6 * * *", OnUncertain.RESUBMIT, Contents.single("garden", "Write.")),
            Contents.job("b", "kitchen", "0 6 * * *", OnUncertain.RESUBMIT, Contents.single("kitchen", "Write.")));

    private final World world = new World(new MemoryStore(), Faults.NONE, 1);
    private final Instant down;

    FailingSiteTest() {
        world.push(CONTENT);
        world.site("garden").down(true);
        world.start(CONTENT, 1);
        world.pass(Duration.ofMinutes(20));
        down = world.clock.now();
    }

    private List<FailingSite> failing() {
        return FailingSite.of(world.store, CONTENT, world.clock.now());
    }

    private TickReport report() {
        return world.process().reclaim();
    }

    @Test
    void a_site_that_fails_for_an_hour_is_named_with_its_reason_and_the_others_are_not() {
        assertThat(failing()).as("after minutes").isEmpty();
        assertThat(report().toMap()).doesNotContainKey("failing");

        world.pass(Duration.ofMinutes(70));
        assertThat(failing()).singleElement().satisfies(site -> {
            assertThat(site.site()).isEqualTo("garden");
            assertThat(site.since()).isBefore(down);
            assertThat(site.waiting()).isNotEmpty();
            assertThat(site.why()).contains("the site does not answer");
            assertThat(site.buying()).as("not for a day yet").isEmpty();
        });
        assertThat(report().toMap().get("failing"))
                .asString()
                .contains("site garden has accepted nothing since", "the site does not answer")
                .doesNotContain("kitchen");
    }

    @Test
    void after_a_day_it_says_which_jobs_go_on_buying_and_once_it_is_mended_nothing() {
        world.pass(Duration.ofHours(25));
        assertThat(failing())
                .singleElement()
                .satisfies(site -> assertThat(site.buying()).containsExactly("a"));
        assertThat(report().toMap().get("failing")).asString().contains("a keeps buying for it");

        world.site("garden").down(false);
        world.pass(Duration.ofHours(1));
        assertThat(failing()).isEmpty();
        assertThat(report().toMap()).doesNotContainKey("failing");
    }
}
