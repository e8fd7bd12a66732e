package dev.tickbox.tick.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.Control;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.tick.Ticks;
import dev.tickbox.tick.publish.PublishItem;
import dev.tickbox.world.Contents;
import dev.tickbox.world.Interruption;
import dev.tickbox.world.World;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PausedTest {
    @Test
    void a_message_that_comes_while_paused_publishes_nothing() {
        Definition content = Contents.twoJobs(OnUncertain.HOLD);
        World world = new World(new MemoryStore(), Faults.NONE, 1);
        world.push(content);
        world.site("garden").down(true);
        world.pass(Duration.ofHours(2));
        world.site("garden").down(false);
        world.clock.advance(Duration.ofHours(1));
        String waiting = world.store
                .query(Query.of(ItemDocument.ALL, 1).where("state", "PENDING"))
                .documents()
                .getFirst()
                .ref()
                .id();
        Control control = new Control(world.store, world.clock);

        control.pause(true);
        deliver(world, content, waiting);
        assertThat(world.site("garden").effects()).isEmpty();

        control.pause(false);
        deliver(world, content, waiting);
        assertThat(world.site("garden").effects()).containsExactly(waiting);
    }

    @Test
    void a_running_tick_buys_nothing_after_the_word() {
        Definition content = Contents.twoJobs(OnUncertain.HOLD);
        World world = new World(new MemoryStore(), Faults.NONE, 1);
        world.push(content);
        world.start(content, 10);
        Control control = new Control(world.store, world.clock);
        Interruption store = Interruption.after(
                world.store, Interruption.into("reservations", "SUBMITTED"), () -> control.pause(true));
        new Ticks(world.context(store, world.context().generator(), site -> world.site(site.id())), Optional.empty())
                .submit();

        assertThat(store.happened()).isTrue();
        assertThat(world.vendor.jobs()).hasSize(1);

        control.pause(false);
        world.pass(Duration.ofHours(1));
        assertThat(world.vendor.jobs()).as("it goes on where it stood").hasSizeGreaterThanOrEqualTo(20);
    }

    @Test
    void a_running_tick_publishes_nothing_after_the_word() {
        Definition content = Contents.twoJobs(OnUncertain.HOLD);
        World world = new World(new MemoryStore(), Faults.NONE, 1);
        world.push(content);
        world.start(content, 3);
        world.process().submit();
        world.clock.advance(Duration.ofMinutes(10));
        Control control = new Control(world.store, world.clock);
        Interruption store =
                Interruption.after(world.store, Interruption.into("outbox", "PUBLISHED"), () -> control.pause(true));
        new Ticks(world.context(store, world.context().generator(), site -> world.site(site.id())), Optional.empty())
                .reclaim();

        assertThat(store.happened()).isTrue();
        assertThat(world.site("garden").effects().size()
                        + world.site("kitchen").effects().size())
                .isEqualTo(1);
    }

    private static void deliver(World world, Definition content, String fingerprint) {
        new PublishItem(world.context(), "publisher")
                .one(content.sites(), fingerprint, new TickReport("publish", world.clock.now()));
    }
}
