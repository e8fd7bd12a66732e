package dev.tickbox.tick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Ids;
import dev.tickbox.content.Definition;
import dev.tickbox.reservation.AttemptDocument;
import dev.tickbox.store.Query;
import dev.tickbox.world.SeededIds;
import dev.tickbox.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        Definition content = BudgetTest.budget(fit * BudgetTest.ESTIMATE);
        World world = BudgetTest.world(content, runs);
        drive(world);
        Phase sending = new Phase(workers, runs);
        Parts own = world.parts().with(content);
        Parts parts = new Parts(
                own.store(),
                own.generator(),
                own.publishers(),
                own.programs(),
                own.prices(),
                own.clock(),
                sending,
                own.limits(),
                Workers.sideBySide(workers),
                (document, run, state, cause) -> sending.changed(state));
        Report report = new Report("submit", world.clock.now());
        new Submit(
                        parts,
                        new Spending(parts, content.budget()),
                        new Past(parts.store(), Optional.empty()),
                        Optional.empty(),
                        new Listings(parts, report),
                        "tick")
                .due(() -> false, report);

        assertThat(world.vendor.jobs()).hasSize(fit);
        assertThat(BudgetTest.reservations(world, "RESERVED")).hasSize(runs - fit);
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
        Definition content = BudgetTest.budget(each * BudgetTest.ESTIMATE);
        World world = BudgetTest.world(content, 0);
        List<Submit> atOnce = new ArrayList<>();
        for (int i = 0; i < ticks; i++) {
            Parts parts = world.parts().with(content);
            atOnce.add(new Submit(
                    parts,
                    new Spending(parts, content.budget()),
                    new Past(parts.store(), Optional.empty()),
                    Optional.empty(),
                    new Listings(parts, new Report("submit", world.clock.now())),
                    "tick-" + i));
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
                .isEqualTo(BudgetTest.ESTIMATE * each * (ticks - 1));

        world.start(content, 1);
        world.process().submit();
        assertThat(world.vendor.jobs()).as("whoever comes later sees all of it").hasSize(ticks * each);
    }

    private static void drive(World world) {
        Definitions definitions = new Definitions(world.store, world.clock);
        new Drive(world.parts(), definitions, "driver").due(() -> false, new Report("drive", world.clock.now()));
    }
}
