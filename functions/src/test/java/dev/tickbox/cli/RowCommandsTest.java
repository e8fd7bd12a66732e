package dev.tickbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Ids;
import dev.tickbox.content.Condition;
import dev.tickbox.content.Condition.Comparison;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Job;
import dev.tickbox.content.Step;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.AttemptDocument;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.SeenRow;
import dev.tickbox.operator.TakeOver;
import dev.tickbox.operator.TakeOver.Wish;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.store.sqlite.SqliteStore;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands say of rows, and do with them. */
class RowCommandsTest {
    private static final String RUN = "digest@2026-11-21T06:00Z";
    private static final Faults BLOCKED = Faults.NONE.blocking(1000);

    @TempDir
    private Path folder = Path.of("");

    private CommandFixture desk = new CommandFixture(folder);

    @BeforeEach
    void sit_down() {
        desk = new CommandFixture(folder);
    }

    private Path world(Faults faults, List<String> topics, UnaryOperator<Step.Each> changed) {
        return desk.world(faults, world -> play(world, topics, changed));
    }

    private static void play(World world, List<String> topics, UnaryOperator<Step.Each> changed) {
        world.push(Contents.of(Contents.rows("garden", topics, changed)));
        world.process().submit();
        world.clock.advance(Duration.ofMinutes(61));
        world.pass(Duration.ofHours(3));
    }

