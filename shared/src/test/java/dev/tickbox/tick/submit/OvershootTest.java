package dev.tickbox.tick.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Ids;
import dev.tickbox.content.Definition;
import dev.tickbox.ledger.AttemptDocument;
import dev.tickbox.ledger.Definitions;
import dev.tickbox.store.Query;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.context.TickReport;
import dev.tickbox.tick.context.Workers;
import dev.tickbox.tick.start.DriveRuns;
import dev.tickbox.world.SeededIds;
import dev.tickbox.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How far a day's budget can be exceeded: by one tick not at all, by several at once as far as is said here. */
class OvershootTest {
    /**
     * Its workers stand still between taking room and sending until all sixteen stand there or all others were told to wait: whoever
     * only looked whether there is room has let the others look, too.
     */
    @Test
    void one_tick_never_goes_over_however_many_of_its_workers_ask_at_once() {
        int runs = 40;
        int workers = 16;
        int fit = 5;
        Definition content = DailyBudgetTest.budget(fit * DailyBudgetTest.ESTIMATE);
        World world = DailyBudgetTest.world(content, runs);
        drive(world);
        Phase sending = new Phase(workers, runs);
        TickContext context = world.context()
                .with(content)
                .withIds(sending)
                .withWorkers(Workers.sideBySide(workers))
                .withListener((document, run, state, cause) -> sending.changed(state));
        DailyBudgetTest.submitting(context, content, "tick")
                .due(() -> false, new TickReport("submit", world.clock.now()));

        assertThat(world.vendor.jobs()).hasSize(fit);
        assertThat(DailyBudgetTest.reservations(world, "RESERVED")).hasSize(runs - fit);
    }

    /** A sender's name is asked for after it took room and before it sends. The first, who goes alone, is not held up. */
    private static final class Phase implements Ids {
        private final Ids ids = new SeededIds(7);
        private final CountDownLatch open = new CountDownLatch(1);
        private final AtomicInteger standing = new AtomicInteger(-1);
        private final AtomicInteger waiting = new AtomicInteger();
        private final int workers;
        private final int runs;

        Phase(int workers, int runs) {
            this.workers = workers;
            this.runs = runs;
        }

        @Override
        public String next() {
            int here = standing.incrementAndGet();
            openIfNobodyElseCanCome();
            if (here > 0) {
                try {
                    open.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            return ids.next();
        }

        @Override
        public long random(long bound) {
            return ids.random(bound);
        }

        void changed(String state) {
            if (state.equals("RESERVED")) {
                waiting.incrementAndGet();
                openIfNobodyElseCanCome();
            }
        }

        private void openIfNobodyElseCanCome() {
            if (standing.get() == workers || 1 + standing.get() + waiting.get() == runs) {
                open.countDown();
            }
        }
    }

    /**
     * The most that there can be: each tick has read the day's books before any of the others sent anything, and finds as much to send
     * as a whole budget buys. Then it is n budgets; what one tick sends is never more than one.
     */
    @Test
    void ticks_that_overlap_go_over_by_what_the_others_had_in_flight_and_no_more() {
        int ticks = 3;
        int each = 4;
        Definition content = DailyBudgetTest.budget(each * DailyBudgetTest.ESTIMATE);
        World world = DailyBudgetTest.world(content, 0);
        List<SubmitReservations> atOnce = new ArrayList<>();
        for (int i = 0; i < ticks; i++) {
            TickContext context = world.context().with(content);
            atOnce.add(DailyBudgetTest.submitting(context, content, "tick-" + i));
        }
        for (SubmitReservations tick : atOnce) {
            world.start(content, each + 1);
            drive(world);
            tick.due(() -> false, new TickReport("submit", world.clock.now()));
        }

        assertThat(world.vendor.jobs()).hasSize(ticks * each);
        long mayCost = world.store.all(Query.of(AttemptDocument.ALL, 100)).stream()
                .mapToLong(attempt -> attempt.fields().number("estimate_micro_usd"))
                .sum();
        assertThat(mayCost - content.budget().dailyMicroUsd())
                .as("over the budget")
                .isEqualTo(DailyBudgetTest.ESTIMATE * each * (ticks - 1));

        world.start(content, 1);
        world.process().submit();
        assertThat(world.vendor.jobs()).as("whoever comes later sees all of it").hasSize(ticks * each);
    }

    private static void drive(World world) {
        Definitions definitions = new Definitions(world.store, world.clock);
        new DriveRuns(world.context(), definitions, "driver")
                .due(() -> false, new TickReport("drive", world.clock.now()));
    }
}
