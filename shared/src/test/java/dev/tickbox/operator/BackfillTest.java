package dev.tickbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Definition.ContentLimits;
import dev.tickbox.content.Job;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.AttemptDocument;
import dev.tickbox.ledger.Definitions.JobDocument;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.operator.Backfill.Plan;
import dev.tickbox.operator.Backfill.Slot;
import dev.tickbox.operator.Backfill.Standing;
import dev.tickbox.store.Document;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.tick.housekeeping.RemoveRuns;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The clock is at 2026-11-21T05:00Z; the job has a slot each day at 06:00. */
class BackfillTest {
    private static final LocalDate FROM = LocalDate.of(2026, 11, 11);
    private static final LocalDate TO = LocalDate.of(2026, 11, 20);
    private static final Definition DAILY = content("0 6 * * *", ContentLimits.DEFAULT);

    private final World world = new World(new MemoryStore(), Faults.NONE, 1);

    private static Definition content(String cron, ContentLimits limits) {
        Definition content = Contents.of(Contents.job(
                "daily", "garden", cron, OnUncertain.RESUBMIT, Contents.single("garden", "Write about {{run.date}}.")));
        return Contents.with(content, content.budget(), limits, content.vendor());
    }

    private static Job job(Definition content) {
        return content.job("daily").orElseThrow();
    }

    private Backfill backfill() {
        return new Backfill(world.context(), "operator");
    }

    private Plan plan(Definition content) {
        return backfill().plan(content, job(content), FROM, TO);
    }

    private long make(Plan plan) {
        return plan.missing().stream()
                .filter(slot -> backfill().make(DAILY, job(DAILY), slot))
                .count();
    }

    private List<Document> runs() {
        return world.store.all(Query.of(RunDocument.ALL, 200));
    }

    private Instant lastSlot() {
        return world.store
                .get(JobDocument.ALL.ref("daily"))
                .orElseThrow()
                .fields()
                .time("last_slot");
    }

    private List<String> runsAtTheVendor() {
        return world.store.all(Query.of(AttemptDocument.ALL, 200)).stream()
                .map(attempt -> attempt.fields().text("run"))
                .toList();
    }

    @Test
    void the_runs_of_past_slots_are_made_once_and_the_schedule_does_not_notice() {
        world.push(DAILY);
        Instant last = lastSlot();
        assertThat(make(plan(DAILY))).isEqualTo(10);
        assertThat(lastSlot()).isEqualTo(last);
        world.pass(Duration.ofHours(2));
        assertThat(runs())
                .hasSize(11)
                .allSatisfy(run -> assertThat(run.fields().text("state")).isEqualTo("DONE"));
        assertThat(runs().getFirst().ref().id()).isEqualTo("daily@2026-11-11T06:00Z");
        assertThat(runsAtTheVendor()).hasSize(11).doesNotHaveDuplicates();
        assertThat(plan(DAILY).missing()).isEmpty();
        assertThat(plan(DAILY).count(Standing.THERE)).isEqualTo(10);
    }

    @Test
    void what_a_command_that_was_killed_left_is_made_by_the_next_and_two_at_once_make_each_once() {
        world.push(DAILY);
        Plan one = plan(DAILY);
        Plan other = plan(DAILY);
        one.missing().subList(0, 4).forEach(slot -> backfill().make(DAILY, job(DAILY), slot));
        assertThat(make(other)).isEqualTo(6);
        assertThat(make(one)).isZero();
        world.pass(Duration.ofMinutes(30));
        assertThat(runsAtTheVendor()).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void a_slot_that_is_due_and_not_started_yet_is_made_once() {
        world.push(DAILY);
        world.clock.advance(Duration.ofHours(2));
        Plan today = backfill().plan(DAILY, job(DAILY), TO, TO.plusDays(9));
        assertThat(today.missing())
                .extracting(Slot::run)
                .containsExactly("daily@2026-11-20T06:00Z", "daily@2026-11-21T06:00Z");
        assertThat(make(today)).isEqualTo(2);
        world.pass(Duration.ofHours(1));
        assertThat(runsAtTheVendor()).hasSize(2).doesNotHaveDuplicates();
        assertThat(lastSlot()).isEqualTo(Instant.parse("2026-11-21T06:00:00Z"));
    }

    @Test
    void a_slot_whose_run_was_removed_is_not_made_again() {
        world.push(DAILY);
        make(plan(DAILY));
        world.pass(Duration.ofMinutes(30));
        String forgotten = runs().getFirst().ref().id();
        assertThat(new RemoveRuns(world.context(), "operator").forget(forgotten))
                .isEmpty();
        Plan plan = plan(DAILY);
        assertThat(plan.missing()).isEmpty();
        assertThat(plan.slots().getFirst())
                .isEqualTo(new Slot(Instant.parse("2026-11-11T06:00:00Z"), forgotten, Standing.FORGOTTEN));
    }

    @Test
    void a_slot_that_was_removed_for_its_age_is_not_made_again_when_runs_are_kept_longer() {
        ContentLimits week = ContentLimits.DEFAULT.withKeepDays(7);
        Definition kept = content("0 6 * * *", week);
        world.push(kept);
        backfill()
                .plan(kept, job(kept), LocalDate.of(2026, 11, 16), TO)
                .missing()
                .forEach(slot -> backfill().make(kept, job(kept), slot));
        world.pass(Duration.ofMinutes(30));
        world.push(content("0 6 1 1 *", week));
        world.clock.advance(Duration.ofDays(9));
        world.process().reclaim();
        assertThat(runs()).isEmpty();
        assertThat(plan(DAILY).count(Standing.FORGOTTEN)).isEqualTo(5);
    }

    @Test
    void what_is_too_much_or_too_old_or_no_time_is_refused() {
        world.push(DAILY);
        assertThat(backfill()
                        .plan(DAILY, job(DAILY), LocalDate.of(2026, 8, 1), TO)
                        .refusal())
                .hasValueSatisfying(
                        why -> assertThat(why).contains("runs are kept for 90 days", "the first day is 2026-08-24"));
        assertThat(backfill()
                        .plan(DAILY, job(DAILY), LocalDate.of(2026, 8, 24), TO)
                        .refusal())
                .isEmpty();
        assertThat(backfill().plan(DAILY, job(DAILY), TO, FROM).refusal())
                .hasValueSatisfying(why -> assertThat(why).contains("--from 2026-11-20 is after --to 2026-11-11"));
        Definition hourly = content("0 * * * *", ContentLimits.DEFAULT);
        assertThat(backfill().plan(hourly, job(hourly), FROM, TO).refusal())
                .hasValueSatisfying(why -> assertThat(why)
                        .contains("more than 100 slots", "the first 100 are those before 2026-11-15T04:00:00Z"));
        assertThat(backfill()
                        .plan(DAILY, job(DAILY), TO.plusDays(3), TO.plusDays(4))
                        .slots())
                .as("slots to come")
                .isEmpty();
    }
}
