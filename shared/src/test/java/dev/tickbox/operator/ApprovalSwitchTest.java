package dev.tickbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.approval.Approval;
import dev.tickbox.approval.Lapse;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.content.Output;
import dev.tickbox.content.Step;
import dev.tickbox.generator.Request;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.ApprovalDocument;
import dev.tickbox.ledger.Approvals;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.outbox.Article;
import dev.tickbox.program.Program;
import dev.tickbox.program.Steps.ApprovalTerms;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.tick.Ticks;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Questions of a run that continues with other content, or that is a class in Java. */
class ApprovalSwitchTest {
    private static final String CRON = "0 6 21 11 *";

    private final World world = new World(new MemoryStore(), Faults.NONE, 1);

    @Test
    void a_run_that_continues_with_other_content_asks_anew_with_its_terms() {
        ask();
        switchTo(content(
                new Step.Approve("ok", "draft", Optional.of(new Lapse(Duration.ofHours(9), Lapse.End.APPROVE)))));
        assertThat(question().state()).isInstanceOf(Approval.Superseded.class);
        assertThat(new AnswerApproval(world.context(), "ana")
                        .approve(question().question())
                        .made())
                .isFalse();
        world.pass(Duration.ofMinutes(4));
        assertThat(question().state()).isInstanceOf(Approval.Asked.class);
        assertThat(question().question().lapse()).isPresent();
        world.pass(Duration.ofHours(12));
        assertThat(world.site("garden").effects()).hasSize(1);
        assertThat(world.vendor.jobs()).hasSize(1);
    }

    @Test
    void a_run_whose_new_content_asks_nothing_does_not_wait_for_an_answer() {
        ask();
        switchTo(Contents.of(Contents.job(
                "daily",
                "garden",
                CRON,
                OnUncertain.RESUBMIT,
                List.of(
                        Contents.generate("draft", "Write.", new Output.Article()),
                        new Step.Publish("publish", "draft", "garden")))));
        world.pass(Duration.ofMinutes(10));
        assertThat(world.store.query(Query.of(RunDocument.ALL, 2)).documents())
                .extracting(each -> each.fields().text("state"))
                .containsExactly("DONE");
        assertThat(world.vendor.jobs()).hasSize(1);
    }

    @Test
    void a_class_in_java_asks_two_questions_at_once_and_publishes_what_was_approved() {
        Program program = steps -> {
            var text = steps.generate(
                    "text", new Request(Contents.MODEL, "Write.", Optional.empty(), Optional.empty(), 500));
            var first = steps.approve("first", text.text(), ApprovalTerms.within(Duration.ofHours(9), Lapse.End.DROP));
            var second = steps.approve("second", "And this? " + text.text());
            steps.publish("publish", "garden", new Article("A", "a", "", first.text() + second.text()));
        };
        world.push(Contents.of(Contents.java("nightly", "garden", CRON, "Nightly")));
        TickContext context = world.context().withPrograms(name -> new TickContext.Code(program, "1"));
        pass(context, 3);
        List<Approval> asked = all();
        assertThat(asked).hasSize(2).allMatch(each -> each.state() instanceof Approval.Asked);
        for (Approval each : asked) {
            assertThat(world.site("garden").effects()).isEmpty();
            new AnswerApproval(world.context(), "ana")
                    .approve(each.question(), each.question().step());
            pass(context, 2);
        }
        assertThat(world.site("garden").files().values())
                .extracting(each -> each.article().markdown())
                .containsExactly("firstsecond");
    }

    private void pass(TickContext context, int pairs) {
        for (int i = 0; i < pairs; i++) {
            world.clock.advance(Duration.ofMinutes(31));
            new Ticks(context, Optional.empty()).submit();
            new Ticks(context, Optional.empty()).reclaim();
        }
    }

    private void ask() {
        world.push(content(new Step.Approve("ok", "draft", Optional.empty())));
        world.clock.advance(Duration.ofMinutes(61));
        world.pass(Duration.ofMinutes(10));
        assertThat(question().state()).isInstanceOf(Approval.Asked.class);
    }

    private void switchTo(Definition changed) {
        world.push(changed);
        assertThat(new ContentSwitch(world.context(), "operator")
                        .to(changed, run())
                        .made())
                .isTrue();
    }

    private static Definition content(Step.Approve ok) {
        return Contents.of(Contents.job(
                "daily",
                "garden",
                CRON,
                OnUncertain.RESUBMIT,
                List.of(
                        Contents.generate("draft", "Write.", new Output.Article()),
                        ok,
                        new Step.Publish("publish", "ok", "garden"))));
    }

    private Approval question() {
        return all().getFirst();
    }

    private List<Approval> all() {
        return Approvals.of(world.store, run()).stream()
                .map(ApprovalDocument::read)
                .toList();
    }

    private String run() {
        return world.store
                .query(Query.of(RunDocument.ALL, 1))
                .documents()
                .getFirst()
                .ref()
                .id();
    }
}
