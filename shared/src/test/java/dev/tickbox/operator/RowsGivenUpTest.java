package dev.tickbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Step;
import dev.tickbox.generator.Generator.Refused;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.AbandonRun;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.ledger.Reservations;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.Runs;
import dev.tickbox.ledger.SeenRow;
import dev.tickbox.reservation.ReservationEvent;
import dev.tickbox.run.RunEvent;
import dev.tickbox.store.Document;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.world.Contents;
import dev.tickbox.world.Dying;
import dev.tickbox.world.Gate;
import dev.tickbox.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command of a person dies at any write, is given again, dies again, and is given a third time. */
class RowsGivenUpTest {
    private static final Definition CONTENT =
            Contents.of(Contents.rows("garden", List.of("moss", "fern", "lichen"), Step.Each::takingNewOnes));

    private final World world = new World(new MemoryStore(), Faults.NONE, 1);
    private final Gate gate = new Gate(world);

    /** Two rows of three have failed. */
    private String started() {
        gate.answer(request -> request.prompt().contains("on moss")
                ? Optional.empty()
                : Optional.of(new Refused("the model does not like it", true, Optional.empty())));
        world.push(CONTENT);
        world.start(CONTENT, 1);
        pass(4);
        gate.open();
        return world.store.all(Query.of(RunDocument.ALL, 5)).getFirst().ref().id();
    }

    private void pass(int times) {
        world.pass(Duration.ofMinutes(2L * times), gate);
    }

    private List<Document> rows() {
        return world.store.all(Query.of(RunDocument.ROWS, 10));
    }

    /** @return at how many writes it died the first time */
    private static int everywhere(boolean before, Consumer<RowsGivenUpTest> scene) {
        int at = 1;
        for (boolean died = true; died; at++) {
            for (int again = 1; again <= 4; again++) {
                RowsGivenUpTest own = new RowsGivenUpTest();
                own.faults = List.of(new Dying(at, before), new Dying(again, before));
                scene.accept(own);
                died = own.faults.getFirst().died();
            }
        }
        return at;
    }

    private List<Dying> faults = List.of();

    private void command(Consumer<TickContext> work) {
        for (Dying fault : faults) {
            fault.command(world, gate, work);
            pass(1);
        }
        work.accept(world.context(world.store, gate, site -> world.site(site.id())));
        pass(8);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_is_given_back_is_all_that_no_site_shows(boolean before) {
        assertThat(everywhere(before, RowsGivenUpTest::releases)).isGreaterThan(4);
    }

    private void releases() {
        String run = started();
        int sold = world.vendor.jobs().size();
        command(context -> {
            new AbandonRun(context, "operator").of(run);
            new ReleaseRows(context).of(run);
        });
        assertThat(world.store.all(Query.of(SeenRow.ALL, 5)))
                .filteredOn(seen -> SeenRow.takenBy(Optional.of(seen)).isPresent())
                .extracting(seen -> seen.fields().text("key"))
                .containsExactly("moss");
        assertThat(rows())
                .extracting(row -> row.fields().text("state"))
                .containsExactlyInAnyOrder("DONE", "ABANDONED", "ABANDONED");
        assertThat(world.vendor.jobs()).hasSize(sold);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void all_rows_that_failed_are_retried_and_none_is_bought_twice(boolean before) {
        assertThat(everywhere(before, own -> own.retries(null))).isGreaterThan(4);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void one_row_is_retried_and_the_other_waits(boolean before) {
        assertThat(everywhere(before, own -> own.retries("fern"))).isGreaterThan(2);
    }

    /** @param key of the one row, or all of them */
    private void retries(@org.jspecify.annotations.Nullable String key) {
        String run = started();
        command(context -> {
            if (key == null) {
                new RetryRows(context, "operator").of(run, row -> {});
            } else {
                rows().stream()
                        .filter(row -> row.fields().text("key").equals(key))
                        .forEach(row -> retry(context, row.ref().id()));
            }
        });
        List<String> failed = rows().stream()
                .filter(row -> row.fields().text("state").equals("FAILED"))
                .map(row -> row.fields().text("key"))
                .toList();
        assertThat(failed).isEqualTo(key == null ? List.of() : List.of("lichen"));
        assertThat(world.vendor.jobs()).as("each note once, and the digest").hasSize(key == null ? 4 : 2);
        assertThat(world.site("garden").effects()).hasSize(key == null ? 4 : 2);
    }

    /** As the command does it. */
    private static void retry(TickContext context, String row) {
        context.store().all(Query.of(ReservationDocument.ALL, 5).where("run", row)).stream()
                .filter(each -> each.fields().text("state").equals("STUCK"))
                .forEach(each ->
                        new Reservations(context, "operator").apply(each.ref().id(), new ReservationEvent.Retry()));
        new Runs(context, "operator").apply(row, new RunEvent.Resume());
    }
}
