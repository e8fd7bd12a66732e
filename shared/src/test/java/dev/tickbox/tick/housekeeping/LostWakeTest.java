package dev.tickbox.tick.housekeeping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.Runs;
import dev.tickbox.run.RunEvent;
import dev.tickbox.store.Collection;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.tick.Ticks;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.world.Contents;
import dev.tickbox.world.Interruption;
import dev.tickbox.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LostWakeTest {
    /** The driver saw the text as not there yet, and suspends in the moment in which a tick wakes its run. */
    @Test
    void a_wake_that_meets_the_drivers_suspension_is_not_lost() {
        World world = new World(new MemoryStore(), Faults.NONE, 1);
        world.push(Contents.of(Contents.job(
                "daily", "garden", "0 6 * * *", OnUncertain.RESUBMIT, Contents.single("garden", "Write."))));
        world.clock.advance(Duration.ofHours(1));
        world.process().submit();
        String run = only(world, RunDocument.ALL);
        String generation = only(world, ReservationDocument.ALL);
        Runs runs = new Runs(world.context(), "driver");
        runs.apply(run, new RunEvent.Resume());
        var claim = new RunEvent.Claim("driver", world.clock.now().plus(Duration.ofMinutes(10)));
        assertThat(runs.apply(run, claim).made()).isTrue();
        world.clock.advance(Duration.ofMinutes(5));

        Interruption store = Interruption.before(
                world.store,
                writes -> writes.size() > 1
                        && writes.stream().anyMatch(write -> write.ref().equals(RunDocument.ref(run))),
                () -> runs.apply(run, new RunEvent.Suspend("driver", 0, List.of("reservations/" + generation))));
        TickContext context = world.context(store, world.context().generator(), site -> world.site(site.id()));
        new Ticks(context, Optional.empty()).reclaim();

        assertThat(store.happened()).isTrue();
        assertThat(world.site("garden").effects()).hasSize(1);
    }

    private static String only(World world, Collection collection) {
        return world.store.all(Query.of(collection, 2)).getFirst().ref().id();
    }
}
