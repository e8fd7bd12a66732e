package dev.tickbox.tick.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Fields;
import dev.tickbox.content.Condition.Comparison;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Definition.ContentLimits;
import dev.tickbox.content.Job;
import dev.tickbox.content.Step;
import dev.tickbox.generator.Generator.Listing;
import dev.tickbox.generator.Generator.Look;
import dev.tickbox.generator.Generator.Refused;
import dev.tickbox.generator.Generator.Submission;
import dev.tickbox.generator.Request;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.generator.simulated.SimulatedGenerator;
import dev.tickbox.generator.simulated.SimulatedGenerator.VendorPort;
import dev.tickbox.ledger.AbandonRun;
import dev.tickbox.ledger.AttemptDocument;
import dev.tickbox.ledger.Change;
import dev.tickbox.ledger.Control;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.Money;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.ledger.Reservations;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.Runs;
import dev.tickbox.ledger.SeenRow;
import dev.tickbox.ledger.SpentLedger;
import dev.tickbox.reservation.ReservationEvent;
import dev.tickbox.run.Run;
import dev.tickbox.run.RunEvent;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.tick.Ticks;
import dev.tickbox.tick.housekeeping.RemoveRuns;
import dev.tickbox.world.Contents;
import dev.tickbox.world.RowSteps;
import dev.tickbox.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A step does the same for each row of a table, and each row is a run of its own. */
class RowsTest {
    private final World world = new World(new MemoryStore(), Faults.NONE, 1);

    private String refused = "none"; // What the vendor refuses has this in its prompt.

    @Test
    void each_row_is_bought_and_published_once_and_then_the_steps_after_the_table() {
        play(rows(List.of("moss", "fern", "lichen"), each -> each));
        assertThat(run().text("state")).as("%s", run()).isEqualTo("DONE");
        assertThat(run().number("published")).isEqualTo(4);
        assertThat(world.vendor.jobs()).hasSize(4);
        assertThat(world.site("garden").effects()).hasSize(4);
        assertThat(rowStates()).containsExactly("DONE", "DONE", "DONE");
    }

    @Test
    void rows_have_a_place_where_only_one_request_may_be_out() {
        var one = ContentLimits.DEFAULT.withOutstanding(1);
        play(Contents.with(Contents.of(rows(List.of("moss", "fern"), each -> each)), one));
        assertThat(run().text("state")).isEqualTo("DONE");
    }

    @Test
    void a_row_without_a_key_and_one_with_a_key_that_came_before_are_not_taken() {
        play(rows(List.of("moss", " ", "moss", "fern"), each -> each));
        assertThat(run().text("state")).isEqualTo("DONE");
        assertThat(rows()).extracting(row -> row.text("key")).containsExactlyInAnyOrder("moss", "fern");
    }

    @Test
    void with_too_few_rows_the_run_is_left_out_and_buys_nothing() {
        play(rows(List.of("moss", "fern"), each -> RowSteps.bounded(each, 3, 5)));
        assertThat(run().text("state")).isEqualTo("LEFT_OUT");
        assertThat(run().text("found")).isEqualTo("2 rows, required: at least 3");
        assertThat(world.vendor.jobs()).isEmpty();
    }

    @Test
    void a_row_that_a_gate_leaves_out_does_not_hold_the_others() {
        play(rows(
                List.of("moss", "fern", "lichen"), each -> RowSteps.gated(each, "row.topic", Comparison.NOT, "fern")));
        assertThat(run().text("state")).isEqualTo("DONE");
        assertThat(rowStates()).containsExactlyInAnyOrder("DONE", "DONE", "LEFT_OUT");
        assertThat(world.vendor.jobs()).as("two notes and the digest").hasSize(3);
    }

    @Test
    void when_gates_leave_out_all_rows_the_run_is_left_out() {
        play(rows(List.of("moss", "fern"), each -> RowSteps.gated(each, "row.topic", Comparison.IS, "lichen")));
        assertThat(run().text("state")).isEqualTo("LEFT_OUT");
        assertThat(run().text("found")).isEqualTo("0 of 2 rows are done, required: at least 1");
        assertThat(world.vendor.jobs()).isEmpty();
    }