    private static List<String> topics(int count) {
        List<String> topics = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            topics.add("topic " + i);
        }
        return topics;
    }

    private static Step.Each changed(Step.Each each, boolean onlyNew, Step.OnRowFailure onFailure, List<Step> steps) {
        return new Step.Each(
                each.id(),
                each.of(),
                each.match(),
                each.key(),
                onlyNew,
                each.minRows(),
                each.maxRows(),
                each.within(),
                onFailure,
                steps,
                each.kept());
    }

    private static Step.Each remembered(Step.Each each) {
        return changed(each, true, Step.OnRowFailure.WAIT, each.steps());
    }

    private static <T> T read(Path file, Function<SqliteStore, T> question) {
        try (SqliteStore store = SqliteStore.open(file, Ids.system())) {
            return question.apply(store);
        }
    }

    private static Document row(Path file, String key) {
        return read(
                file,
                store -> store.all(Query.of(RunDocument.ROWS, 100)).stream()
                        .filter(row -> row.fields().text("key").equals(key))
                        .findFirst()
                        .orElseThrow());
    }

    @Test
    void a_run_is_explained_with_counts_of_its_rows_and_what_was_left_out_and_why() {
        Path store = world(Faults.NONE, List.of("moss", "fern", "moss", "lichen", " "), each -> {
            List<Step> steps = new ArrayList<>(each.steps());
            steps.addFirst(new Step.Require(
                    "worth", new TreeMap<>(Map.of("row.topic", List.of(new Condition(Comparison.NOT, "fern"))))));
            return changed(each, false, Step.OnRowFailure.WAIT, steps);
        });
        String text = "2 of 3 rows done; 1 left out by worth; 2 not taken (1 key repeated, 1 no key)";
        assertThat(desk.on(store, "explain", RUN).done()).contains("Rows\n  notes: " + text, "rows", "total");
        Map<?, ?> table = first(desk.on(store, "explain", RUN, "--json").object(), "tables");
        assertThat(table.get("done")).isEqualTo(2L);
        assertThat(table.get("leftOutBy")).isEqualTo(Map.of("worth", 1L));
        assertThat(table.get("notTaken")).isEqualTo(Map.of("key repeated", 1L, "no key", 1L));
    }

    @Test
    void the_money_of_a_run_is_that_of_its_rows_too() {
        Path store = world(Faults.NONE, topics(3), each -> each);
        long paid = read(
                store,
                all -> all.all(Query.of(AttemptDocument.ALL, 100)).stream()
                        .mapToLong(each -> each.fields().number("paid_micro_usd"))
                        .sum());
        Map<?, ?> money = object(desk.on(store, "explain", RUN, "--json").object(), "money");
        assertThat(money.get("paidMicroUsd")).isEqualTo(paid);
        Map<?, ?> run = first(desk.on(store, "list", "--json").object(), "runs");
        assertThat(run.get("paidMicroUsd")).isEqualTo(paid);
        Map<?, ?> total = object(desk.on(store, "cost", "--json").object(), "total");
        assertThat(total.get("paidMicroUsd")).isEqualTo(paid);
        assertThat(total.get("wastedMicroUsd")).isEqualTo(0L);
        assertThat(money.get("wastedMicroUsd")).isEqualTo(0L);
    }

    private long agreedWaste(Path store) {
        Map<?, ?> money = object(desk.on(store, "explain", RUN, "--json").object(), "money");
        Map<?, ?> total = object(desk.on(store, "cost", "--json").object(), "total");
        assertThat(money.get("paidMicroUsd")).isEqualTo(total.get("paidMicroUsd"));
        assertThat(money.get("wastedMicroUsd")).isEqualTo(total.get("wastedMicroUsd"));
        return (Long) Objects.requireNonNull(money.get("wastedMicroUsd"));
    }

    @Test
    void the_money_of_rows_that_publish_nothing_is_of_use_where_their_run_published() {
        Path store = world(
                Faults.NONE,
                topics(2),
                each -> changed(
                        each, false, Step.OnRowFailure.WAIT, each.steps().subList(0, 1)));
        assertThat(agreedWaste(store)).isZero();
        String id = row(store, "topic 0").ref().id();
        Map<?, ?> money = object(desk.on(store, "explain", id, "--json").object(), "money");
        assertThat(money.get("wastedMicroUsd")).isEqualTo(0L);
    }

    @Test
    void the_money_of_a_run_whose_rows_alone_publish_is_of_use() {
        Path store = desk.world(Faults.NONE, world -> {
            Job whole = Contents.rows("garden", topics(2), each -> each);
            List<Step> steps = List.of(whole.steps().getFirst(), whole.steps().get(1));
            world.push(Contents.of(Contents.job("digest", "garden", "0 6 * * *", Job.OnUncertain.RESUBMIT, steps)
                    .with(whole.vars())));
            world.process().submit();
            world.clock.advance(Duration.ofMinutes(61));
            world.pass(Duration.ofHours(3));
        });
        assertThat(agreedWaste(store)).isZero();
    }

    @Test
    void a_rejected_text_of_a_row_is_wasted_in_explain_and_in_cost() {
        Path store = world(Faults.NONE, topics(2), each -> {
            List<Step> steps = new ArrayList<>(each.steps().subList(0, 1));
            steps.add(new Step.Approve("ok", "note", Optional.empty()));
            return changed(each, false, Step.OnRowFailure.WAIT, steps);
        });
        assertThat(desk.on(store, "approve", RUN).complaint())
                .contains("asks nothing itself; 2 questions of its rows wait", "to list them: tickbox list");
        assertThat(desk.on(store, "list").done()).contains("Waits for your approval (2)", "ends the row");
        String id = row(store, "topic 0").ref().id();
        assertThat(agreedWaste(store)).isZero();
        desk.on(store, "reject", id, "--because", "dull").done();
        assertThat(agreedWaste(store)).isPositive();
    }

    private static Map<?, ?> object(Map<String, Object> json, String name) {
        return (Map<?, ?>) Objects.requireNonNull(json.get(name));
    }

    private static Map<?, ?> first(Map<String, Object> json, String name) {
        return (Map<?, ?>) ((List<?>) Objects.requireNonNull(json.get(name))).getFirst();
    }

    @Test
    void a_row_is_found_by_its_id_a_beginning_of_it_and_its_run_with_its_key() {
        Path store = world(Faults.NONE, List.of("moss", "fern"), each -> each);
        String id = row(store, "moss").ref().id();
        String whole = desk.on(store, "explain", id).done();
        assertThat(whole)
                .contains(
                        id + "  DONE",
                        "row 1 of step notes of run " + RUN + " · key moss",
                        "topic: moss",
                        "note",
                        "note: {\"title\":",
                        "PUBLISHED",
                        "it is removed with its run");
        assertThat(desk.on(store, "explain", id.substring(0, id.length() - 6)).done())
                .isEqualTo(whole);
        assertThat(desk.on(store, "explain", RUN, "--row", "moss").done()).isEqualTo(whole);
        assertThat(desk.on(store, "explain", RUN, "--row", "palm").complaint())
                .isEqualTo("run " + RUN + " has no row with the key palm");
        assertThat(desk.on(store, "explain", RUN + "+notes").complaint()).contains("matches more than one id");
        assertThat(desk.on(store, "explain", RUN.substring(0, 17)).done()).startsWith(RUN + "  DONE");
        assertThat(desk.on(store, "retry", RUN, "--row", "moss").complaint())
                .isEqualTo("row " + id + ": it is done; to buy and publish again, start a run of the job with --from "
                        + RUN + " --at notes");
        assertThat(desk.on(store, "abandon", RUN, "--row", "moss").complaint())
                .startsWith("row " + id + " is DONE, and nothing of it is open; to see what happened: tickbox explain "
                        + id);
        assertThat(desk.on(store, "forget", id).complaint())
                .contains("is a row, which is removed with its run: tickbox forget " + RUN);
    }

    @Test
    void failed_rows_are_named_up_to_a_number_and_their_commands_work() {
        Path store = world(BLOCKED, topics(9), each -> each);
        String explained = desk.on(store, "explain", RUN).done();
        assertThat(explained)
                .contains("notes: 0 of 9 rows done; 9 failed", "… and 4 more failed", "retries all 9 rows of notes");
        assertThat(explained.lines().filter(line -> line.startsWith("    failed: ")))
                .hasSize(5);
        String list = desk.on(store, "list").done();
        assertThat(list)
                .contains("Needs your decision (1)", "9 rows of notes of " + RUN + ": topic ", ", … and 4 more");
        assertThat(list.lines()).hasSizeLessThan(40);

        String one = desk.on(store, "retry", row(store, "topic 3").ref().id()).done();
        assertThat(one).contains("this may cost at most about $0.0", "continues from its failed step");
        assertThat(row(store, "topic 3").fields().text("state")).isEqualTo("RUNNABLE");

        String all = desk.on(store, "retry", RUN).done();
        assertThat(all).contains("8 rows of run " + RUN + " that failed continue with the next ticks");
        List<String> states = read(
                store,
                each -> each.all(Query.of(RunDocument.ROWS, 100)).stream()
                        .map(row -> row.fields().text("state"))
                        .distinct()
                        .toList());
        assertThat(states).containsExactly("RUNNABLE");
        assertThat(desk.on(store, "list").done()).doesNotContain("Needs your decision");
        assertThat(desk.on(store, "explain", RUN).done()).contains("notes: 9 rows in progress");
    }

    @Test
    void the_report_of_a_tick_names_a_table_and_not_its_rows() {
        List<Object> stuck = new ArrayList<>();
        desk.world(BLOCKED, world -> {
            play(world, topics(9), each -> each);
            stuck.addAll((List<?>) world.process().reclaim().toMap().get("stuck"));
        });
        assertThat(stuck).containsExactly("rows/" + RUN + "+notes: 9 rows failed; tickbox explain " + RUN);
    }

    @Test
    void a_row_whose_table_went_on_without_it_is_not_retried_and_nothing_is_bought() {
        Path store = desk.world(
                Faults.NONE.blocking(500),
                world -> play(world, topics(12), each -> changed(each, false, Step.OnRowFailure.SKIP, each.steps())));
        String failed = read(
                store,
                all -> all.all(Query.of(RunDocument.ROWS, 100)).stream()
                        .filter(row -> row.fields().text("state").equals("FAILED"))
                        .findFirst()
                        .orElseThrow()
                        .ref()
                        .id());
        String refusal = "the steps after its table went on without it";
        assertThat(desk.on(store, "retry", failed).complaint()).contains(refusal, "--from " + RUN + " --at notes");
        String part = read(
                store,
                all -> all.all(Query.of(dev.tickbox.ledger.ReservationDocument.ALL, 100)).stream()
                        .filter(each -> each.fields().text("run").equals(failed))
                        .findFirst()
                        .orElseThrow()
                        .ref()
                        .id());
        assertThat(desk.on(store, "retry", part).complaint()).contains(refusal);
        assertThat(desk.on(store, "explain", failed).done())
                .contains("went on without it")
                .doesNotContain("tickbox retry");
        assertThat(desk.on(store, "list").done()).doesNotContain("rows of notes of " + RUN + ":");
        assertThat(desk.on(store, "abandon", failed).complaint()).contains("is FAILED, and nothing of it is open");
    }

    @Test
    void a_run_says_that_it_took_a_table_over_and_not_that_it_has_rows() {
        String[] next = new String[1];
        Path store = desk.world(Faults.NONE, world -> {
            play(world, topics(3), each -> each);
            Definition content = Contents.of(Contents.rows("garden", topics(3), each -> each));
            Wish wish = new Wish(RUN, "digest", /* publishAgain= */ true);
            new TakeOver(world.context(), "operator")
                    .start(content, content.job("digest").orElseThrow(), wish);
            world.pass(Duration.ofHours(1));
            next[0] = world.store
                    .all(Query.of(RunDocument.ALL, 5).where("taken_from", RUN))
                    .getFirst()
                    .ref()
                    .id();
        });
        assertThat(desk.on(store, "explain", next[0]).done())
                .contains("  DONE", "taken over from run " + RUN, "notes: 3 rows taken over from run " + RUN)
                .doesNotContain("0 of 3", "paid $0 ");
        assertThat(desk.on(store, "explain", "--json", next[0]).object().toString())
                .contains("takenFrom=" + RUN, "count=3, done=3");
        assertThat(desk.on(store, "list").done()).doesNotContain("taken over");
    }

    @Test
    void a_run_with_a_table_keeps_its_content_and_so_does_a_row() {
        Path store = world(BLOCKED, List.of("moss"), each -> each);
        String mend = "--from " + RUN + " --at notes";
        assertThat(desk.on(store, "retry", "--current-content", RUN).complaint())
                .contains(mend);
        assertThat(desk.on(store, "retry", "--current-content", RUN, "--row", "moss")
                        .complaint())
                .contains("a row keeps the content", mend);
    }

    @Test
    void a_row_can_be_abandoned_and_its_run_goes_on_without_it() {
        Path store = world(BLOCKED, List.of("moss", "fern"), each -> each);
        assertThat(desk.on(store, "abandon", RUN, "--row", "moss").done()).contains("its run does not wait for it");
        assertThat(row(store, "moss").fields().text("state")).isEqualTo("ABANDONED");
        assertThat(row(store, "fern").fields().text("state")).isEqualTo("FAILED");
        assertThat(desk.on(store, "abandon", "--release", RUN, "--row", "fern").complaint())
                .contains("the rows of a whole run");
    }

    @Test
    void an_abandoned_run_ends_its_rows_and_says_how_many() {
        Path store = world(BLOCKED, topics(7), each -> each);
        assertThat(desk.on(store, "abandon", RUN).done())
                .contains("abandoned run " + RUN, "abandoned 7 rows of it, with 7 generations");
        assertThat(desk.on(store, "explain", RUN).done()).contains("0 of 7 rows done; 7 abandoned");
    }

    @Test
    void rows_of_a_failed_run_stay_taken_until_they_are_given_back() {
        Path store = world(
                BLOCKED,
                topics(4),
                each -> new Step.Each(
                        each.id(),
                        each.of(),
                        each.match(),
                        each.key(),
                        true,
                        each.minRows(),
                        each.maxRows(),
                        each.within(),
                        Step.OnRowFailure.SKIP,
                        each.steps(),
                        each.kept()));
        assertThat(desk.on(store, "list").done())
                .contains("FAILED", "0 of 4 rows are done", "4 rows wait in it; later runs do not take them");
        assertThat(desk.on(store, "abandon", RUN).done()).doesNotContain("given back");
        assertThat(taken(store)).isEqualTo(4);
        assertThat(desk.on(store, "abandon", "--release", RUN).done())
                .contains("4 rows given back: a later run takes them, and buys for them again");
        assertThat(taken(store)).isZero();
        assertThat(desk.on(store, "abandon", "--release", RUN).done()).contains("no row is given back");
    }

    @Test
    void what_a_site_shows_stays_taken() {
        Path store = desk.world(Faults.NONE, world -> {
            world.push(Contents.of(Contents.rows("garden", topics(3), RowCommandsTest::remembered)));
            world.process().submit();
            world.clock.advance(Duration.ofMinutes(61));
            for (int i = 0; i < 200 && world.site("garden").effects().size() < 3; i++) {
                world.pass(Duration.ofMinutes(1));
            }
        });
        assertThat(desk.on(store, "abandon", "--release", RUN).done()).contains("3 rows stay taken");
        assertThat(taken(store)).isEqualTo(3);
    }

    private static long taken(Path file) {
        return read(
                file,
                store -> store.all(Query.of(SeenRow.ALL, 100)).stream()
                        .filter(seen -> seen.fields().text("state").equals("TAKEN"))
                        .count());
    }
}
