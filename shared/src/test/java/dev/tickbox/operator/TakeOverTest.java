package dev.tickbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Fields;
import dev.tickbox.content.Condition;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.content.Output;
import dev.tickbox.content.Step;
import dev.tickbox.generator.Generator.Refused;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.AbandonRun;
import dev.tickbox.ledger.AttemptDocument;
import dev.tickbox.ledger.Change;
import dev.tickbox.ledger.History;
import dev.tickbox.ledger.Money;
import dev.tickbox.ledger.Money.RunEnd;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.SpentLedger;
import dev.tickbox.operator.TakeOver.Started;
import dev.tickbox.operator.TakeOver.Wish;
import dev.tickbox.store.Document;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.store.Write;
import dev.tickbox.tick.housekeeping.RemoveRuns;
import dev.tickbox.world.Contents;
import dev.tickbox.world.Dying;
import dev.tickbox.world.Gate;
import dev.tickbox.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A new run that begins in the middle of one that has ended. */
class TakeOverTest {
    private final World world = new World(new MemoryStore(), Faults.NONE, 1);
    private final Gate gate = new Gate(world);

    private static Definition content(String outline, String mark, String draft) {
        return Contents.of(Contents.job(
                "weekly",
                "kitchen",
                "0 0 1 1 *",
                OnUncertain.RESUBMIT,
                List.of(
                        Contents.generate("outline", outline, new Output.Text()),
                        new Step.Recent("past", "kitchen", mark.length()),
                        new Step.Require(
                                "worth",
                                new TreeMap<>(Map.of(
                                        "steps.outline.text", List.of(new Condition(Condition.Comparison.NOT, mark))))),
                        Contents.generate("draft", draft + " {{steps.outline.text}}", new Output.Article()),
                        new Step.Publish("publish", "draft", "kitchen"))));
    }

    private static final Definition FIRST = content("Outline.", "x", "Draft");
    /** Its first steps are others, and its gate would not hold. */
    private static final Definition SECOND = content("Outline better.", "yy", "Write");

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

    /** The draft is refused, its request given up: so the step fails. */
    private void failAtDraft() {
        gate.answer(request -> request.prompt().startsWith("Draft")
                ? Optional.of(new Refused("404 no such model", true, Optional.empty()))
                : Optional.empty());
        world.push(FIRST);
        world.start(FIRST, 1);
        pass();
    }

    private Change<Started> takesOver(String at, boolean publishAgain) {
        world.push(SECOND);
        return new TakeOver(world.context(), "operator")
                .start(SECOND, SECOND.job("weekly").orElseThrow(), new Wish(source(), at, publishAgain));
    }

    private String refusal(String at) {
        return takesOver(at, false) instanceof Change.NotMade<Started> not ? not.why() : "made";
    }

    @Test
    void what_was_done_before_the_step_is_not_bought_again_whatever_the_content_says_of_it() {
        failAtDraft();
        assertThat(refusal("draft")).contains("it has not ended", "tickbox abandon " + source());
        new AbandonRun(world.context(), "operator").of(source());
        int sold = world.vendor.jobs().size();

        assertThat(takesOver("draft", false).made()).isTrue();
        pass();

        assertThat(newest().text("state")).isEqualTo("DONE");
        assertThat(newest().number("published")).isEqualTo(1);
        assertThat(newest().text("taken_from")).isEqualTo(source());
        assertThat(newest().texts("taken_steps")).containsExactly("outline", "past", "worth");
        assertThat(newest().number("schema")).isEqualTo(5);
        assertThat(world.vendor.jobs()).as("the draft alone").hasSize(sold + 1);
        assertThat(world.site("kitchen").effects()).hasSize(1);
        assertThat(cause(runs().getFirst()))
                .contains("run " + runs().getLast().ref().id() + " goes on with what it has");
        assertThat(History.of(runs().getLast()).getFirst().text("cause")).contains(source());
    }

    private static String cause(Document run) {
        return History.of(run).getLast().text("cause");
    }

