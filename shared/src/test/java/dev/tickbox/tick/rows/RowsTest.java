package dev.tickbox.tick.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Fields;
import dev.tickbox.content.Condition;
import dev.tickbox.content.Condition.Comparison;
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
import dev.tickbox.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A step does the same for each row of a table, and each row is a run of its own. */
class RowsTest {
    private final World world = new World(new MemoryStore(), Faults.NONE, 1);

    /** What the vendor refuses has this in its prompt. */
    private String refused = "none";

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
    void a_row_without_a_key_and_one_with_a_key_that_came_before_are_not_taken() {
        play(rows(List.of("moss", " ", "moss", "fern"), each -> each));
        assertThat(run().text("state")).isEqualTo("DONE");
        assertThat(rows()).extracting(row -> row.text("key")).containsExactlyInAnyOrder("moss", "fern");
    }

    @Test
    void the_rows_over_the_most_are_not_taken() {
        play(rows(List.of("moss", "fern", "lichen"), each -> bounded(each, 1, 2)));
        assertThat(rows()).extracting(row -> row.text("key")).containsExactlyInAnyOrder("moss", "fern");
    }

    @Test
    void with_too_few_rows_the_run_is_left_out_and_buys_nothing() {
        play(rows(List.of("moss", "fern"), each -> bounded(each, 3, 5)));
        assertThat(run().text("state")).isEqualTo("LEFT_OUT");
        assertThat(run().text("found")).isEqualTo("2 rows, required: at least 3");
        assertThat(world.vendor.jobs()).isEmpty();
    }

    @Test
    void a_row_that_a_gate_leaves_out_does_not_hold_the_others() {
        play(rows(List.of("moss", "fern", "lichen"), each -> gated(each, "row.topic", Comparison.NOT, "fern")));
        assertThat(run().text("state")).isEqualTo("DONE");
        assertThat(rowStates()).containsExactlyInAnyOrder("DONE", "DONE", "LEFT_OUT");
        assertThat(world.vendor.jobs()).as("two notes and the digest").hasSize(3);
    }

    @Test
    void when_gates_leave_out_all_rows_the_run_is_left_out() {
        play(rows(List.of("moss", "fern"), each -> gated(each, "row.topic", Comparison.IS, "lichen")));
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
        play(rows(List.of("moss", "fern"), RowsTest::skipping));
        assertThat(run().text("state")).isEqualTo("DONE");
        assertThat(row("fern").text("state")).isEqualTo("FAILED");
        Change<Run> retried = runs().apply(id("fern"), new RunEvent.Resume());
        assertThat(retried)
                .isInstanceOfSatisfying(
                        Change.NotMade.class, not -> assertThat(not.why()).contains("went on without it"));
    }

    @Test
    void when_all_rows_failed_the_run_fails_and_can_be_retried_with_them() {
        refused = "note";
        play(rows(List.of("moss", "fern"), RowsTest::skipping));
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
    void rows_that_an_earlier_run_took_are_not_taken_again() {
        Job job = rows(List.of("moss", "fern"), Step.Each::takingNewOnes);
        play(job);
        assertThat(world.vendor.jobs()).hasSize(3);
        world.push(Contents.of(rows(List.of("moss", "lichen"), Step.Each::takingNewOnes)));
        pass(Duration.ofHours(24));
        assertThat(world.vendor.jobs())
                .as("one more note, and the digest of it")
                .hasSize(5);
        assertThat(world.site("garden").effects()).hasSize(5);
        pass(Duration.ofHours(24));
        assertThat(world.vendor.jobs())
                .as("a day on which nothing is new buys nothing")
                .hasSize(5);
        assertThat(run().text("state")).isEqualTo("LEFT_OUT");
    }

    @Test
    void a_row_that_was_left_out_before_anything_was_bought_may_be_taken_again() {
        play(rows(
                List.of("moss", "fern"),
                each -> gated(each, "row.topic", Comparison.NOT, "fern").takingNewOnes()));
        assertThat(rowStates()).containsExactlyInAnyOrder("DONE", "LEFT_OUT");
        world.push(Contents.of(rows(List.of("moss", "fern"), Step.Each::takingNewOnes)));
        pass(Duration.ofHours(24));
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

    private void play(Job job) {
        world.push(Contents.of(job));
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
        var reservations = new Reservations(world.context(), "operator");
        world.store
                .all(Query.of(ReservationDocument.ALL, 50).where("run", id(key)))
                .forEach(each -> reservations.apply(each.ref().id(), new ReservationEvent.Retry()));
        assertThat(runs().apply(id(key), new RunEvent.Resume()).made()).isTrue();
    }

    private void abandon(String run) {
        assertThat(new AbandonRun(world.context(), "operator").of(run).run().made())
                .isTrue();
    }

    private static Step.Each skipping(Step.Each each) {
        return new Step.Each(
                each.id(),
                each.of(),
                each.match(),
                each.key(),
                each.onlyNew(),
                each.minRows(),
                each.maxRows(),
                each.within(),
                Step.OnRowFailure.SKIP,
                each.steps(),
                each.kept());
    }

    private static Step.Each bounded(Step.Each each, int minRows, int maxRows) {
        return new Step.Each(
                each.id(),
                each.of(),
                each.match(),
                each.key(),
                each.onlyNew(),
                minRows,
                maxRows,
                each.within(),
                each.onFailure(),
                each.steps(),
                each.kept());
    }

    private static Step.Each gated(Step.Each each, String path, Comparison comparison, String operand) {
        List<Step> steps = new ArrayList<>(each.steps());
        Condition condition = new Condition(comparison, operand);
        steps.addFirst(new Step.Require("worth", new TreeMap<>(Map.of(path, List.of(condition)))));
        return each.with(steps);
    }

    private static Job rows(List<String> topics, Function<Step.Each, Step.Each> changed) {
        return Contents.rows("garden", topics, changed);
    }

    /** The newest. */
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