    @Test
    void a_row_that_failed_is_waited_for_until_it_is_retried() {
        refused = "fern";
        play(rows(List.of("moss", "fern"), each -> each));
        assertThat(run().text("state")).isEqualTo("WAITING");
        assertThat(rowStates()).containsExactlyInAnyOrder("DONE", "FAILED");
        assertThat(row("fern").text("why")).contains("REFUSED");
        refused = "none";
        retry("fern");
        pass(Duration.ofHours(1));
        assertThat(run().text("state")).isEqualTo("DONE");
        assertThat(world.vendor.jobs()).hasSize(3);
        assertThat(world.site("garden").effects()).hasSize(3);
    }

    @Test
    void a_row_that_failed_is_waited_for_until_it_is_abandoned() {
        refused = "fern";
        play(rows(List.of("moss", "fern"), each -> each));
        abandon(id("fern"));
        pass(Duration.ofHours(1));
        assertThat(run().text("state")).isEqualTo("DONE");
        assertThat(rowStates()).containsExactlyInAnyOrder("DONE", "ABANDONED");
        assertThat(world.site("garden").effects()).hasSize(2);
    }

    @Test
    void where_failures_are_skipped_the_table_is_closed_without_them_and_they_cannot_be_retried() {
        refused = "fern";
        play(rows(List.of("moss", "fern"), RowSteps::skipping));
        assertThat(run().text("state")).isEqualTo("DONE");
        assertThat(row("fern").text("state")).isEqualTo("FAILED");
        Change<Run> retried = runs().apply(id("fern"), new RunEvent.Resume());
        assertThat(retried)
                .isInstanceOfSatisfying(
                        Change.NotMade.class, not -> assertThat(not.why()).contains("went on without it"));
    }

    @Test
    void nothing_is_bought_for_a_row_that_its_table_went_on_without() {
        refused = "fern";
        play(rows(List.of("moss", "fern"), RowSteps::skipping));
        int bought = world.vendor.jobs().size();
        refused = "none";
        retryOrders("fern");
        pass(Duration.ofHours(1));
        assertThat(world.vendor.jobs()).hasSize(bought);
        assertThat(world.store.all(Query.of(ReservationDocument.ALL, 50).where("run", id("fern"))))
                .extracting(each -> each.fields().text("state"))
                .containsExactly("ABANDONED");
    }

    @Test
    void when_all_rows_failed_the_run_fails_and_can_be_retried_with_them() {
        refused = "note";
        play(rows(List.of("moss", "fern"), RowSteps::skipping));
        assertThat(run().text("state")).isEqualTo("FAILED");
        assertThat(run().text("why")).isEqualTo("0 of 2 rows are done, required: at least 1 (2 failed, 0 abandoned)");
        refused = "none";
        retry("moss");
        retry("fern");
        assertThat(runs().apply(runId(), new RunEvent.Resume()).made()).isTrue();
        pass(Duration.ofHours(1));
        assertThat(run().text("state")).isEqualTo("DONE");
        assertThat(world.vendor.jobs()).hasSize(3);
    }

    @Test
    void rows_that_are_not_done_in_time_are_left_out_and_the_others_go_on() {
        refused = "fern";
        play(rows(List.of("moss", "fern"), each -> RowSteps.within(each, Duration.ofHours(6))));
        pass(Duration.ofHours(2));
        assertThat(row("fern").text("state")).isEqualTo("FAILED");
        pass(Duration.ofHours(2));
        assertThat(row("fern").text("state")).isEqualTo("LEFT_OUT");
        assertThat(row("fern").text("found")).isEqualTo("not done within 6h");
        assertThat(run().text("state")).isEqualTo("DONE");
        assertThat(world.vendor.jobs()).hasSize(2);
    }

