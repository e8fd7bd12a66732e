package dev.tickbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.content.Output;
import dev.tickbox.content.Step;
import dev.tickbox.generator.Generator.Refused;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.SpentLedger;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.world.Contents;
import dev.tickbox.world.Dying;
import dev.tickbox.world.Gate;
import dev.tickbox.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The process of the person or of a tick dies before or after each of its calls; afterwards the person says it again. */
@Tag("long")
class ContentSwitchCrashTest {
    private static Definition content(String outline, String draft) {
        return Contents.of(Contents.job(
                "weekly",
                "kitchen",
                "0 0 1 1 *",
                OnUncertain.RESUBMIT,
                List.of(
                        Contents.generate("outline", outline, new Output.Text()),
                        Contents.generate("draft", draft + " {{steps.outline.text}}", new Output.Article()),
                        new Step.Publish("publish", "draft", "kitchen"))));
    }

    private static final Definition REFUSED = content("Outline.", "Draft");
    private static final Definition MENDED = content("Outline better.", "Write");

    private final World world = new World(new MemoryStore(), Faults.NONE, 1);
    private final Gate gate = new Gate(world);

    private void pass() {
        world.pass(Duration.ofMinutes(30), gate);
    }

    private String run() {
        return world.store.all(Query.of(RunDocument.ALL, 2)).getFirst().ref().id();
    }

    private void play(Dying dying) {
        gate.answer(request -> request.prompt().startsWith("Draft")
                ? Optional.of(new Refused("404 no such model", true, Optional.empty()))
                : Optional.empty());
        world.push(REFUSED);
        world.start(REFUSED, 1);
        pass();
        world.push(MENDED);

        dying.play(world, gate, context -> new ContentSwitch(context, "operator").to(MENDED, run()));
        new ContentSwitch(world.context(), "operator").to(MENDED, run());
        pass();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void wherever_a_process_dies_each_text_is_bought_once_and_published_once(boolean before) {
        int at = 1;
        while (new ContentSwitchCrashTest().dies(at, before)) {
            at++;
        }
        assertThat(at).as("effects").isGreaterThan(15);
    }

    private boolean dies(int at, boolean before) {
        Dying dying = new Dying(at, before);
        play(dying);
        assertThat(world.vendor.jobs()).as(dying.toString()).hasSize(2);
        assertThat(world.site("kitchen").effects()).as(dying.toString()).hasSize(1);
        assertThat(world.store
                        .get(RunDocument.ref(run()))
                        .orElseThrow()
                        .fields()
                        .text("state"))
                .as(dying.toString())
                .isEqualTo("DONE");
        assertThat(SpentLedger.ofDay(world.store, "2026-11-21"))
                .as(dying.toString())
                .isEqualTo(world.vendor.chargedMicroUsd());
        return dying.died();
    }
}
