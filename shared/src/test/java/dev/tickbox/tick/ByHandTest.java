package dev.tickbox.tick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Job;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.content.Job.Timing;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.tick.start.StartRuns;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Jobs whose runs are made by hand only: without a schedule, or not enabled. */
class ByHandTest {
    private static final Job DAILY = Contents.job(
            "daily", "garden", "0 6 * * *", OnUncertain.RESUBMIT, Contents.single("garden", "{{run.date}}"));
    private static final Timing NO_SCHEDULE = new Timing(Optional.empty(), ZoneOffset.UTC, true);
    private static final Timing OFF = new Timing(DAILY.timing().schedule(), ZoneOffset.UTC, false);

    private final World world = new World(new MemoryStore(), Faults.NONE, 1);

    @Test
    void no_tick_makes_a_run_of_them_and_a_person_does() {
        for (Timing timing : List.of(NO_SCHEDULE, OFF)) {
            World other = new World(new MemoryStore(), Faults.NONE, 1);
            Definition content = Contents.of(DAILY.with(timing));
            other.push(content);
            other.clock.advance(Duration.ofDays(3));
            other.process().submit();
            assertThat(runs(other)).isEmpty();

            new StartRuns(other.context(), "operator").byHand(content, DAILY.with(timing));
            other.pass(Duration.ofHours(2));
            assertThat(other.vendor.jobs()).hasSize(1);
            assertThat(other.site("garden").effects()).hasSize(1);
        }
    }

    @Test
    void slots_that_passed_meanwhile_are_not_made_up_for() {
        for (Timing timing : List.of(NO_SCHEDULE, OFF)) {
            World other = new World(new MemoryStore(), Faults.NONE, 1);
            other.push(Contents.of(DAILY));
            other.process().submit();
            other.push(Contents.of(DAILY.with(timing)));
            other.clock.advance(Duration.ofDays(3));
            other.process().submit();
            other.push(Contents.of(DAILY));
            other.process().submit();
            assertThat(runs(other)).isEmpty();

            other.clock.advance(Duration.ofHours(2));
            other.process().submit();
            assertThat(runs(other)).containsExactly("daily@2026-11-24T06:00Z");
        }
    }

    /** Else each edit of a prompt would skip what was missed. */
    @Test
    void a_push_that_changes_something_else_skips_no_slot() {
        world.push(Contents.of(DAILY));
        world.process().submit();
        world.clock.advance(Duration.ofHours(2));
        world.push(Contents.of(DAILY.withMaxTokens(100)));
        world.process().submit();

        assertThat(runs(world)).containsExactly("daily@2026-11-21T06:00Z");
    }

    private static List<String> runs(World world) {
        return world.store.all(Query.of(RunDocument.ALL, 10)).stream()
                .map(run -> run.ref().id())
                .toList();
    }
}
