package dev.tickbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.content.Output;
import dev.tickbox.content.Site;
import dev.tickbox.content.Step;
import dev.tickbox.generator.Generator;
import dev.tickbox.generator.Generator.Refused;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.Control.TextOrigin;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.SpentLedger;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.tick.Ticks;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.world.Contents;
import dev.tickbox.world.Gate;
import dev.tickbox.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
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
        for (int i = 0; i < 15; i++) {
            world.clock.advance(Duration.ofMinutes(2));
            world.process(gate).submit();
            world.process(gate).reclaim();
        }
    }

    private String run() {
        return world.store.all(Query.of(RunDocument.ALL, 2)).getFirst().ref().id();
    }

    /** @return whether it came to the call at which it was to die */
    private boolean play(int at, boolean before) {
        gate.answer(request -> request.prompt().startsWith("Draft")
                ? Optional.of(new Refused("404 no such model", true, Optional.empty()))
                : Optional.empty());
        world.push(REFUSED);
        world.start(REFUSED, 1);
        pass();
        world.push(MENDED);

        Dying dying = new Dying(at, before);
        TickContext context = world.context(
                dying.around(world.store),
                dying.around((Generator) gate),
                dying.around((Site site, TextOrigin texts) -> world.site(site.id())));
        process(() -> new ContentSwitch(context, "operator").to(MENDED, run()));
        for (int i = 0; i < 4; i++) {
            world.clock.advance(Duration.ofMinutes(2));
            process(() -> new Ticks(context, Optional.empty()).submit());
            process(() -> new Ticks(context, Optional.empty()).reclaim());
        }
        // A driver or a publisher that died holds its lease until then.
        world.clock.advance(Duration.ofHours(1));
        new ContentSwitch(world.context(), "operator").to(MENDED, run());
        pass();
        return dying.died();
    }

    private static void process(Supplier<?> work) {
        try {
            var _ = work.get();
        } catch (IllegalStateException died) {
            assertThat(died).hasMessageStartingWith("died at ");
        }
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
        boolean died = play(at, before);
        String where = "died " + (before ? "before " : "after ") + at;
        assertThat(world.vendor.jobs()).as(where).hasSize(2);
        assertThat(world.site("kitchen").effects()).as(where).hasSize(1);
        assertThat(world.store
                        .get(RunDocument.ref(run()))
                        .orElseThrow()
                        .fields()
                        .text("state"))
                .as(where)
                .isEqualTo("DONE");
        assertThat(SpentLedger.ofDay(world.store, "2026-11-21")).as(where).isEqualTo(world.vendor.chargedMicroUsd());
        return died;
    }
}
