package dev.tickbox.tick.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.generator.Generator;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.generator.simulated.SimulatedGenerator;
import dev.tickbox.ledger.Control.TextOrigin;
import dev.tickbox.ledger.Definitions;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.store.Write;
import dev.tickbox.tick.Ticks;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.context.TickContext.SitePublishers;
import dev.tickbox.tick.context.TickReport;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatedTextsTest {
    private final World world = new World(new MemoryStore(), Faults.NONE, 1);
    private final List<TextOrigin> asked = new ArrayList<>();

    private TickContext context(Generator generator) {
        SitePublishers publishers = (site, texts) -> {
            asked.add(texts);
            return world.site(site.id());
        };
        return world.context(world.store, generator, publishers);
    }

    /** Until an item waits for its publisher, in a store of this kind. */
    private String waiting(String kind) {
        world.push(Contents.twoJobs(OnUncertain.RESUBMIT));
        Ticks ticks = new Ticks(context(new SimulatedGenerator(world.vendor, kind)), Optional.of(due -> {}));
        ticks.submit();
        world.clock.advance(Duration.ofMinutes(61));
        for (int i = 0; i < 5; i++) {
            ticks.submit();
            world.clock.advance(Duration.ofMinutes(2));
            ticks.reclaim();
        }
        return world.store
                .query(Query.of(ItemDocument.ALL, 1))
                .documents()
                .getFirst()
                .ref()
                .id();
    }

    private void deliver(String item) {
        Definitions definitions = new Definitions(world.store, world.clock);
        // Whatever this process would buy with has no say.
        new PublishItem(context(new SimulatedGenerator(world.vendor, "another kind")), "publisher")
                .one(definitions.current().orElseThrow().sites(), item, new TickReport("publish", world.clock.now()));
    }

    @ParameterizedTest
    @CsvSource({"simulated, SIMULATED", "gemini-key, REAL", "demo, REAL"})
    void the_store_says_what_a_publisher_gets_whatever_its_process_was_started_for(String kind, TextOrigin texts) {
        deliver(waiting(kind));
        assertThat(asked).containsExactly(texts);
    }

    @Test
    void of_a_store_that_does_not_say_what_its_texts_are_nothing_is_published() {
        String item = waiting("simulated");
        Document control =
                world.store.all(Query.of(Collection.of("control"), 1)).getFirst();
        world.store.commit(new Write.Update(control, control.fields().with("generator", null)));
        deliver(item);
        assertThat(asked).isEmpty();
    }
}