    @Test
    void its_money_counts_once_and_is_not_wasted_once_the_other_run_has_published() {
        failAtDraft();
        new AbandonRun(world.context(), "operator").of(source());
        assertThat(wasted()).as("before").isEqualTo(world.vendor.chargedMicroUsd());

        takesOver("draft", false);
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
    void a_run_that_failed_is_abandoned_with_it() {
        world.push(FIRST);
        world.start(FIRST, 1);
        pass();
        // As a step that failed leaves it.
        Document done = runs().getFirst();
        world.store.commit(new Write.Update(
                done,
                done.fields()
                        .with("state", "FAILED")
                        .with("failed_step", "publish")
                        .with("why", "test")
                        .with("published", null)));
        assertThat(refusal("draft")).contains("has published step publish on kitchen", "--publish-again");

        assertThat(takesOver("draft", true).made()).isTrue();
        assertThat(runs().getFirst().fields().text("state")).isEqualTo("ABANDONED");
        pass();

        assertThat(newest().text("state")).isEqualTo("DONE");
        assertThat(world.site("kitchen").effects()).hasSize(2);
    }

    @Test
    void what_cannot_be_taken_over_is_told_with_what_can_be_done() {
        failAtDraft();
        new AbandonRun(world.context(), "operator").of(source());

        assertThat(refusal("drafts")).contains("has no step drafts", "did you mean draft?");
        assertThat(refusal("publish")).contains("it has not done step draft", "--at draft");
        assertThat(runs()).hasSize(1);
    }

    @Test
    void the_same_command_again_starts_no_second_run() {
        failAtDraft();
        new AbandonRun(world.context(), "operator").of(source());

        assertThat(takesOver("draft", false))
                .isInstanceOfSatisfying(
                        Change.Made.class,
                        made -> assertThat(((Started) made.now()).isNew()).isTrue());
        assertThat(takesOver("draft", false))
                .isInstanceOfSatisfying(
                        Change.Made.class,
                        made -> assertThat(((Started) made.now()).isNew()).isFalse());
        assertThat(runs()).hasSize(2);
        pass();
        assertThat(refusal("draft")).contains("began there already, and is done", "--publish-again");
    }

    @Test
    void a_run_is_not_removed_while_another_one_goes_on_with_it() {
        failAtDraft();
        new AbandonRun(world.context(), "operator").of(source());
        world.clock.advance(Duration.ofHours(1));
        takesOver("draft", false);

        assertThat(new RemoveRuns(world.context(), "operator").forget(source()))
                .hasValueSatisfying(why -> assertThat(why).contains("goes on with what it has"));
        pass();
        assertThat(new RemoveRuns(world.context(), "operator").forget(source())).isEmpty();
        assertThat(newest().text("state")).isEqualTo("DONE");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void wherever_a_process_dies_nothing_is_bought_or_published_twice(boolean before) {
        int at = 1;
        while (new TakeOverTest().dies(at, before)) {
            at++;
        }
        assertThat(at).as("effects").isGreaterThan(12);
    }

    private boolean dies(int at, boolean before) {
        failAtDraft();
        new AbandonRun(world.context(), "operator").of(source());
        int sold = world.vendor.jobs().size();
        world.push(SECOND);
        Wish wish = new Wish(source(), "draft", false);
        Dying dying = new Dying(at, before);
        dying.play(
                world,
                gate,
                context -> new TakeOver(context, "operator")
                        .start(SECOND, SECOND.job("weekly").orElseThrow(), wish));
        if (runs().size() == 1) {
            takesOver("draft", false);
        }
        pass();

        assertThat(runs()).as(dying.toString()).hasSize(2);
        assertThat(newest().text("state")).as(dying.toString()).isEqualTo("DONE");
        assertThat(world.vendor.jobs()).as(dying.toString()).hasSize(sold + 1);
        assertThat(world.site("kitchen").effects()).as(dying.toString()).hasSize(1);
        return dying.died();
    }
}
