package dev.tickbox.tick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Definition;
import dev.tickbox.content.OnUncertain;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.outbox.ItemDocument;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.time.Duration;
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

    private static void deliver(World world, Definition content, String fingerprint) {
        new Deliver(world.parts(), "publisher")
                .one(content.sites(), fingerprint, new Report("publish", world.clock.now()));
    }
}
