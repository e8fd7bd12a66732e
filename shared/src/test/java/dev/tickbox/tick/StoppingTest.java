package dev.tickbox.tick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Job;
import dev.tickbox.generator.Mode;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.inbox.Inbox;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.tick.collect.CollectResults;
import dev.tickbox.tick.collect.Listings;
import dev.tickbox.tick.context.Shard;
import dev.tickbox.tick.context.TickReport;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Asked to stop, or out of time: whatever is due, nothing more is begun. */
class StoppingTest {
    private static final List<Collection> LEDGERS = List.of(RunDocument.ALL, ReservationDocument.ALL, ItemDocument.ALL);

    @Test
    void a_tick_that_is_to_stop_begins_nothing_at_whatever_point_of_an_article() {
        World world = new World(new MemoryStore(), Faults.NONE, 1);
        Job job = Contents.buying("daily", Contents.MODEL, Mode.BACKGROUND);
        Definition content = Contents.of(job);
        world.push(content);
        List<String> called = new ArrayList<>();
        Ticks going = new Ticks(world.context(), Optional.of(due -> due.values().forEach(called::addAll)));
        Ticks stopping = new Ticks(
                world.context(), Optional.of(due -> due.values().forEach(called::addAll)), Inbox.NONE, () -> true);
        going.submit();
        world.clock.advance(Duration.ofMinutes(61));
        for (int half = 0; half < 8; half++) {
            List<Document> before = documents(world);
            int calls = called.size();
            stopping.submit();
            stopping.reclaim();
            assertThat(documents(world)).as("half " + half).isEqualTo(before);
            assertThat(called).as("half " + half).hasSize(calls);

            TickReport collected = new TickReport("half", world.clock.now());
            new CollectResults(world.context(), new Listings(world.context(), collected), "half")
                    .due(Shard.WHOLE, () -> false, collected);
            before = documents(world);
            stopping.reclaim();
            assertThat(documents(world)).as("untold, half " + half).isEqualTo(before);
            if (half % 2 == 0) {
                going.submit();
            } else {
                going.reclaim();
            }
            world.clock.advance(Duration.ofMinutes(1));
        }
        assertThat(called).as("it would have gone on").isNotEmpty();
    }

    private static List<Document> documents(World world) {
        return LEDGERS.stream()
                .flatMap(ledger -> world.store.all(Query.of(ledger, 100)).stream())
                .toList();
    }
}
