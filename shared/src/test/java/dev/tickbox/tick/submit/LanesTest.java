package dev.tickbox.tick.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Definition.ContentLimits;
import dev.tickbox.generator.Mode;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.tick.context.TickReport;
import dev.tickbox.tick.start.StartRuns;
import dev.tickbox.world.Contents;
import dev.tickbox.world.Gate;
import dev.tickbox.world.World;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LanesTest {
    private static final String OTHER = "gemini-3.5-flash-lite";

    /** Room for one of each model and for two batch jobs. */
    private static final Definition CONTENT = Contents.with(
            Contents.of(
                    Contents.buying("a-flash", Contents.MODEL, Mode.BACKGROUND),
                    Contents.buying("b-lite", OTHER, Mode.BACKGROUND),
                    Contents.buying("c-flash-batch", Contents.MODEL, Mode.BATCH),
                    Contents.buying("d-lite-batch", OTHER, Mode.BATCH)),
            new ContentLimits(
                    /* attempts= */ 5,
                    /* outstanding= */ 1,
                    /* batchJobs= */ 2,
                    /* overdueHours= */ 48,
                    /* keepDays= */ 90));

    private static World world(int runs) {
        World world = new World(new MemoryStore(), Faults.NONE, 1);
        world.push(CONTENT);
        world.start(CONTENT, runs);
        return world;
    }

    @Test
    void a_lane_that_is_full_is_a_named_wait_and_holds_up_no_other() {
        World world = world(3);
        Gate gate = new Gate(world);
        TickReport report = world.process(gate).submit();

        assertThat(gate.asked())
                .extracting(request -> request.model() + " " + request.mode().word())
                .containsExactlyInAnyOrder(
                        Contents.MODEL + " background",
                        OTHER + " background",
                        Contents.MODEL + " batch",
                        OTHER + " batch");
        assertThat(report.toMap())
                .containsEntry(
                        "waits",
                        Map.of(
                                "batch",
                                "limits.batchJobs: 2 batch jobs are at the vendor",
                                Contents.MODEL,
                                "limits.outstanding: 1 of " + Contents.MODEL + " are at the vendor",
                                OTHER,
                                "limits.outstanding: 1 of " + OTHER + " are at the vendor"));
        assertThat(report.errors()).isEmpty();
        assertThat(new Lanes(world.context().with(CONTENT)).waits(OTHER))
                .contains("limits.outstanding: 1 of " + OTHER + " are at the vendor");

        world.process(gate).submit();
        assertThat(gate.asked()).as("while they are full").isEmpty();
        world.pass(Duration.ofMinutes(30));
        assertThat(world.vendor.jobs()).as("each in its turn").hasSize(12);
    }

    /** More than one query takes of what is due. */
    @Test
    void a_long_queue_does_not_hide_a_short_one() {
        World world = world(0);
        for (int i = 0; i < world.context().limits().tick().batch() + 10; i++) {
            start(world, "a-flash");
        }
        world.process().submit();
        world.process().submit();
        assertThat(world.vendor.jobs()).as("of one model, one at a time").hasSize(1);
        world.clock.advance(Duration.ofSeconds(10));
        start(world, "b-lite");
        world.process().submit();

        assertThat(world.vendor.jobs())
                .extracting(job -> job.text("model"))
                .containsExactlyInAnyOrder(Contents.MODEL, OTHER);
    }

    private static void start(World world, String job) {
        new StartRuns(world.context(), "operator")
                .byHand(CONTENT, CONTENT.job(job).orElseThrow());
    }

    @Test
    void the_longest_wait_is_in_every_report_until_it_is_over() {
        World world = world(1);
        world.process().submit();
        world.clock.advance(Duration.ofSeconds(10));

        assertThat(world.process().reclaim().toMap()).containsEntry("oldestReservationSeconds", 10L);
        world.pass(Duration.ofMinutes(10));
        assertThat(world.process().submit().toMap()).doesNotContainKey("oldestReservationSeconds");
    }
}