    @Test
    void the_time_of_rows_does_not_pass_while_the_store_is_paused_or_no_tick_runs() {
        refused = "fern";
        play(rows(List.of("moss", "fern"), each -> RowSteps.within(each, Duration.ofHours(6))));
        Control control = new Control(world.store, world.clock);
        control.pause(true);
        pass(Duration.ofDays(1));
        control.pause(false);
        assertThat(row("fern").text("state")).isEqualTo("FAILED");
        world.clock.advance(Duration.ofDays(2));
        pass(Duration.ofMinutes(20));
        assertThat(row("fern").text("state")).as("a weekend without ticks").isEqualTo("FAILED");
        pass(Duration.ofHours(4));
        assertThat(row("fern").text("state")).isEqualTo("LEFT_OUT");
    }

    @Test
    void rows_that_an_earlier_run_took_are_not_taken_again() {
        Job job = rows(List.of("moss", "fern"), Step.Each::takingNewOnes);
        play(job);
        assertThat(world.vendor.jobs()).hasSize(3);
        world.push(Contents.of(rows(List.of("moss", "lichen"), Step.Each::takingNewOnes)));
        pass(Duration.ofDays(1));
        assertThat(world.vendor.jobs())
                .as("one more note, and the digest of it")
                .hasSize(5);
        assertThat(world.site("garden").effects()).hasSize(5);
        pass(Duration.ofDays(1));
        assertThat(world.vendor.jobs())
                .as("a day on which nothing is new buys nothing")
                .hasSize(5);
        assertThat(run().text("state")).isEqualTo("LEFT_OUT");
    }

    @Test
    void a_row_that_was_left_out_before_anything_was_bought_may_be_taken_again() {
        play(rows(
                List.of("moss", "fern"),
                each -> RowSteps.gated(each, "row.topic", Comparison.NOT, "fern")
                        .takingNewOnes()));
        assertThat(rowStates()).containsExactlyInAnyOrder("DONE", "LEFT_OUT");
        world.push(Contents.of(rows(List.of("moss", "fern"), Step.Each::takingNewOnes)));
        pass(Duration.ofDays(1));
        assertThat(rows()).extracting(row -> row.text("key")).containsExactlyInAnyOrder("moss", "fern", "fern");
        assertThat(world.vendor.jobs()).hasSize(4);
    }

    @Test
    void a_run_that_is_abandoned_ends_its_rows_and_buys_nothing_more() {
        world.push(Contents.of(rows(List.of("moss", "fern", "lichen"), each -> each)));
        process().submit();
        world.clock.advance(Duration.ofMinutes(61));
        process().submit();
        int bought = world.vendor.jobs().size();
        abandon(runId());
        pass(Duration.ofHours(3));
        assertThat(rowStates()).containsOnly("ABANDONED");
        assertThat(world.vendor.jobs()).hasSize(bought);
        assertThat(world.site("garden").effects()).isEmpty();
        assertThat(Money.RunEnd.read(world.store, id("moss")).withoutPublication())
                .as("what its rows cost is wasted")
                .isTrue();
    }

    @Test
    void rows_are_removed_with_their_run_and_what_they_cost_stays() {
        play(rows(List.of("moss", "fern"), Step.Each::takingNewOnes));
        String day = world.clock.now().toString().substring(0, 10);
        long spent = SpentLedger.ofDay(world.store, day);
        assertThat(spent).isPositive();
        assertThat(new RemoveRuns(world.context(), "operator").forget(runId())).isEmpty();
        for (Collection each : List.of(
                RunDocument.ALL, RunDocument.ROWS, ReservationDocument.ALL, AttemptDocument.ALL, ItemDocument.ALL)) {
            assertThat(world.store.all(Query.of(each, 5))).as("%s", each).isEmpty();
        }
        assertThat(SpentLedger.ofDay(world.store, day)).isEqualTo(spent);
        assertThat(world.store.all(Query.of(SeenRow.ALL, 5)))
                .as("what was taken")
                .hasSize(2);
    }

