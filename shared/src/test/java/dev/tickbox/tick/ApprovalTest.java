package dev.tickbox.tick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Fields;
import dev.tickbox.Json;
import dev.tickbox.approval.Approval;
import dev.tickbox.approval.Lapse;
import dev.tickbox.content.Job;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.content.Output;
import dev.tickbox.content.Step;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.AbandonRun;
import dev.tickbox.ledger.ApprovalDocument;
import dev.tickbox.ledger.AttemptDocument;
import dev.tickbox.ledger.Bodies;
import dev.tickbox.ledger.Change;
import dev.tickbox.ledger.Control;
import dev.tickbox.ledger.Money;
import dev.tickbox.ledger.Money.RunEnd;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.operator.AnswerApproval;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.tick.housekeeping.RemoveRuns;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A person decides whether a text is used. */
class ApprovalTest {
    private static final Duration WITHIN = Duration.ofHours(9);

    private final World world = new World(new MemoryStore(), Faults.NONE, 1);

    @Test
    void nothing_is_published_or_bought_behind_a_text_that_nobody_has_approved() {
        List<Step> steps = steps(Optional.empty());
        steps.add(Contents.generate("image", "Draw it.", new Output.Text()));
        play(steps);
        world.pass(Duration.ofDays(3));
        assertThat(world.vendor.jobs()).hasSize(1);
        assertThat(effects()).isZero();
        assertThat(run().text("state")).isEqualTo("WAITING");
        assertThat(run().texts("waiting_for"))
                .containsExactly("approvals/" + question().id());
        assertThat(run().number("schema")).isEqualTo(5);
    }

    @Test
    void an_approved_text_is_published_and_says_who_approved_it() {
        play(steps(Optional.empty()));
        assertThat(ana().approve(question()).made()).isTrue();
        assertThat(run().text("state")).as("woken in the same commit").isEqualTo("RUNNABLE");
        world.pass(Duration.ofMinutes(10));
        assertThat(run().text("state")).isEqualTo("DONE");
        assertThat(effects()).isEqualTo(1);
        assertThat(approval().text("answered_by")).isEqualTo("ana");
        assertThat(approval().list("history").getLast().text("actor")).isEqualTo("ana");
        assertThat(world.vendor.jobs()).hasSize(1);
    }

    @Test
    void an_edited_text_is_what_is_published_and_what_later_steps_read() {
        List<Step> steps = steps(Optional.empty());
        steps.add(Contents.generate("teaser", "Tease: {{steps.ok.title}}", new Output.Text()));
        play(steps);
        assertThat(ana().approve(question(), edited("A better title")).made()).isTrue();
        world.pass(Duration.ofHours(2));
        assertThat(world.site("garden").files().values())
                .extracting(each -> each.article().title())
                .containsExactly("A better title");
        assertThat(world.vendor.jobs()).hasSize(2);
    }

    @Test
    void an_edited_text_that_misses_its_schema_is_refused_and_nothing_is_recorded() {
        play(steps(Optional.empty()));
        Change<Approval> answer = ana().approve(question(), "{\"title\":\"Only a title\"}");
        assertThat(why(answer)).contains("does not match its schema");
        assertThat(why(ana().approve(question(), edited(" ")))).contains("its title is empty");
        assertThat(approval().text("state")).isEqualTo("ASKED");
    }

    @Test
    void an_edited_text_is_screened_like_a_bought_one() {
        play(steps(Optional.empty()));
        Map<String, Object> article = original();
        article.put("markdown", "<script>alert(1)</script>");
        assertThat(ana().approve(question(), Json.write(article)).made()).isTrue();
        world.pass(Duration.ofMinutes(10));
        assertThat(effects()).isZero();
        assertThat(only(Collection.of("outbox")).fields().text("state")).isEqualTo("STUCK");
    }

    @Test
    void a_rejected_text_ends_its_run_and_its_money_is_wasted() {
        List<Step> steps = new ArrayList<>(Contents.single("garden", "An intro."));
        steps.addAll(renamed(steps(Optional.empty())));
        play(steps);
        assertThat(effects()).isEqualTo(1);
        assertThat(ana().reject(question(), "too long").made()).isTrue();
        world.pass(Duration.ofMinutes(10));
        assertThat(run().text("state")).isEqualTo("LEFT_OUT");
        assertThat(run().text("left_out_by")).isEqualTo("ok");
        assertThat(run().text("found")).isEqualTo("rejected by ana: too long");
        assertThat(effects()).isEqualTo(1);
        Money money = money();
        assertThat(money.wastedMicroUsd()).isPositive().isLessThan(money.paidMicroUsd());
    }

    @Test
    void what_nobody_answers_is_dropped_at_its_end_and_published_where_the_content_says_so() {
        play(steps(Optional.of(new Lapse(WITHIN, Lapse.End.DROP))));
        world.pass(Duration.ofHours(8));
        assertThat(approval().text("state")).isEqualTo("ASKED");
        world.pass(Duration.ofHours(2));
        assertThat(approval().text("state")).isEqualTo("DROPPED");
        assertThat(run().text("state")).isEqualTo("LEFT_OUT");
        assertThat(money().wastedMicroUsd()).isEqualTo(money().paidMicroUsd());

        World other = new World(new MemoryStore(), Faults.NONE, 1);
        other.push(Contents.of(job(steps(Optional.of(new Lapse(WITHIN, Lapse.End.APPROVE))))));
        other.pass(Duration.ofHours(14));
        assertThat(other.site("garden").effects()).hasSize(1);
    }

