package dev.tickbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Fields;
import dev.tickbox.content.Condition;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Job;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.content.Output;
import dev.tickbox.content.Step;
import dev.tickbox.generator.Generator.Refused;
import dev.tickbox.generator.Request;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.AbandonRun;
import dev.tickbox.ledger.AttemptDocument;
import dev.tickbox.ledger.Change;
import dev.tickbox.ledger.Money;
import dev.tickbox.ledger.Money.RunEnd;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.SeenRow;
import dev.tickbox.ledger.SpentLedger;
import dev.tickbox.operator.TakeOver.Started;
import dev.tickbox.operator.TakeOver.Wish;
import dev.tickbox.store.Document;
import dev.tickbox.store.ForwardingStore;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store;
import dev.tickbox.world.Contents;
import dev.tickbox.world.Dying;
import dev.tickbox.world.Gate;
import dev.tickbox.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A new run that begins behind, or at, a table of one that has ended. */
class TakeOverRowsTest {
    private static final List<String> TOPICS = List.of("moss", "fern");

    private final World world = new World(new MemoryStore(), Faults.NONE, 1);
    private final Gate gate = new Gate(world);

    /** What each row makes is read, and not published. */
    private static Definition content(UnaryOperator<Step.Each> changed, String digest) {
        Job rows = Contents.rows(
                "digest",
                "garden",
                TOPICS,
                each -> changed.apply(each.with(List.of(each.steps().getFirst()))),
                digest);
        return Contents.of(Contents.job("digest", "garden", "0 0 1 1 *", OnUncertain.RESUBMIT, rows.steps())
                .with(rows.vars()));
    }

    private static Definition content(String digest) {
        return content(each -> each, digest);
    }

    private static final Definition FIRST =
            content("A digest of {{#steps.notes.rows}}{{note.title}}{{/steps.notes.rows}}");
    private static final Definition SECOND =
            content("Better: {{#steps.notes.rows}}{{note.title}}, {{/steps.notes.rows}}");

    private void pass() {
        world.pass(Duration.ofMinutes(20), gate);
    }

    private List<Document> runs() {
        return world.store.all(Query.of(RunDocument.ALL, 10).orderedBy("created_at"));
    }

    private String source() {
        return runs().getFirst().ref().id();
    }

    private Fields newest() {
        return runs().getLast().fields();
    }

    private void refuse(String start) {
        gate.answer(request -> request.prompt().startsWith(start)
                ? Optional.of(new Refused("404 no such model", true, Optional.empty()))
                : Optional.empty());
    }

    /** The rows are done, the digest is refused, and the run is given up. */
    private void endAtDigest(Definition content) {
        endWith("A digest", content);
    }

    private void endWith(String refused, Definition content) {
        refuse(refused);
        world.push(content);
        world.start(content, 1);
        pass();
        new AbandonRun(world.context(), "operator").of(source());
        gate.open();
    }

    private Change<Started> takesOver(Definition today, String from, String at) {
        world.push(today);
        return new TakeOver(world.context(), "operator")
                .start(today, today.job("digest").orElseThrow(), new Wish(from, at, /* publishAgain= */ false));
    }

    private String refusal(Definition today, String at) {
        return takesOver(today, source(), at) instanceof Change.NotMade<Started> not ? not.why() : "made";
    }

    @Test
    void what_the_rows_gave_is_read_by_the_new_run_and_not_bought_again() {
        endAtDigest(FIRST);
        int sold = world.vendor.jobs().size();
        var _ = gate.asked();

        assertThat(takesOver(SECOND, source(), "digest").made()).isTrue();
        pass();

        assertThat(newest().text("state")).as("%s", newest()).isEqualTo("DONE");
        assertThat(newest().number("published")).isEqualTo(1);
        assertThat(world.vendor.jobs()).as("the digest alone").hasSize(sold + 1);
        assertThat(gate.asked())
                .extracting(Request::prompt)
                .singleElement()
                .satisfies(prompt -> assertThat(prompt).startsWith("Better: ").matches("Better: .+, .+, "));
        assertThat(world.store.all(Query.of(RunDocument.ROWS, 10)))
                .as("rows of the first run alone")
                .hasSize(2);
    }

