package dev.tickbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Limits;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.AbandonRun;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.Runs;
import dev.tickbox.ledger.SpentLedger;
import dev.tickbox.run.RunEvent;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store;
import dev.tickbox.tick.Ticks;
import dev.tickbox.tick.context.TickReport;
import dev.tickbox.tick.housekeeping.RemoveRuns;
import dev.tickbox.world.Contents;
import dev.tickbox.world.Interruption;
import dev.tickbox.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A person gives a run up between any two calls of a tick: nothing is bought or published for it after that. */
class AbandonedRunTest {
    private static final Faults BLOCKED = Faults.NONE.blocking(1000);

    private World world = new World(new MemoryStore(), Faults.NONE, 1);
    private final Definition content = Contents.of(
            Contents.job("daily", "garden", "0 6 * * *", OnUncertain.RESUBMIT, Contents.single("garden", "Write.")));

    private void untilTheSlot() {
        world.push(content);
        world.clock.advance(Duration.ofHours(1));
    }

    private String run() {
        return world.store.all(Query.of(RunDocument.ALL, 2)).getFirst().ref().id();
    }

    private void abandon() {
        AbandonRun.Result result = new AbandonRun(world.context(), "operator").of(run());
        assertThat(result.run().made()).isTrue();
    }

    private Ticks tick(Store store) {
        return new Ticks(
                world.context(store, world.context().generator(), site -> world.site(site.id())), Optional.empty());
    }

    private List<String> states(Collection collection) {
        return world.store.all(Query.of(collection, 9)).stream()
                .map(Document::fields)
                .map(fields -> fields.text("state"))
                .toList();
    }

    @Test
    void a_driver_whose_run_is_given_up_orders_nothing_more() {
        untilTheSlot();
        Interruption store =
                Interruption.before(world.store, Interruption.into("reservations", "RESERVED"), this::abandon);
        tick(store).submit();

        assertThat(store.happened()).isTrue();
        assertThat(world.store.all(Query.of(ReservationDocument.ALL, 9))).isEmpty();
        world.pass(Duration.ofHours(1));
        assertThat(world.vendor.jobs()).isEmpty();
    }

    @Test
    void a_driver_that_thaws_after_its_run_was_forgotten_leaves_nothing_that_nobody_can_move() {
        untilTheSlot();
        Interruption store = Interruption.before(world.store, Interruption.into("reservations", "RESERVED"), () -> {
            String run = run();
            abandon();
            world.clock.advance(Duration.ofHours(1));
            assertThat(new RemoveRuns(world.context(), "operator").forget(run)).isEmpty();
        });
        tick(store).submit();

        assertThat(store.happened()).isTrue();
        assertThat(world.store.all(Query.of(ReservationDocument.ALL, 9))).isEmpty();
        TickReport report = world.process().submit();
        assertThat(report.errors()).isEmpty();
    }

    @Test
    void what_is_claimed_to_be_sent_when_its_run_is_given_up_is_not_sent() {
        untilTheSlot();
        Interruption store =
                Interruption.after(world.store, Interruption.into("reservations", "SUBMITTING"), this::abandon);
        tick(store).submit();

        assertThat(store.happened()).isTrue();
        assertThat(world.vendor.jobs()).isEmpty();
        world.pass(Duration.ofMinutes(10));
        assertThat(states(ReservationDocument.ALL)).containsExactly("ABANDONED");
        assertThat(states(RunDocument.ALL)).containsExactly("ABANDONED");
    }

    @Test
    void what_is_claimed_to_be_published_when_its_run_is_given_up_is_not_published() {
        untilTheSlot();
        tick(world.store).submit();
        world.clock.advance(Duration.ofMinutes(10));
        Interruption store = Interruption.after(world.store, Interruption.into("outbox", "CLAIMED"), this::abandon);
        tick(store).reclaim();

        assertThat(store.happened()).isTrue();
        assertThat(world.site("garden").effects()).isEmpty();
        assertThat(states(ItemDocument.ALL)).containsExactly("ABANDONED");
    }

    @Test
    void a_run_is_not_forgotten_while_a_publisher_is_at_work_on_it() {
        untilTheSlot();
        tick(world.store).submit();
        world.clock.advance(Duration.ofMinutes(10));
        Interruption store = Interruption.after(world.store, Interruption.into("outbox", "CLAIMED"), () -> {
            abandon();
            assertThat(new RemoveRuns(world.context(), "operator").forget(run()))
                    .hasValueSatisfying(why -> assertThat(why).contains("is in progress"));
        });
        tick(store).reclaim();

        assertThat(store.happened()).isTrue();
        world.clock.advance(Duration.ofMinutes(15));
        assertThat(new RemoveRuns(world.context(), "operator").forget(run())).isEmpty();
        assertThat(world.store.all(Query.of(RunDocument.ALL, 2))).isEmpty();
    }

    @Test
    void what_a_killed_abandon_left_open_is_given_up_before_its_run_is_removed() {
        world = new World(new MemoryStore(), BLOCKED, 1);
        untilTheSlot();
        world.pass(Duration.ofHours(1));
        assertThat(states(ReservationDocument.ALL)).containsExactly("STUCK");
        new Runs(world.context(), "a person").apply(run(), new RunEvent.Abandon());
        world.clock.advance(Duration.ofDays(Limits.STANDARD.run().keepDays() + 1L));

        List<String> before = new ArrayList<>();
        tick(Interruption.before(
                        world.store,
                        Interruption.into("runs", "DELETING"),
                        () -> before.addAll(states(ReservationDocument.ALL))))
                .reclaim();

        assertThat(before).containsExactly("ABANDONED");
        assertThat(world.store.all(Query.of(RunDocument.ALL, 2))).isEmpty();
    }

    @Test
    void what_is_at_the_vendor_when_its_run_is_given_up_is_priced_and_not_published() {
        untilTheSlot();
        tick(world.store).submit();
        abandon();
        world.pass(Duration.ofHours(2));

        assertThat(world.vendor.jobs()).hasSize(1);
        assertThat(world.site("garden").effects()).isEmpty();
        assertThat(SpentLedger.ofDay(world.store, "2026-11-21")).isEqualTo(world.vendor.chargedMicroUsd());
    }
}
