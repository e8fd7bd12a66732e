package dev.tickbox.tick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Job;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.generator.Mode;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.Control;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store;
import dev.tickbox.tick.start.StartRuns;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A backup taken at any minute of a busy hour; the world goes on, the store is lost, the backup comes back. */
@Tag("long")
class RestoredTest {
    private static final int MINUTES = 120;

    @Test
    void a_restored_backup_buys_and_publishes_nothing_twice_and_loses_nothing() {
        for (int minute : IntStream.range(0, MINUTES / 2).map(each -> each * 2).toArray()) {
            MemoryStore original = new MemoryStore();
            World before = world(original);
            before.push(Contents.twoJobs(OnUncertain.RESUBMIT));
            before.pass(Duration.ofMinutes(minute));
            MemoryStore backup = original.copy();
            before.pass(Duration.ofMinutes(45));

            World after = before.on(backup);
            Control control = new Control(backup, after.clock);
            control.restored();
            Instant restored = after.clock.now();
            List<String> slots = slots(backup, restored);
            int sold = after.vendor.jobs().size();
            after.pass(Duration.ofMinutes(10));
            assertThat(after.vendor.jobs())
                    .as("bought while paused, minute " + minute)
                    .hasSize(sold);

            control.pause(false);
            after.pass(Duration.ofHours(3));
            assertThat(after.vendor.jobs())
                    .as("labels, minute " + minute)
                    .extracting(job -> job.text("prompt"))
                    .doesNotHaveDuplicates();
            after.sites.forEach((id, site) ->
                    assertThat(site.effects()).as(id + ", minute " + minute).doesNotHaveDuplicates());
            assertThat(slots(backup, restored)).as("slots, minute " + minute).isEqualTo(slots);
            assertThat(backup.all(Query.of(RunDocument.ALL, 10)))
                    .as("runs, minute " + minute)
                    .allSatisfy(run -> assertThat(run.fields().text("state")).isEqualTo("DONE"));
        }
    }

    /** Taken just before the purchase: what is found of the lost past may have failed, and then the past went on to the next attempt. */
    @Test
    void a_failed_attempt_of_the_lost_past_is_not_its_last_and_the_next_is_asked_for_too() {
        int failed = 0;
        for (int seed = 0; seed < 30; seed++) {
            Faults half = Faults.NONE.seeded("" + seed).failing(500);
            MemoryStore original = new MemoryStore();
            World before = new World(original, half, 1);
            Job job = Contents.buying("daily", Contents.MODEL, Mode.BATCH);
            before.push(Contents.of(job));
            before.pass(Duration.ofMinutes(4));
            new StartRuns(before.context(), "person").byHand(Contents.of(job), job);
            MemoryStore backup = original.copy();
            before.pass(Duration.ofMinutes(20));
            if (before.site("garden").effects().isEmpty()) {
                continue;
            }
            int sold = before.vendor.jobs().size();
            failed += sold - 1;

            World after = restored(before, backup);
            after.pass(Duration.ofMinutes(30));
            assertThat(after.vendor.jobs()).as("seed " + seed).hasSize(sold);
            assertThat(after.site("garden").effects()).as("seed " + seed).hasSize(1);
        }
        assertThat(failed).as("attempts of the lost past that failed").isPositive();
    }

    /** Whatever the content says of uncertain ones: here it is more likely than not that they were bought, and are on the site. */
    @Test
    void where_nobody_can_be_asked_what_may_have_been_bought_waits_for_a_person() {
        Faults cannotBeAsked = Faults.NONE.askable(false);
        int waiting = 0;
        for (int minute = 56; minute < 100; minute += 2) {
            MemoryStore original = new MemoryStore();
            World before = new World(original, cannotBeAsked, 1);
            before.push(Contents.twoJobs(OnUncertain.RESUBMIT));
            before.pass(Duration.ofMinutes(minute));
            MemoryStore backup = original.copy();
            before.pass(Duration.ofMinutes(45));

            World after = restored(before, backup);
            after.pass(Duration.ofHours(3));
            assertThat(after.vendor.jobs())
                    .as("minute " + minute)
                    .extracting(job -> job.text("prompt"))
                    .doesNotHaveDuplicates();
            waiting += backup.all(Query.of(ReservationDocument.ALL, 10).where("state", "STUCK"))
                    .size();
        }
        assertThat(waiting).as("some of the backups had a purchase before them").isPositive();
    }

    private static World restored(World before, MemoryStore backup) {
        World after = before.on(backup);
        Control control = new Control(backup, after.clock);
        control.restored();
        control.pause(false);
        return after;
    }

    private static World world(Store store) {
        return new World(store, Faults.NONE, 1);
    }

    private static List<String> slots(Store store, Instant until) {
        return store.all(Query.of(RunDocument.ALL, 10)).stream()
                .filter(run -> run.fields().time("slot").isBefore(until))
                .map(run -> run.ref().id())
                .sorted()
                .toList();
    }
}
