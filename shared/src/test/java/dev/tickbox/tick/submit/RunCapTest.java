package dev.tickbox.tick.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Fields;
import dev.tickbox.Ids;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Definition.Budget;
import dev.tickbox.content.Job;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.content.Output;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.Definitions;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.ledger.Reservations;
import dev.tickbox.reservation.ReservationEvent;
import dev.tickbox.store.Document;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.tick.Ticks;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.context.TickReport;
import dev.tickbox.tick.context.Workers;
import dev.tickbox.tick.start.DriveRuns;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What one run may cost. */
class RunCapTest {
    private static final long ESTIMATE = DailyBudgetTest.ESTIMATE;

    private final World world =
            new World(new MemoryStore(), Faults.NONE.within(Duration.ofMinutes(30), Duration.ofMinutes(30)), 1);

    @Test
    void what_does_not_fit_waits_while_something_is_out_and_then_for_a_person_who_raises_it() {
        start(content(3, 2 * ESTIMATE));
        TickReport report = world.process().submit();

        assertThat(world.vendor.jobs()).hasSize(2);
        assertThat(report.counted("overRunCap")).isEqualTo(1);
        assertThat(states()).containsExactlyInAnyOrder("SUBMITTED", "SUBMITTED", "RESERVED");

        // The two together cost less than was estimated, but not by a whole estimate.
        Definition tight = content(3, ESTIMATE + 100);
        world.push(tight);
        world.pass(Duration.ofHours(2));
        assertThat(world.vendor.jobs()).hasSize(2);
        Document stuck = world.store
                .query(Query.of(ReservationDocument.ALL, 5).where("state", "STUCK"))
                .documents()
                .getFirst();
        assertThat(stuck.fields().text("reason")).isEqualTo("RUN_CAP");
        assertThat(stuck.fields().number("schema")).isEqualTo(5);
        assertThat(stuck.fields().text("why"))
                .contains("would exceed maxUsd of its job", "raise maxUsd of job daily", "then retry it");

        new Reservations(world.context(), "operator").apply(stuck.ref().id(), new ReservationEvent.Retry());
        world.pass(Duration.ofMinutes(10));
        assertThat(world.vendor.jobs()).as("not before it is raised").hasSize(2);

        world.push(content(3, 5 * ESTIMATE));
        new Reservations(world.context(), "operator").apply(stuck.ref().id(), new ReservationEvent.Retry());
        world.pass(Duration.ofHours(2));
        assertThat(world.vendor.jobs()).hasSize(3);
        assertThat(states()).containsOnly("COLLECTED");
    }

    @Test
    void what_was_out_and_cost_less_lets_the_next_one_through() {
        start(content(3, 2 * ESTIMATE + ESTIMATE / 2));
        world.pass(Duration.ofHours(3));

        assertThat(world.vendor.jobs()).hasSize(3);
        assertThat(states()).containsOnly("COLLECTED");
    }

    @Test
    void another_run_of_the_same_job_has_a_cap_of_its_own() {
        Definition content = content(2, ESTIMATE);
        start(content);
        world.start(content, 1);
        world.process().submit();

        assertThat(world.vendor.jobs()).hasSize(2);
        assertThat(states())
                .as("what is sent in this tick is out, too")
                .containsExactlyInAnyOrder("SUBMITTED", "SUBMITTED", "RESERVED", "RESERVED");
    }

    @Test
    void what_costs_more_than_the_cap_by_itself_waits_for_nothing() {
        start(content(2, ESTIMATE - 1));
        world.process().submit();

        assertThat(world.vendor.jobs()).isEmpty();
        assertThat(states()).containsOnly("STUCK");
    }

    @Test
    void rows_take_at_most_four_fifths_of_it() {
        // Room for five, of which rows get that of four.
        long most = 5 * ESTIMATE + ESTIMATE * 5 / 8;
        Job job = Contents.rows("garden", List.of("moss", "fern", "ivy", "yew", "oak"), each -> each)
                .withMaxMicroUsd(most);
        start(Contents.of(job));
        world.pass(Duration.ofMinutes(6));

        assertThat(world.vendor.jobs()).hasSize(4);
        assertThat(states()).containsExactlyInAnyOrder("SUBMITTED", "SUBMITTED", "SUBMITTED", "SUBMITTED", "RESERVED");
    }

    @Test
    void workers_of_one_tick_never_take_more_than_there_is() {
        Definition content = content(20, 5 * ESTIMATE);
        start(content);
        new Ticks(world.context().withWorkers(Workers.sideBySide(16)), Optional.empty()).submit();

        assertThat(world.vendor.jobs()).hasSize(5);
    }

    @Test
    void of_two_ticks_that_saw_the_same_room_one_sends() {
        Definition content = content(2, ESTIMATE);
        start(content);
        new DriveRuns(world.context(), new Definitions(world.store, world.clock), "driver")
                .due(() -> false, new TickReport("drive", world.clock.now()));
        List<Integer> sold = new ArrayList<>();
        // The other tick buys whatever it can just after this one has committed that it sends.
        TickContext context = world.context().with(content).withListener((document, run, state, cause) -> {
            if (state.equals("SUBMITTING") && sold.isEmpty()) {
                sold.add(0);
                submit(world.context().with(content), content);
                sold.add(world.vendor.jobs().size());
            }
        });
        submit(context, content);

        assertThat(sold).as("the other tick").containsExactly(0, 0);
        assertThat(world.vendor.jobs()).hasSize(1);
    }

    @Test
    void a_tick_that_was_overtaken_before_its_commit_does_not_send() {
        Definition content = content(2, ESTIMATE);
        start(content);
        new DriveRuns(world.context(), new Definitions(world.store, world.clock), "driver")
                .due(() -> false, new TickReport("drive", world.clock.now()));
        List<Integer> once = new ArrayList<>();
        // The name of the sender is asked for between the look at the books and the commit.
        TickContext context = world.context().with(content).withIds(new Ids() {
            @Override
            public String next() {
                if (once.isEmpty()) {
                    once.add(1);
                    submit(world.context().with(content), content);
                }
                return world.ids.next();
            }

            @Override
            public long random(long bound) {
                return world.ids.random(bound);
            }
        });
        submit(context, content);

        assertThat(world.vendor.jobs()).hasSize(1);
    }

    private void submit(TickContext context, Definition content) {
        DailyBudgetTest.submitting(context, content, "tick")
                .due(() -> false, new TickReport("submit", world.clock.now()));
    }

    private void start(Definition content) {
        world.push(content);
        world.start(content, 1);
    }

    private List<String> states() {
        return world.store.all(Query.of(ReservationDocument.ALL, 100)).stream()
                .map(Document::fields)
                .map((Fields fields) -> fields.text("state"))
                .toList();
    }

    private static Definition content(int texts, long maxMicroUsd) {
        Job job = Contents.job(
                        "daily",
                        "garden",
                        "0 6 1 1 *",
                        OnUncertain.RESUBMIT,
                        IntStream.range(0, texts)
                                .mapToObj(n ->
                                        Contents.generate("t" + n, "Write about {{run.date}}.", new Output.Article()))
                                .toList())
                .withMaxMicroUsd(maxMicroUsd);
        return Contents.with(Contents.of(job), Budget.DEFAULT);
    }
}
