package dev.tickbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Definition;
import dev.tickbox.generator.Generator.Refused;
import dev.tickbox.generator.Request;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.ledger.Reservations;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.outbox.Article;
import dev.tickbox.program.Program;
import dev.tickbox.reservation.ReservationEvent;
import dev.tickbox.store.Document;
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
import org.junit.jupiter.api.Test;

/** The same as {@link ContentSwitchTest} for a class in Java: what it asks for is in its code, and the content stays as it is. */
class JavaContentSwitchTest {
    private static final String GONE = Contents.MODEL;
    private static final String OTHER = "gemini-3.5-flash-lite";

    private final World world = new World(new MemoryStore(), Faults.NONE, 1);
    private final Gate gate = new Gate(world);
    private final Definition content = Contents.of(Contents.java("nightly", "garden", "0 0 1 1 *", "Nightly"));
    private String model = GONE;

    private TickContext context() {
        return world.context(world.store, gate, site -> world.site(site.id()))
                .withPrograms(name -> new TickContext.Code(program(model), model));
    }

    private static Program program(String model) {
        return steps -> {
            String outline = steps.generate("outline", request(GONE.equals(model) ? OTHER : model, "Outline."))
                    .text();
            String text =
                    steps.generate("text", request(model, "Write: " + outline)).text();
            steps.publish("publish", "garden", new Article("Night", "night", "", text))
                    .url();
        };
    }

    private static Request request(String model, String prompt) {
        return new Request(model, prompt, Optional.empty(), Optional.empty(), 2048);
    }

    private void pass() {
        for (int i = 0; i < 10; i++) {
            world.clock.advance(Duration.ofMinutes(2));
            Ticks ticks = new Ticks(context(), Optional.empty());
            ticks.submit();
            ticks.reclaim();
        }
    }

    private List<Document> reservations() {
        return world.store.all(Query.of(ReservationDocument.ALL, 20));
    }

    private String stuck() {
        return reservations().stream()
                .filter(each -> each.fields().text("state").equals("STUCK"))
                .map(each -> each.ref().id())
                .findFirst()
                .orElseThrow();
    }

    private String run() {
        return world.store.all(Query.of(RunDocument.ALL, 2)).getFirst().ref().id();
    }

    private void untilRefused() {
        gate.answer(request -> request.model().equals(GONE)
                ? Optional.of(new Refused("404 no such model", true, Optional.empty()))
                : Optional.empty());
        world.push(content);
        world.start(content, 1);
        pass();
        assertThat(world.vendor.jobs()).as("the outline").hasSize(1);
        gate.asked();
    }

    @Test
    void the_mended_class_asks_anew_and_what_it_has_is_not_bought_again() {
        untilRefused();
        model = OTHER;

        assertThat(new ContentSwitch(context(), "operator").to(content, run()).made())
                .isTrue();
        pass();

        assertThat(gate.asked()).extracting(Request::model).containsExactly(OTHER);
        assertThat(world.vendor.jobs()).hasSize(2);
        assertThat(world.site("garden").effects()).hasSize(1);
        assertThat(world.store
                        .get(RunDocument.ref(run()))
                        .orElseThrow()
                        .fields()
                        .text("state"))
                .isEqualTo("DONE");
    }

    @Test
    void without_it_the_old_request_goes_out_again() {
        untilRefused();
        model = OTHER;

        new Reservations(context(), "operator").apply(stuck(), new ReservationEvent.Retry());
        pass();

        assertThat(gate.asked()).extracting(Request::model).containsOnly(GONE);
        assertThat(world.site("garden").effects()).isEmpty();
    }

    @Test
    void a_class_that_asks_for_the_same_again_is_refused_again_and_nothing_is_bought_twice() {
        untilRefused();

        assertThat(new ContentSwitch(context(), "operator").to(content, run()).made())
                .isTrue();
        pass();

        assertThat(gate.asked()).extracting(Request::model).containsOnly(GONE);
        assertThat(world.vendor.jobs()).hasSize(1);
        assertThat(stuck()).isNotEmpty();
    }
}
