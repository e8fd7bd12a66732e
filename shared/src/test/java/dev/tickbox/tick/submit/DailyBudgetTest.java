package dev.tickbox.tick.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Definition.Budget;
import dev.tickbox.generator.Generator;
import dev.tickbox.generator.Mode;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.AttemptDocument;
import dev.tickbox.ledger.History;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.store.Document;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.tick.collect.Listings;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.context.TickReport;
import dev.tickbox.world.Contents;
import dev.tickbox.world.Gate;
import dev.tickbox.world.World;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DailyBudgetTest {
    static final Definition PLAIN = Contents.of(Contents.buying("daily", Contents.MODEL, Mode.BACKGROUND));

    /** What one generation of the content may cost, as the ledger says it. */
    static final long ESTIMATE = estimate();

    private static long estimate() {
        World world = new World(new MemoryStore(), Faults.NONE, 1);
        world.push(PLAIN);
        world.start(PLAIN, 1);
        world.process().submit();
        return world.store
                .all(Query.of(AttemptDocument.ALL, 10))
                .getFirst()
                .fields()
                .number("estimate_micro_usd");
    }

    static Definition budget(long microUsd) {
        return Contents.with(PLAIN, new Budget(microUsd, ZoneOffset.UTC));
    }

    static World world(Definition content, int runs) {
        World world = new World(new MemoryStore(), Faults.NONE, 1);
        world.push(content);
        world.start(content, runs);
        return world;
    }

    /** The sending part of a tick, which has read the books before the others do anything. */
    static SubmitReservations submitting(TickContext context, Definition content, String tick) {
        return new SubmitReservations(
                context,
                new DailyBudget(context, content.budget()),
                new RunCaps(context, Optional.of(content)),
                new RestoreGuard(context.store(), Optional.empty()),
                Optional.empty(),
                new Listings(context, new TickReport(tick, context.clock().now())),
                tick);
    }

    static List<Document> reservations(World world, String state) {
        return world.store
                .query(Query.of(ReservationDocument.ALL, 100).where("state", state))
                .documents();
    }

    @Test
    void what_does_not_fit_today_waits_for_tomorrow_and_says_why() {
        World world = world(budget(2 * ESTIMATE + 1), 4);
        TickReport report = world.process().submit();

        assertThat(world.vendor.jobs()).hasSize(2);
        assertThat(report.counted("overBudget")).isEqualTo(2);
        assertThat(report.toMap())
                .containsEntry("spentTodayMicroUsd", 2 * ESTIMATE)
                .containsEntry("budgetMicroUsd", 2 * ESTIMATE + 1)
                .containsEntry("budgetUsedPercent", 100L)
                .hasEntrySatisfying(
                        "waits",
                        waits -> assertThat(String.valueOf(((Map<?, ?>) waits).get("budget")))
                                .contains("would be exceeded"));
        assertThat(reservations(world, "RESERVED")).hasSize(2).allSatisfy(waiting -> {
            assertThat(waiting.fields().time("due")).isEqualTo("2026-11-22T00:00:00Z");
            assertThat(History.of(waiting).getLast().text("cause")).contains("for 2026-11-21 would be exceeded");
        });

        List<String> waiting =
                reservations(world, "RESERVED").stream().map(r -> r.ref().id()).toList();
        world.pass(Duration.ofHours(18));
        assertThat(reservations(world, "RESERVED"))
                .as("still the same day")
                .extracting(r -> r.ref().id())
                .containsAll(waiting);
        world.pass(Duration.ofHours(2));
        assertThat(reservations(world, "RESERVED")).isEmpty();
    }

    @Test
    void one_estimate_over_a_whole_day_is_a_persons_at_once() {
        World world = world(budget(ESTIMATE - 1), 1);
        world.process().submit();

        assertThat(world.vendor.jobs()).isEmpty();
        assertThat(reservations(world, "STUCK")).singleElement().satisfies(stuck -> {
            assertThat(stuck.fields().text("reason")).isEqualTo("BUDGET");
            assertThat(stuck.fields().text("why")).contains("more than a whole day's budget of");
        });
    }

    @Test
    void what_the_vendor_refused_is_given_back_to_the_day() {
        World world = world(budget(2 * ESTIMATE), 4);
        var gate = new Gate(world);
        var twice = new AtomicInteger(2);
        gate.answer(request -> twice.getAndDecrement() > 0
                ? Optional.of(new Generator.Refused("400 bad", true, Optional.empty()))
                : Optional.empty());
        world.process(gate).submit();

        assertThat(world.vendor.jobs()).hasSize(2);
    }

    @Test
    void a_model_without_a_price_is_a_persons_and_not_for_nothing() {
        Definition unpriced = Contents.of(Contents.buying("daily", "gemini-9", Mode.BACKGROUND));
        World world = world(unpriced, 1);
        world.process().submit();

        assertThat(world.vendor.jobs()).isEmpty();
        assertThat(reservations(world, "STUCK"))
                .singleElement()
                .satisfies(
                        stuck -> assertThat(stuck.fields().text("why")).startsWith("no price is known for gemini-9"));
    }

    @Test
    void a_day_has_its_midnight_where_the_budget_says() {
        Definition tokyo = Contents.with(PLAIN, new Budget(ESTIMATE, java.time.ZoneId.of("Asia/Tokyo")));
        World world = world(tokyo, 2);
        world.process().submit();

        assertThat(reservations(world, "RESERVED"))
                .singleElement()
                .satisfies(waiting -> assertThat(waiting.fields().time("due")).isEqualTo("2026-11-21T15:00:00Z"));
    }
}
