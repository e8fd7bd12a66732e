package dev.tickbox.tick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Budget;
import dev.tickbox.content.Definition;
import dev.tickbox.generator.Mode;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.reservation.AttemptDocument;
import dev.tickbox.reservation.ReservationDocument;
import dev.tickbox.store.Document;
import dev.tickbox.store.History;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BudgetTest {
    private static final Definition PLAIN = Contents.of(Contents.buying("daily", Contents.MODEL, Mode.BACKGROUND));

    /** What one generation of the content may cost, as the ledger says it. */
    private static final long ESTIMATE = estimate();

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

    private static Definition budget(long microUsd) {
        return Contents.with(PLAIN, new Budget(microUsd, ZoneOffset.UTC));
    }

    private static World world(Definition content, int runs) {
        World world = new World(new MemoryStore(), Faults.NONE, 1);
        world.push(content);
        world.start(content, runs);
        return world;
    }

    private static List<Document> reservations(World world, String state) {
        return world.store
                .query(Query.of(ReservationDocument.ALL, 100).where("state", state))
                .documents();
    }

    @Test
    void what_does_not_fit_today_waits_for_tomorrow_and_says_why() {
        World world = world(budget(2 * ESTIMATE + 1), 4);
        Report report = world.process().submit();

        assertThat(world.vendor.jobs()).hasSize(2);
        assertThat(report.counted("overBudget")).isEqualTo(2);
        assertThat(report.toMap())
                .containsEntry("spentTodayMicroUsd", 2 * ESTIMATE)
                .containsEntry("budgetMicroUsd", 2 * ESTIMATE + 1)
                .containsEntry("budgetUsedPercent", 100L)
                .hasEntrySatisfying(
                        "waits",
                        waits -> assertThat(String.valueOf(((Map<?, ?>) waits).get("budget")))
                                .contains("is used up"));
        assertThat(reservations(world, "RESERVED")).hasSize(2).allSatisfy(waiting -> {
            assertThat(waiting.fields().time("due")).isEqualTo("2026-11-22T00:00:00Z");
            assertThat(History.of(waiting).getLast().text("cause")).contains("for 2026-11-21 is used up");
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
        var gate = new dev.tickbox.world.Gate(world);
        var twice = new AtomicInteger(2);
        gate.answer(request -> twice.getAndDecrement() > 0
                ? Optional.of(new dev.tickbox.generator.Generator.Refused("400 bad", true, Optional.empty()))
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
    void one_tick_never_goes_over_however_many_of_its_workers_ask_at_once() throws Exception {
        World world = world(budget(5 * ESTIMATE), 40);
        Parts own = world.parts();
        Parts many = new Parts(
                own.store(),
                own.generator(),
                own.publishers(),
                own.programs(),
                own.prices(),
                own.clock(),
                own.ids(),
                own.limits(),
                Workers.sideBySide(16),
                own.watcher());
        new Ticks(many, Optional.empty()).submit();

        assertThat(world.vendor.jobs()).hasSize(5);
    }

    @Test
    void asking_for_room_and_taking_it_is_one_act() throws Exception {
        Spending spending = new Spending(world(PLAIN, 0).parts(), new Budget(1000, ZoneOffset.UTC));
        AtomicInteger taken = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                threads.execute(() -> {
                    for (int j = 0; j < 100_000; j++) {
                        if (spending.take(1)) {
                            taken.incrementAndGet();
                        }
                    }
                });
            }
        }
        assertThat(taken).hasValue(1000);
    }

    /**
     * The most that there can be: each tick has read the day's books before any of the others sent anything, and finds as much to send
     * as a whole budget buys. Then it is n budgets; what one tick sends is never more than one.
     */
    @Test
    void ticks_that_overlap_go_over_by_what_the_others_had_in_flight_and_no_more() {
        int ticks = 3;
        int each = 4;
        Definition content = budget(each * ESTIMATE);
        World world = world(content, 0);
        List<Submit> atOnce = new ArrayList<>();
        for (int i = 0; i < ticks; i++) {
            Parts parts = world.parts().with(content);
            atOnce.add(new Submit(parts, new Spending(parts, content.budget()), Past.of(parts), "tick-" + i));
        }
        for (Submit tick : atOnce) {
            world.start(content, each + 1);
            drive(world);
            tick.due(() -> false, new Report("submit", world.clock.now()));
        }

        assertThat(world.vendor.jobs()).hasSize(ticks * each);
        long mayCost = world.store.all(Query.of(AttemptDocument.ALL, 100)).stream()
                .mapToLong(attempt -> attempt.fields().number("estimate_micro_usd"))
                .sum();
        assertThat(mayCost - content.budget().dailyMicroUsd())
                .as("over the budget")
                .isEqualTo(ESTIMATE * each * (ticks - 1));

        world.start(content, 1);
        world.process().submit();
        assertThat(world.vendor.jobs()).as("whoever comes later sees all of it").hasSize(ticks * each);
    }

    private static void drive(World world) {
        Definitions definitions = new Definitions(world.store, world.clock);
        new Drive(world.parts(), definitions, "driver").due(() -> false, new Report("drive", world.clock.now()));
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