    @Test
    void a_run_is_not_removed_before_its_rows_have_given_back_what_they_did_not_use() {
        world.push(Contents.of(rows(
                List.of("fern"),
                each -> RowSteps.gated(each, "row.topic", Comparison.NOT, "fern")
                        .takingNewOnes())));
        process().submit();
        world.clock.advance(Duration.ofMinutes(61));
        process().submit();
        assertThat(rowStates()).containsExactly("LEFT_OUT");
        abandon(runId());
        world.clock.advance(Duration.ofMinutes(15));
        assertThat(new RemoveRuns(world.context(), "operator").forget(runId()))
                .hasValueSatisfying(why -> assertThat(why).contains("a reclaim tick records it"));
        process().reclaim();
        assertThat(new RemoveRuns(world.context(), "operator").forget(runId())).isEmpty();
        assertThat(world.store.all(Query.of(SeenRow.ALL, 5)))
                .extracting(seen -> SeenRow.takenBy(Optional.of(seen)))
                .containsExactly(Optional.empty());
    }

    private void play(Job job) {
        play(Contents.of(job));
    }

    private void play(Definition content) {
        world.push(content);
        process().submit();
        world.clock.advance(Duration.ofMinutes(61));
        pass(Duration.ofHours(3));
    }

    private void pass(Duration time) {
        for (Instant end = world.clock.now().plus(time); world.clock.now().isBefore(end); ) {
            world.clock.advance(Duration.ofMinutes(5));
            process().submit();
            process().reclaim();
        }
    }

    private Ticks process() {
        VendorPort refusing = new VendorPort() {
            @Override
            public Submission submit(Request request, String label) {
                return request.prompt().contains(refused)
                        ? new Refused("the model does not like it", true, Optional.empty())
                        : world.vendor.submit(request, label);
            }

            @Override
            public Look look(String handle) {
                return world.vendor.look(handle);
            }

            @Override
            public Listing list() {
                return world.vendor.list();
            }

            @Override
            public void cancel(String handle) {
                world.vendor.cancel(handle);
            }
        };
        return new Ticks(
                world.context(world.store, new SimulatedGenerator(refusing), site -> world.site(site.id())),
                Optional.empty());
    }

    private Runs runs() {
        return new Runs(world.context(), "operator");
    }

    /** As the command does: what is stuck is tried again, and the row goes on. */
    private void retry(String key) {
        retryOrders(key);
        assertThat(runs().apply(id(key), new RunEvent.Resume()).made()).isTrue();
    }

    private void retryOrders(String key) {
        var reservations = new Reservations(world.context(), "operator");
        world.store
                .all(Query.of(ReservationDocument.ALL, 50).where("run", id(key)))
                .forEach(each -> reservations.apply(each.ref().id(), new ReservationEvent.Retry()));
    }

    private void abandon(String run) {
        assertThat(new AbandonRun(world.context(), "operator").of(run).run().made())
                .isTrue();
    }

    private static Job rows(List<String> topics, Function<Step.Each, Step.Each> changed) {
        return Contents.rows("garden", topics, changed);
    }

    private Fields run() {
        return newest().fields();
    }

    private String runId() {
        return newest().ref().id();
    }

    private Document newest() {
        return world.store
                .all(Query.of(RunDocument.ALL, 5).orderedBy("created_at").reversed())
                .getFirst();
    }

    private String id(String key) {
        return world.store.all(Query.of(RunDocument.ROWS, 50)).stream()
                .filter(row -> row.fields().text("key").equals(key))
                .findFirst()
                .orElseThrow()
                .ref()
                .id();
    }

    private Fields row(String key) {
        return world.store.get(RunDocument.ref(id(key))).orElseThrow().fields();
    }

    private List<Fields> rows() {
        return world.store.all(Query.of(RunDocument.ROWS, 50)).stream()
                .map(Document::fields)
                .toList();
    }

    private List<String> rowStates() {
        return rows().stream().map(row -> row.text("state")).toList();
    }
}
