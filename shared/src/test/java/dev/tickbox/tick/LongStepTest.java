package dev.tickbox.tick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Fields;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.program.Program;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.context.Workers;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A driver that lives keeps its run, and no step takes for ever. */
class LongStepTest {
    private final World world = new World(new MemoryStore(), Faults.NONE, 1);
    private final AtomicInteger bodies = new AtomicInteger();

    /** Minute by minute: what is repeated beside a step happens as its time passes. */
    private final class Beats implements Workers {
        private Runnable repeated = () -> {};
        private Duration every = Duration.ofDays(1);
        private Instant last = World.START;

        @Override
        public <T> void each(Iterable<T> items, Consumer<T> work) {
            items.forEach(work);
        }

        @Override
        public void meanwhile(Duration often, Runnable beside, Runnable work) {
            every = often;
            repeated = beside;
            last = world.clock.now();
            work.run();
            repeated = () -> {};
        }

        void minute() {
            world.clock.advance(Duration.ofMinutes(1));
            if (!world.clock.now().isBefore(last.plus(every))) {
                last = world.clock.now();
                repeated.run();
            }
        }
    }

    private final Beats beats = new Beats();

    private Ticks ticks(Program program) {
        TickContext context = world.context()
                .withPrograms(name -> new TickContext.Code(program, "1"))
                .withWorkers(beats);
        return new Ticks(context, Optional.empty());
    }

    /** A job with one step that takes so long, while other ticks come every two minutes. */
    private Fields runOfAStepThatTakes(int minutes, boolean othersTick) {
        world.push(Contents.of(Contents.java("long", "garden", "0 6 * * *", "Long")));
        world.clock.advance(Duration.ofHours(1));
        Ticks others = ticks(steps -> steps.step("slow", "", () -> bodies.incrementAndGet()));
        Program slow = steps -> steps.step("slow", "", () -> {
            bodies.incrementAndGet();
            for (int minute = 0; minute < minutes; minute++) {
                beats.minute();
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                if (othersTick) {
                    driveElsewhere(others);
                }
            }
            return "done";
        });
        ticks(slow).submit();
        return world.store.all(Query.of(RunDocument.ALL, 2)).getFirst().fields();
    }

    /** Another process, with beats of its own. */
    private void driveElsewhere(Ticks others) {
        Runnable mine = beats.repeated;
        Instant last = beats.last;
        others.submit();
        beats.repeated = mine;
        beats.last = last;
    }

    @Test
    void a_step_of_25_minutes_is_done_once_though_ticks_come_every_minute() {
        Fields run = runOfAStepThatTakes(25, true);

        assertThat(run.text("state")).isEqualTo("DONE");
        assertThat(bodies).hasValue(1);
    }

    @Test
    void a_step_that_takes_longer_than_a_step_may_fails_under_its_name() {
        Fields run = runOfAStepThatTakes(200, true);

        assertThat(run.text("state")).isEqualTo("FAILED");
        assertThat(run.text("failed_step")).isEqualTo("slow");
        assertThat(run.text("why")).contains("30 minutes");
        assertThat(bodies).hasValue(1);
    }

    @Test
    void a_long_step_that_nobody_took_over_is_recorded_even_without_a_renewal() {
        world.push(Contents.of());
        Fields run = runOfAStepThatTakes(14, false);

        assertThat(run.text("state")).isEqualTo("DONE");
        assertThat(bodies).hasValue(1);
    }
}