    @Test
    void a_pause_and_an_absence_prolong_the_time() {
        play(steps(Optional.of(new Lapse(WITHIN, Lapse.End.APPROVE))));
        world.pass(Duration.ofHours(4));
        pause(true);
        world.pass(Duration.ofHours(20));
        pause(false);
        world.clock.advance(Duration.ofDays(2));
        world.pass(Duration.ofHours(2));
        assertThat(approval().text("state")).isEqualTo("ASKED");
        assertThat(effects()).isZero();
        world.pass(Duration.ofHours(4));
        assertThat(effects()).isEqualTo(1);
    }

    @Test
    void an_answer_during_a_pause_is_recorded_and_carried_out_after_it() {
        play(steps(Optional.empty()));
        pause(true);
        assertThat(ana().approve(question()).made()).isTrue();
        world.pass(Duration.ofHours(1));
        assertThat(effects()).isZero();
        pause(false);
        world.pass(Duration.ofMinutes(10));
        assertThat(effects()).isEqualTo(1);
    }

    @Test
    void after_a_restoration_nothing_lapses_in_a_run_that_is_older() {
        play(steps(Optional.of(new Lapse(WITHIN, Lapse.End.APPROVE))));
        new Control(world.store, world.clock).restored();
        pause(false);
        world.pass(Duration.ofDays(3));
        assertThat(approval().text("state")).isEqualTo("ASKED");
        assertThat(approval().findTime("due")).isEmpty();
        assertThat(effects()).isZero();
        assertThat(ana().approve(question()).made()).isTrue();
        world.pass(Duration.ofMinutes(10));
        assertThat(effects()).isEqualTo(1);
    }

    @Test
    void the_first_answer_wins_and_none_is_taken_after_the_end() {
        play(steps(Optional.empty()));
        assertThat(ana().approve(question()).made()).isTrue();
        assertThat(ana().approve(question())).isEqualTo(Change.<Approval>already());
        assertThat(why(ana().reject(question(), "no"))).contains("was approved by ana");
        world.pass(Duration.ofMinutes(10));
        assertThat(why(ana().approve(question()))).startsWith("its run has ended");
    }

    @Test
    void the_commit_that_abandons_a_run_withdraws_its_question() {
        play(steps(Optional.empty()));
        assertThat(new AbandonRun(world.context(), "operator").of(runId()).run().made())
                .isTrue();
        assertThat(approval().text("state")).isEqualTo("WITHDRAWN");
        assertThat(why(ana().approve(question()))).startsWith("its run has ended");
        world.pass(Duration.ofHours(1));
        assertThat(effects()).isZero();
    }

    @Test
    void removal_takes_approvals_and_keeps_what_was_wasted() {
        List<Step> steps = new ArrayList<>(Contents.single("garden", "An intro."));
        steps.addAll(renamed(steps(Optional.empty())));
        play(steps);
        ana().reject(question(), "too long");
        world.pass(Duration.ofHours(1));
        Money before = money();
        String run = runId();
        assertThat(new RemoveRuns(world.context(), "operator").forget(run)).isEmpty();
        assertThat(world.store.query(Query.of(ApprovalDocument.ALL, 5)).documents())
                .isEmpty();
        Document spent = only(Collection.of("spent"));
        assertThat(spent.fields().number("wasted_micro_usd")).isEqualTo(before.wastedMicroUsd());
    }

    private void play(List<Step> steps) {
        world.push(Contents.of(job(steps)));
        world.process().submit();
        world.clock.advance(Duration.ofMinutes(61));
        world.pass(Duration.ofMinutes(20));
    }

    private static List<Step> steps(Optional<Lapse> lapse) {
        return new ArrayList<>(List.of(
                Contents.generate("draft", "Write.", new Output.Article()),
                new Step.Approve("ok", "draft", lapse),
                new Step.Publish("publish", "ok", "garden")));
    }

    private static List<Step> renamed(List<Step> steps) {
        steps.set(2, new Step.Publish("second", "ok", "garden"));
        return steps;
    }

    private static Job job(List<Step> steps) {
        return Contents.job("daily", "garden", "0 6 21 11 *", OnUncertain.RESUBMIT, steps);
    }

    private AnswerApproval ana() {
        return new AnswerApproval(world.context(), "ana");
    }

    private void pause(boolean on) {
        new Control(world.store, world.clock).pause(on);
    }

    private Approval.Question question() {
        return ApprovalDocument.read(only(ApprovalDocument.ALL)).question();
    }

    private Map<String, Object> original() {
        return Json.parseObject(
                new Bodies(world.store, 1_000_000).load(runId(), question().text()));
    }

    private String edited(String title) {
        Map<String, Object> article = original();
        article.put("title", title);
        return Json.write(article);
    }

    private static String why(Change<Approval> change) {
        return ((Change.NotMade<Approval>) change).why();
    }

    private Money money() {
        return world.store.all(Query.of(AttemptDocument.ALL, 50).where("run", runId())).stream()
                .map(AttemptDocument::read)
                .map(attempt -> Money.of(attempt, RunEnd.read(world.store, runId())))
                .reduce(Money.NONE, Money::plus);
    }

    private Fields approval() {
        return only(ApprovalDocument.ALL).fields();
    }

    private Fields run() {
        return only(RunDocument.ALL).fields();
    }

    private String runId() {
        return only(RunDocument.ALL).ref().id();
    }

    private int effects() {
        return world.site("garden").effects().size();
    }

    private Document only(Collection collection) {
        return world.store.query(Query.of(collection, 2)).documents().getFirst();
    }
}