    @Test
    void its_money_stays_with_the_run_that_paid_it_and_is_wasted_only_until_the_other_publishes() {
        endAtDigest(FIRST);
        assertThat(wasted()).as("before").isEqualTo(world.vendor.chargedMicroUsd());

        takesOver(SECOND, source(), "digest");
        pass();

        assertThat(wasted()).isZero();
        assertThat(SpentLedger.ofDay(world.store, "2026-11-21")).isEqualTo(world.vendor.chargedMicroUsd());
    }

    private long wasted() {
        return world.store.all(Query.of(AttemptDocument.ALL, 20)).stream()
                .map(attempt -> Money.of(
                        AttemptDocument.read(attempt),
                        RunEnd.read(world.store, attempt.fields().text("run"))
                                .ofStep(attempt.fields().text("step"))))
                .mapToLong(Money::wastedMicroUsd)
                .sum();
    }

    @Test
    void a_run_that_took_a_table_over_can_be_taken_over_itself() {
        endAtDigest(FIRST);
        refuse("Better");
        takesOver(SECOND, source(), "digest");
        pass();
        String second = runs().getLast().ref().id();
        new AbandonRun(world.context(), "operator").of(second);
        gate.open();
        int sold = world.vendor.jobs().size();

        takesOver(SECOND, second, "digest");
        pass();

        assertThat(newest().text("state")).isEqualTo("DONE");
        assertThat(world.vendor.jobs()).hasSize(sold + 1);
        assertThat(wasted()).isZero();
    }

    @Test
    void a_table_that_is_made_anew_takes_the_rows_that_its_source_took() {
        endWith("A note on fern", content(Step.Each::takingNewOnes, "A digest of {{steps.notes.rows}}"));
        Definition today = content(Step.Each::takingNewOnes, "Better: {{steps.notes.rows}}");

        assertThat(refusal(today, "notes")).isEqualTo("made");
        String second = runs().getLast().ref().id();
        pass();

        assertThat(newest().text("state")).as("%s", newest()).isEqualTo("DONE");
        assertThat(world.store.all(Query.of(SeenRow.ALL, 5)))
                .extracting(seen -> seen.fields().text("root"))
                .containsExactly(second, second);
        assertThat(new ReleaseRows(world.context()).of(source()).rows())
                .as("it has none any more")
                .isZero();
    }

    @Test
    void rows_of_which_another_run_publishes_are_not_given_back() {
        endAtDigest(content(Step.Each::takingNewOnes, "A digest of {{steps.notes.rows}}"));
        takesOver(content(Step.Each::takingNewOnes, "Better: {{steps.notes.rows}}"), source(), "digest");

        assertThat(new ReleaseRows(world.context()).of(source())).isEqualTo(new ReleaseRows.Released(0, 2));
        new AbandonRun(world.context(), "operator").of(runs().getLast().ref().id());
        assertThat(new ReleaseRows(world.context()).of(source())).isEqualTo(new ReleaseRows.Released(2, 0));
    }

    @Test
    void a_table_that_is_not_closed_is_not_done() {
        endWith("A note on fern", FIRST);

        assertThat(refusal(SECOND, "digest")).contains("it has not done step notes", "--at notes");
        assertThat(runs()).hasSize(1);
    }

    @Test
    void columns_that_were_not_recorded_are_named() {
        endAtDigest(FIRST);
        SortedSet<String> more = new TreeSet<>(Set.of("topic", "note.title", "note.summary"));
        Definition today =
                content(each -> each.keeping(more), "Of {{#steps.notes.rows}}{{note.summary}}{{/steps.notes.rows}}");

        assertThat(refusal(today, "digest"))
                .contains("rows of its step notes were recorded without note.summary", "--at notes");
        Definition fewer = content(
                each -> each.keeping(new TreeSet<>(Set.of("topic"))),
                "{{#steps.notes.rows}}{{topic}}{{/steps.notes.rows}}");
        assertThat(refusal(fewer, "digest")).isEqualTo("made");
    }

