package dev.tickbox.tick.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Fields;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Job;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.content.Step;
import dev.tickbox.generator.Generator.Refused;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.AbandonRun;
import dev.tickbox.ledger.Control;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.Runs;
import dev.tickbox.ledger.SeenRow;
import dev.tickbox.operator.TakeOver;
import dev.tickbox.operator.TakeOver.Wish;
import dev.tickbox.run.RunEvent;
import dev.tickbox.store.Document;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.tick.Ticks;
import dev.tickbox.world.Contents;
import dev.tickbox.world.Dying;
import dev.tickbox.world.Gate;
import dev.tickbox.world.RowSteps;
import dev.tickbox.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store that came out of a backup does not know which rows the lost past took. */
class RestoredRowsTest {
    private final World world = new World(new MemoryStore(), Faults.NONE, 1);
    private final Gate gate = new Gate(world);

    private static Definition content(UnaryOperator<Step.Each> changed, String... topics) {
        return Contents.of(Contents.rows("garden", List.of(topics), changed));
    }

    private static Definition onlyNew(String... topics) {
        return content(Step.Each::takingNewOnes, topics);
    }

    private void pass(int minutes) {
        for (int i = 0; i < minutes; i += 5) {
            world.clock.advance(Duration.ofMinutes(5));
            world.process(gate).submit();
            world.process(gate).reclaim();
        }
    }

    private void restore() {
        Control control = new Control(world.store, world.clock);
        control.restored();
        control.pause(false);
        world.clock.advance(Duration.ofSeconds(1));
    }

    private Document newest() {
        return world.store
                .all(Query.of(RunDocument.ALL, 5).orderedBy("created_at").reversed())
                .getFirst();
    }

    private Fields run() {
        return newest().fields();
    }

    private List<String> rowStates() {
        return world.store.all(Query.of(RunDocument.ROWS, 50)).stream()
                .map(row -> row.fields().text("state"))
                .toList();
    }

    private void retry() {
        new Runs(world.context(), "operator").apply(newest().ref().id(), new RunEvent.Resume());
    }

    @Test
    void the_first_scheduled_table_after_it_claims_its_rows_and_takes_none() {
        world.push(onlyNew("moss", "fern"));
        restore();
        pass(120);

        assertThat(run().text("state")).isEqualTo("LEFT_OUT");
        assertThat(run().text("found"))
                .startsWith("0 rows (2 claimed only, since the store was restored), required: at least 1")
                .contains("--from " + newest().ref().id() + " --at notes");
        assertThat(world.vendor.jobs()).isEmpty();

        world.push(onlyNew("moss", "fern", "lichen"));
        pass(24 * 60);
        assertThat(run().text("state")).isEqualTo("DONE");
        assertThat(world.store.all(Query.of(RunDocument.ROWS, 50)))
                .extracting(row -> row.fields().text("key"))
                .containsExactly("lichen");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void wherever_a_run_dies_that_claims_nothing_is_bought_for_what_it_claimed(boolean before) {
        int at = 1;
        while (new RestoredRowsTest().diesClaiming(at, before)) {
            at++;
        }
        assertThat(at).as("effects").isGreaterThan(6);
    }

    /** The next runs come while its lease is held. */
    private boolean diesClaiming(int at, boolean before) {
        Job rows = Contents.rows(
                "garden", IntStream.range(0, 250).mapToObj(i -> "topic " + i).toList(), Step.Each::takingNewOnes);
        world.push(Contents.of(Contents.job("digest", "garden", "*/5 6 * * *", OnUncertain.RESUBMIT, rows.steps())
                .with(rows.vars())));
        restore();
        pass(55);
        world.clock.advance(Duration.ofMinutes(5));
        Dying dying = new Dying(at, before);
        dying.command(world, gate, context -> new Ticks(context, Optional.empty()).submit());
        pass(70);

        assertThat(world.vendor.jobs()).as(dying.toString()).isEmpty();
        assertThat(world.store.all(Query.of(RunDocument.ALL, 50)))
                .as(dying.toString())
                .extracting(run -> run.fields().text("state"))
                .hasSizeGreaterThan(2)
                .containsOnly("LEFT_OUT");
        return dying.died();
    }

    @Test
    void what_was_claimed_is_taken_by_a_run_that_a_person_starts_from_there() {
        Definition content = onlyNew("moss", "fern");
        world.push(content);
        restore();
        pass(120);

        String from = newest().ref().id();
        assertThat(new TakeOver(world.context(), "operator")
                        .start(content, content.job("digest").orElseThrow(), new Wish(from, "notes", false))
                        .made())
                .isTrue();
        pass(60);
        assertThat(run().text("state")).isEqualTo("DONE");
        assertThat(rowStates()).containsExactly("DONE", "DONE");
    }

    @Test
    void rows_beyond_the_most_that_a_run_takes_are_claimed_too() {
        world.push(content(each -> RowSteps.bounded(each.takingNewOnes(), 1, 1), "moss", "fern"));
        restore();
        pass(120 + 24 * 60);
        assertThat(rowStates()).isEmpty();
        assertThat(world.store.all(Query.of(SeenRow.ALL, 5)))
                .filteredOn(seen -> SeenRow.takenBy(Optional.of(seen)).isPresent())
                .hasSize(2);
    }

    @Test
    void a_run_from_before_it_takes_no_rows_until_a_person_says_so() {
        Definition content = onlyNew("moss", "fern");
        world.push(content);
        world.start(content, 1);
        restore();
        pass(10);
        assertThat(run().text("state")).isEqualTo("FAILED");
        assertThat(run().text("why")).startsWith("restored: ").contains("tickbox retry");
        assertThat(rowStates()).isEmpty();

        retry();
        pass(45);
        assertThat(run().text("state")).isEqualTo("DONE");
        assertThat(rowStates()).containsExactly("DONE", "DONE");
    }

    @Test
    void in_a_run_from_before_it_no_failed_row_is_skipped() {
        gate.answer(request -> request.prompt().contains("fern")
                ? Optional.of(new Refused("the model does not like it", true, Optional.empty()))
                : Optional.empty());
        Definition content = content(RowSteps::skipping, "moss", "fern");
        world.push(content);
        world.start(content, 1);
        world.process(gate).submit();
        restore();
        pass(45);
        assertThat(rowStates()).containsExactlyInAnyOrder("DONE", "FAILED");
        assertThat(run().text("state")).isEqualTo("WAITING");

        world.store.all(Query.of(RunDocument.ROWS, 5)).stream()
                .filter(row -> row.fields().text("state").equals("FAILED"))
                .forEach(row ->
                        new AbandonRun(world.context(), "operator").of(row.ref().id()));
        pass(30);
        assertThat(run().text("state")).isEqualTo("DONE");
    }
}
