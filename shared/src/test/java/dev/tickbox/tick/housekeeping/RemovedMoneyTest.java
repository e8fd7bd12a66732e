package dev.tickbox.tick.housekeeping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Definition.Budget;
import dev.tickbox.content.Definition.ContentLimits;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.generator.Generator;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.AbandonRun;
import dev.tickbox.ledger.AttemptDocument;
import dev.tickbox.ledger.Control;
import dev.tickbox.ledger.Money;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.SpentLedger;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.tick.submit.DailyBudget;
import dev.tickbox.world.Contents;
import dev.tickbox.world.Gate;
import dev.tickbox.world.World;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was bought stays on the books of its day, whatever is removed. */
class RemovedMoneyTest {
    private static Definition content(OnUncertain onUncertain) {
        return Contents.of(
                Contents.job("daily", "garden", "0 6 * * *", onUncertain, Contents.single("garden", "Moss.")));
    }

    private static List<Document> all(World world, Collection collection) {
        return world.store.all(Query.of(collection, 50));
    }

    private static Money spent(World world) {
        return all(world, SpentLedger.ALL).stream().map(SpentLedger::read).reduce(Money.NONE, Money::plus);
    }

    private static long today(World world) {
        Budget budget = new Budget(5_000_000, ZoneOffset.UTC);
        return SpentLedger.ofDay(
                world.store, new DailyBudget(world.context(), budget).day().toString());
    }

    @Test
    void what_a_day_has_spent_does_not_fall_when_its_run_is_forgotten() {
        World world = new World(new MemoryStore(), Faults.NONE, 1);
        world.push(content(OnUncertain.RESUBMIT));
        world.pass(Duration.ofHours(2));
        String run = all(world, RunDocument.ALL).getFirst().ref().id();
        long before = today(world);
        assertThat(before).isEqualTo(world.vendor.chargedMicroUsd()).isPositive();

        assertThat(new RemoveRuns(world.context(), "operator").forget(run)).isEmpty();

        assertThat(all(world, AttemptDocument.ALL)).isEmpty();
        assertThat(all(world, RunDocument.ALL)).isEmpty();
        assertThat(today(world)).isEqualTo(before);
        assertThat(spent(world)).isEqualTo(new Money(before, 0, 0, 0, 0));
    }

    /** The vendor has a job that nobody can ask for: given up and forgotten, it may still be billed. */
    @Test
    void what_may_still_be_billed_stays_at_risk_when_its_run_is_forgotten() {
        Faults lostReplies = Faults.NONE.seeded("1").losingReplies(1000).askable(false);
        World world = new World(new MemoryStore(), lostReplies, 1);
        world.push(content(OnUncertain.HOLD));
        world.pass(Duration.ofHours(2));
        String run = all(world, RunDocument.ALL).getFirst().ref().id();
        assertThat(world.vendor.chargedMicroUsd()).isPositive();
        new AbandonRun(world.context(), "operator").of(run);
        world.pass(Duration.ofMinutes(30));

        assertThat(new RemoveRuns(world.context(), "operator").forget(run)).isEmpty();

        assertThat(all(world, AttemptDocument.ALL)).isEmpty();
        assertThat(spent(world).paidMicroUsd()).isZero();
        assertThat(spent(world).riskMicroUsd()).isGreaterThanOrEqualTo(world.vendor.chargedMicroUsd());
    }

    @Test
    void a_run_that_waited_longer_than_keepDays_is_kept_for_keepDays_from_its_end() {
        World world = new World(new MemoryStore(), Faults.NONE, 1);
        Definition content = Contents.with(content(OnUncertain.RESUBMIT), ContentLimits.DEFAULT.withKeepDays(3));
        world.push(content);
        world.site("garden").down(true);
        world.pass(Duration.ofHours(2));
        new Control(world.store, world.clock).pause(true);
        world.clock.advance(Duration.ofDays(4));
        world.site("garden").down(false);
        new Control(world.store, world.clock).pause(false);
        world.pass(Duration.ofHours(2));

        String slow = "daily@2026-11-21T06:00Z";
        assertThat(world.store.get(RunDocument.ref(slow)))
                .hasValueSatisfying(
                        run -> assertThat(run.fields().text("state")).isEqualTo("DONE"));
        world.pass(Duration.ofDays(2));
        assertThat(world.store.get(RunDocument.ref(slow))).isPresent();
        world.pass(Duration.ofDays(1).plusMinutes(10));
        assertThat(world.store.get(RunDocument.ref(slow))).isEmpty();
    }

    @Test
    void runs_that_cannot_go_yet_hold_up_no_other() {
        World world = new World(new MemoryStore(), Faults.NONE, 1);
        Definition content = Contents.with(
                content(OnUncertain.RESUBMIT),
                ContentLimits.DEFAULT.withOutstanding(500).withKeepDays(3));
        world.push(content);
        world.start(content, 230);
        world.process().submit();
        world.clock.advance(Duration.ofSeconds(1));
        // Given up while at the vendor, who never answers again: each may still be billed.
        for (Document run : world.store.all(Query.of(RunDocument.ALL, 500))) {
            new AbandonRun(world.context(), "operator").of(run.ref().id());
        }
        world.clock.advance(Duration.ofHours(1));
        world.start(content, 1);
        Gate deaf = new Gate(world);
        deaf.seen(look -> new Generator.Pending());
        String last = world.store.all(Query.of(RunDocument.ALL, 500)).stream()
                .filter(run -> run.fields().text("state").equals("RUNNABLE"))
                .findFirst()
                .orElseThrow()
                .ref()
                .id();
        new AbandonRun(world.context(), "operator").of(last);
        for (int day = 0; day < 5; day++) {
            world.clock.advance(Duration.ofDays(1));
            world.process(deaf).reclaim();
        }
        assertThat(world.store.get(RunDocument.ref(last))).isEmpty();
        assertThat(world.store.all(Query.of(RunDocument.ALL, 500))).hasSize(230);
    }
}