    /** A page of this store has one document. */
    private static final class OneByOne extends ForwardingStore {
        OneByOne(Store store) {
            super(store);
        }

        @Override
        public Page query(Query q) {
            return super.query(new Query(q.in(), q.equal(), q.range(), q.descending(), 1, q.after()));
        }
    }

    @Test
    void what_rows_published_behind_a_page_of_others_is_not_published_again() {
        Job job = Contents.rows("digest", "garden", List.of("moss", "fern", "ivy"), each -> each, "A digest.");
        Step.Each notes = (Step.Each) job.steps().getFirst();
        Step.Each more = new Step.Each(
                "more",
                notes.of(),
                notes.match(),
                notes.key(),
                notes.onlyNew(),
                notes.minRows(),
                notes.maxRows(),
                notes.within(),
                notes.onFailure(),
                List.of(
                        Contents.generate("text", "More on {{row.topic}}.", new Output.Article()),
                        new Step.Require(
                                "some",
                                new TreeMap<>(
                                        Map.of("row.topic", List.of(new Condition(Condition.Comparison.NOT, "ivy"))))),
                        new Step.Publish("page", "text", "garden")),
                new TreeSet<>(Set.of("topic")));
        List<Step> steps = List.of(notes, more, job.steps().get(1), job.steps().get(2));
        Definition content = Contents.of(Contents.job("digest", "garden", "0 0 1 1 *", OnUncertain.RESUBMIT, steps)
                .with(job.vars()));
        endAtDigest(content);
        assertThat(world.site("garden").effects()).hasSize(5);

        assertThat(new TakeOver(world.on(new OneByOne(world.store)).context(), "operator")
                        .start(content, content.job("digest").orElseThrow(), new Wish(source(), "more", false)))
                .isInstanceOfSatisfying(
                        Change.NotMade.class,
                        not -> assertThat(not.why()).contains("has published step page on garden", "--publish-again"));
    }

    @Test
    void a_step_that_makes_no_table_any_more_cannot_be_taken_over() {
        endAtDigest(FIRST);
        Definition today = Contents.of(Contents.job(
                "digest",
                "garden",
                "0 6 * * *",
                OnUncertain.RESUBMIT,
                List.of(
                        Contents.generate("notes", "All notes.", new Output.Text()),
                        Contents.generate("digest", "Of {{steps.notes.text}}", new Output.Article()),
                        new Step.Publish("publish", "digest", "garden"))));

        assertThat(refusal(today, "digest")).contains("its step notes made a table", "--at notes");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void wherever_a_process_dies_nothing_is_bought_or_published_twice(boolean before) {
        int at = 1;
        while (new TakeOverRowsTest().dies(at, before)) {
            at++;
        }
        assertThat(at).as("effects").isGreaterThan(12);
    }

    private boolean dies(int at, boolean before) {
        endAtDigest(FIRST);
        int sold = world.vendor.jobs().size();
        world.push(SECOND);
        Wish wish = new Wish(source(), "digest", /* publishAgain= */ false);
        Dying dying = new Dying(at, before);
        dying.play(
                world,
                gate,
                context -> new TakeOver(context, "operator")
                        .start(SECOND, SECOND.job("digest").orElseThrow(), wish));
        if (runs().size() == 1) {
            takesOver(SECOND, source(), "digest");
        }
        pass();

        assertThat(runs()).as(dying.toString()).hasSize(2);
        assertThat(newest().text("state")).as(dying.toString()).isEqualTo("DONE");
        assertThat(newest().number("published")).as(dying.toString()).isEqualTo(1);
        assertThat(world.vendor.jobs()).as(dying.toString()).hasSize(sold + 1);
        assertThat(world.site("garden").effects()).as(dying.toString()).hasSize(1);
        return dying.died();
    }
}
