package dev.tickbox.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Job;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.content.Output;
import dev.tickbox.content.Step;
import dev.tickbox.generator.Mode;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.Money;
import dev.tickbox.ledger.Money.RunEnd;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.Runs;
import dev.tickbox.run.RunEvent;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CostReportTest {
    private static final String LITE = "gemini-3.5-flash-lite";
    private static final LocalDate DAY = LocalDate.parse("2026-11-21");
    private static final Definition CONTENT = Contents.of(
            Contents.buying("a-flash", Contents.MODEL, Mode.BACKGROUND), Contents.buying("b-lite", LITE, Mode.BATCH));

    private final World world = new World(new MemoryStore(), Faults.NONE, 1);

    private Money by(CostReport.By by, String group) {
        return Objects.requireNonNull(
                CostReport.of(world.store, by, DAY).groups().get(group), group);
    }

    private Money total() {
        return CostReport.of(world.store, CostReport.By.DAY, DAY).total();
    }

    private void bought() {
        world.push(CONTENT);
        world.start(CONTENT, 1);
        world.pass(Duration.ofMinutes(6));
        assertThat(world.vendor.jobs()).hasSize(2);
    }

    @Test
    void each_day_job_site_and_model_has_what_it_paid_and_what_batch_saved() {
        bought();

        assertThat(total().paidMicroUsd()).isEqualTo(world.vendor.chargedMicroUsd());
        Money lite = by(CostReport.By.MODEL, LITE);
        assertThat(lite.savedMicroUsd()).isPositive().isBetween(lite.paidMicroUsd() - 1, lite.paidMicroUsd());
        assertThat(by(CostReport.By.JOB, "b-lite")).isEqualTo(lite);
        assertThat(by(CostReport.By.STEP, "b-lite/article")).isEqualTo(lite);
        assertThat(by(CostReport.By.MODEL, Contents.MODEL).savedMicroUsd()).isZero();
        assertThat(by(CostReport.By.SITE, "garden")).isEqualTo(total());
        assertThat(by(CostReport.By.DAY, "2026-11-21")).isEqualTo(total());
        assertThat(total().protectedMicroUsd()).as("nothing failed").isZero();
        assertThat(total().toMap())
                .containsKeys(
                        "paidMicroUsd",
                        "atRiskMicroUsd",
                        "wastedMicroUsd",
                        "savedByBatchMicroUsd",
                        "protectedMicroUsd");
    }

    @Test
    void a_text_stored_before_the_site_failed_is_protected() {
        world.push(CONTENT);
        world.site("garden").down(true);
        world.start(CONTENT, 1);
        world.pass(Duration.ofMinutes(6));
        world.site("garden").down(false);
        world.pass(Duration.ofMinutes(30));

        assertThat(world.store.all(Query.of(ItemDocument.ALL, 10)))
                .allSatisfy(item -> assertThat(item.fields().text("state")).isEqualTo("PUBLISHED"));
        assertThat(total().protectedMicroUsd())
                .isPositive()
                .isEqualTo(total().paidMicroUsd())
                .isEqualTo(world.vendor.chargedMicroUsd());
    }

    /** Two steps: the first text was stored, and the driver that had claimed the run for the second died. */
    @Test
    void a_text_stored_before_a_driver_died_is_protected() {
        Runs runs = new Runs(world.context(), "a driver");
        String run = firstStepKept();
        Money before = total();
        runs.apply(run, new RunEvent.Wake());
        Duration lease = world.context().limits().run().lease();
        runs.apply(run, new RunEvent.Claim("a driver", world.clock.now().plus(lease)));
        assertThat(total().protectedMicroUsd()).as("it may yet report").isZero();

        world.pass(lease.plusMinutes(4));
        assertThat(before.paidMicroUsd()).isPositive();
        assertThat(total().paidMicroUsd()).isGreaterThan(before.paidMicroUsd());
        assertThat(total().protectedMicroUsd())
                .as("the second was kept, too, before anybody took over")
                .isEqualTo(total().paidMicroUsd());
    }

    @Test
    void a_text_stored_before_a_step_failed_is_protected_when_the_run_continues() {
        Runs runs = new Runs(world.context(), "a driver");
        String run = firstStepKept();
        runs.apply(run, new RunEvent.Wake());
        runs.apply(run, new RunEvent.Claim("a driver", world.clock.now().plusSeconds(60)));
        runs.apply(run, new RunEvent.Fail("a driver", "draft", "the disk is full"));
        assertThat(total().protectedMicroUsd()).isZero();
        long paid = total().paidMicroUsd();

        runs.apply(run, new RunEvent.Resume());
        assertThat(total().protectedMicroUsd()).isPositive().isEqualTo(paid);
        world.pass(Duration.ofMinutes(10));
        assertThat(total().paidMicroUsd()).isGreaterThan(paid);
        assertThat(total().protectedMicroUsd())
                .as("what was kept only afterwards was not in danger")
                .isEqualTo(paid);
    }

    /** Stops while the second request is at the vendor. */
    private String firstStepKept() {
        Job job = Contents.job(
                "daily",
                "garden",
                "0 6 * * *",
                OnUncertain.RESUBMIT,
                List.of(
                        Contents.generate("outline", "Outline.", new Output.Text()),
                        Contents.generate("draft", "Write: {{steps.outline.text}}", new Output.Article()),
                        new Step.Publish("publish", "draft", "garden")));
        Definition content = Contents.of(job);
        world.push(content);
        world.start(content, 1);
        world.process().submit();
        world.clock.advance(Duration.ofMinutes(2));
        world.process().reclaim();
        world.process().submit();
        assertThat(world.vendor.jobs()).hasSize(2);
        world.clock.advance(Duration.ofSeconds(1));
        return world.store.all(Query.of(RunDocument.ALL, 10)).getFirst().ref().id();
    }

    @Test
    void what_was_bought_after_the_failure_was_not_protected_by_it() {
        bought();
        String run =
                world.store.all(Query.of(RunDocument.ALL, 10)).getFirst().ref().id();
        RunRecords story = RunRecords.read(world.store, run).orElseThrow();

        assertThat(story.attempts()).allSatisfy(attempt -> {
            assertThat(attempt.usedBeforeMicroUsd(World.START)).isZero();
            assertThat(attempt.usedBeforeMicroUsd(world.clock.now())).isEqualTo(attempt.paidMicroUsd());
        });
        assertThat(RunEnd.of(story.run(), story.items(), List.of()).failed()).isEqualTo(Optional.empty());
    }
}
