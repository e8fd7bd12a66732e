package dev.tickbox.tick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Job;
import dev.tickbox.generator.Mode;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.AttemptDocument;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.store.Schema;
import dev.tickbox.store.Write;
import dev.tickbox.tick.collect.CollectResults;
import dev.tickbox.tick.collect.Listings;
import dev.tickbox.tick.context.Shard;
import dev.tickbox.tick.context.TickReport;
import dev.tickbox.tick.publish.PublishItem;
import dev.tickbox.tick.start.StartRuns;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A newer Tickbox works on the same ledger. What it wrote is its own, at whatever point of an article that was. */
class NewerDocumentsTest {
    private static final List<Collection> LEDGERS =
            List.of(RunDocument.ALL, ReservationDocument.ALL, AttemptDocument.ALL, ItemDocument.ALL);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void documents_of_a_newer_schema_are_left_alone_and_said(int halves) {
        leftAlone(halves, world -> {});
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void those_of_which_a_run_was_not_yet_told_too(int halves) {
        leftAlone(halves, world -> {
            TickReport none = new TickReport("half", world.clock.now());
            new CollectResults(world.context(), new Listings(world.context(), none), "half")
                    .due(Shard.WHOLE, () -> false, none);
            PublishItem deliver = new PublishItem(world.context(), "half");
            for (Document item : world.store.all(Query.of(ItemDocument.ALL, 10))) {
                deliver.one(Contents.of(job()).sites(), item.ref().id(), none);
            }
        });
    }

    private static Job job() {
        return Contents.buying("daily", Contents.MODEL, Mode.BACKGROUND);
    }

    private static void leftAlone(int halves, Consumer<World> last) {
        assertThat(leftAlone(LEDGERS, halves, last)).as("said").isPositive();
        LEDGERS.forEach(ledger -> leftAlone(List.of(ledger), halves, last));
    }

    /** @return how often it was said */
    private static long leftAlone(List<Collection> written, int halves, Consumer<World> last) {
        World world = new World(new MemoryStore(), Faults.NONE, 1);
        world.push(Contents.of(job()));
        new StartRuns(world.context(), "person").byHand(Contents.of(job()), job());
        // Its publisher is called, and does not come: so there are documents in every state on the way.
        for (int half = 0; half < halves; half++) {
            ticks(world, half);
            world.clock.advance(Duration.ofMinutes(1));
        }
        last.accept(world);
        documents(world, written)
                .forEach(each ->
                        world.store.commit(new Write.Update(each, each.fields().with("schema", Schema.CURRENT + 1))));
        List<Document> newer = documents(world, written);

        long said = 0;
        for (int half = 0; half < 20; half++) {
            said += ticks(world, half).counted("leftAlone");
            world.clock.advance(Duration.ofMinutes(30));
        }
        assertThat(documents(world, written)).as("of " + written).containsAll(newer);
        return said;
    }

    private static TickReport ticks(World world, int half) {
        Ticks ticks = new Ticks(world.context(), Optional.of(due -> {}));
        return half % 2 == 0 ? ticks.submit() : ticks.reclaim();
    }

    private static List<Document> documents(World world, List<Collection> ledgers) {
        return ledgers.stream()
                .flatMap(ledger -> world.store.all(Query.of(ledger, 100)).stream())
                .toList();
    }
}
