package dev.tickbox.tick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Job;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store.Outcome;
import dev.tickbox.world.Boundary;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CatchUpTest {
    @Test
    void a_slot_that_could_not_be_made_is_not_hidden_by_a_later_one() {
        World world = new World(new MemoryStore(), Faults.NONE, 1);
        world.push(Contents.of(everyMissedSlot()));
        world.process().submit();
        world.clock.advance(Duration.ofDays(3));

        world.process(new FirstCommitIsLost()).submit();
        world.process().submit();

        assertThat(world.store.all(Query.of(RunDocument.ALL, 10)))
                .extracting(run -> run.ref().id())
                .containsExactly("daily@2026-11-21T06:00Z", "daily@2026-11-22T06:00Z", "daily@2026-11-23T06:00Z");
    }

    private static Job everyMissedSlot() {
        Job job = Contents.job(
                "daily", "garden", "0 6 * * *", OnUncertain.HOLD, Contents.single("garden", "{{run.date}}"));
        return job.withCatchUpAll(true);
    }

    /** The store never sees the first commit, and nobody can tell. */
    private static final class FirstCommitIsLost implements Boundary {
        private boolean lost;

        @Override
        @SuppressWarnings("unchecked") // a commit answers with its outcome
        public <T> T call(String name, Supplier<T> effect) {
            if (name.equals("store.commit") && !lost) {
                lost = true;
                return (T) Outcome.UNKNOWN;
            }
            return effect.get();
        }
    }
}
