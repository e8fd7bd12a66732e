package dev.tickbox.tick.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Definition;
import dev.tickbox.generator.Generator.Refused;
import dev.tickbox.generator.Generator.Submission;
import dev.tickbox.generator.Generator.Unsure;
import dev.tickbox.generator.Mode;
import dev.tickbox.generator.Request;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.tick.Ticks;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.context.TickReport;
import dev.tickbox.tick.context.Workers;
import dev.tickbox.world.Contents;
import dev.tickbox.world.Gate;
import dev.tickbox.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RefusalsTest {
    private static final String OTHER = "gemini-3.5-flash-lite";
    private static final Definition CONTENT = Contents.of(
            Contents.buying("a-flash", Contents.MODEL, Mode.BACKGROUND),
            Contents.buying("b-lite", OTHER, Mode.BACKGROUND));
    private static final int RUNS = 6;

    private final World world = new World(new MemoryStore(), Faults.NONE, 1);
    private final Gate gate = new Gate(world);

    RefusalsTest() {
        world.push(CONTENT);
        world.start(CONTENT, RUNS);
    }

    private void flash(Submission answer) {
        gate.answer(request -> request.model().equals(Contents.MODEL) ? Optional.of(answer) : Optional.empty());
    }

    private static Refused tooMany(Optional<Duration> retryAfter) {
        return new Refused("429 too many requests", false, retryAfter);
    }

    private TickReport submit() {
        return world.process(gate).submit();
    }

    private long asked(String model) {
        return gate.asked().stream().map(Request::model).filter(model::equals).count();
    }

    private Optional<Document> noted() {
        return world.store.get(Collection.of("control").ref("vendor"));
    }

    @Test
    void a_model_that_refuses_everything_gets_one_request_a_tick_and_the_others_go_on() {
        flash(tooMany(Optional.empty()));
        TickReport report = submit();

        assertThat(gate.asked())
                .extracting(Request::model)
                .containsOnlyOnce(Contents.MODEL)
                .hasSize(1 + RUNS);
        assertThat(report.counted("submitted")).isEqualTo(RUNS);
        assertThat(report.toMap())
                .containsEntry(
                        "waits", Map.of(Contents.MODEL, "the vendor refused the last request: 429 too many requests"));
        assertThat(report.errors()).isEmpty();
        assertThat(new Lanes(world.context().with(CONTENT)).waits(Contents.MODEL))
                .contains("the vendor has refused " + Contents.MODEL + " since 2026-11-21T05:00:00Z; "
                        + "each tick tries one request: 429 too many requests");

        Document first = noted().orElseThrow();
        world.clock.advance(Duration.ofMinutes(1));
        submit();
        assertThat(asked(Contents.MODEL)).isEqualTo(1);
        assertThat(noted()).as("the same is not written again").contains(first);

        gate.open();
        world.clock.advance(Duration.ofMinutes(5));
        submit();
        assertThat(asked(Contents.MODEL)).isEqualTo(RUNS);
        assertThat(noted().orElseThrow().fields().list("lanes")).isEmpty();
    }

    @Test
    void the_first_of_a_lane_goes_alone_however_many_could_be_sent_side_by_side() {
        gate.answer(request -> {
            longEnoughForOthersToCome();
            return Optional.of(tooMany(Optional.empty()));
        });
        TickContext sideBySide = world.context(world.store, gate, site -> world.site(site.id()))
                .withWorkers(Workers.sideBySide(2 * RUNS));
        new Ticks(sideBySide, Optional.empty()).submit();

        assertThat(asked(Contents.MODEL)).isEqualTo(1);
    }

    private static void longEnoughForOthersToCome() {
        try {
            assertThat(new CountDownLatch(1).await(300, TimeUnit.MILLISECONDS)).isFalse();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_lane_that_is_refused_in_the_middle_rests_from_there() {
        AtomicInteger left = new AtomicInteger(3);
        gate.answer(request -> request.model().equals(Contents.MODEL) && left.getAndDecrement() <= 0
                ? Optional.of(tooMany(Optional.empty()))
                : Optional.empty());
        submit();

        assertThat(asked(Contents.MODEL)).isEqualTo(4);
    }

    @Test
    void the_vendors_own_hint_is_obeyed_by_every_tick_until_then() {
        flash(tooMany(Optional.of(Duration.ofMinutes(20))));
        submit();
        assertThat(asked(Contents.MODEL)).isEqualTo(1);
        gate.open();
        for (int minutes = 2; minutes < 20; minutes += 2) {
            world.clock.advance(Duration.ofMinutes(2));
            TickReport report = submit();
            assertThat(asked(Contents.MODEL)).as("after " + minutes + " min").isZero();
            assertThat(report.toMap())
                    .containsEntry(
                            "waits",
                            Map.of(
                                    Contents.MODEL,
                                    "the vendor asked for no requests before 2026-11-21T05:20:00Z: "
                                            + "429 too many requests"));
        }
        world.clock.advance(Duration.ofMinutes(2));
        submit();
        assertThat(asked(Contents.MODEL)).isGreaterThanOrEqualTo(RUNS - 1);
    }

    @Test
    void a_hint_beyond_all_measure_is_not_obeyed_for_ever() {
        flash(tooMany(Optional.of(Duration.ofDays(10_000))));
        submit();
        assertThat(asked(Contents.MODEL)).isEqualTo(1);
        gate.open();
        world.clock.advance(world.context().limits().vendor().outage());
        submit();

        assertThat(asked(Contents.MODEL)).isPositive();
    }

    @Test
    void what_is_wrong_with_one_request_says_nothing_of_the_next() {
        AtomicInteger bad = new AtomicInteger(2);
        gate.answer(request -> request.model().equals(Contents.MODEL) && bad.getAndDecrement() > 0
                ? Optional.of(new Refused("400 invalid request", true, Optional.empty()))
                : Optional.empty());
        TickReport report = submit();

        assertThat(report.counted("submitted")).isEqualTo(2 * RUNS - 2);
        assertThat(stuck()).hasSize(2);
        assertThat(noted()).isEmpty();
    }

    /** Each unclear answer may be a purchase that nobody knows of: not fifty in one tick. */
    @Test
    void an_answer_that_is_not_clear_rests_the_lane_until_the_next_tick() {
        flash(new Unsure("the connection broke"));
        TickReport report = submit();

        assertThat(asked(Contents.MODEL)).isEqualTo(1);
        assertThat(report.counted("uncertain")).isEqualTo(1);
        gate.open();
        submit();
        assertThat(asked(Contents.MODEL)).isEqualTo(RUNS - 1);
    }

    private List<Document> stuck() {
        return world.store
                .query(Query.of(ReservationDocument.ALL, 100).where("state", "STUCK"))
                .documents();
    }
}
