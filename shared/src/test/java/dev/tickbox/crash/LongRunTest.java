package dev.tickbox.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Ids;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Definition.Budget;
import dev.tickbox.content.Definition.ContentLimits;
import dev.tickbox.content.Definition.TickSchedule;
import dev.tickbox.content.Job;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.program.Program;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Store;
import dev.tickbox.store.Store.Outcome;
import dev.tickbox.store.Store.Page;
import dev.tickbox.store.Write;
import dev.tickbox.store.sqlite.SqliteStore;
import dev.tickbox.tick.Ticks;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("long")
class LongRunTest {
    private static final int STEPS = 5_000;
    private static final int KILLED_AT = 4_990;

    private final Map<String, Integer> bodies = new ConcurrentHashMap<>();
    private final Map<Ref, Integer> reads = new ConcurrentHashMap<>();
    private int commitsOfSteps;

    private final Program program = steps -> {
        for (int i = 1; i <= STEPS; i++) {
            String id = "step-" + i;
            steps.step(id, id, () -> bodies.merge(id, 1, Integer::sum).longValue());
        }
    };

    @Test
    void a_run_of_5000_steps_that_was_killed_at_step_4990_does_one_of_them_again_and_reads_each_other_once(
            @TempDir Path folder) {
        try (Store store = SqliteStore.open(folder.resolve("tickbox.db"), Ids.system())) {
            World world = new World(store, Faults.NONE, 1);
            world.push(content());
            tick(world, KILLED_AT);
            world.clock.advance(Duration.ofMinutes(61));
            tick(world, KILLED_AT);
            assertThat(bodies).hasSize(KILLED_AT);
            assertThat(reads).isEmpty();

            world.clock.advance(Duration.ofMinutes(11));
            tick(world, Integer.MAX_VALUE);
            assertThat(store.all(Query.of(RunDocument.ALL, 2)))
                    .singleElement()
                    .satisfies(run -> assertThat(run.fields().text("state")).isEqualTo("DONE"));
        }
        assertThat(bodies).hasSize(STEPS);
        bodies.values().removeIf(times -> times == 1);
        assertThat(bodies).isEqualTo(Map.of("step-" + KILLED_AT, 2));
        assertThat(reads).hasSize(KILLED_AT - 1);
        assertThat(reads.values()).containsOnly(1);
    }

    private static Definition content() {
        Job job = Contents.java("long", "garden", "0 6 * * *", "Long");
        return Definition.of(
                Map.of(), Map.of("long", job), TickSchedule.DEFAULT, Budget.DEFAULT, ContentLimits.DEFAULT);
    }

    private void tick(World world, int diesAtStep) {
        TickContext context = world.context()
                .withStore(dyingAt(diesAtStep, world.store))
                .withPrograms(name -> new TickContext.Code(program, "1"));
        new Ticks(context, Optional.empty()).submit();
    }

    /** A store whose process dies before it records that step, and that counts which steps are read. */
    private Store dyingAt(int step, Store store) {
        return new Store() {
            private boolean dead;

            @Override
            public Optional<Document> get(Ref ref) {
                alive();
                return store.get(ref).map(this::read);
            }

            @Override
            public Outcome commit(List<Write> writes) {
                dead |= isStep(writes.getFirst().ref()) && ++commitsOfSteps == step;
                alive();
                return store.commit(writes);
            }

            private void alive() {
                if (dead) {
                    throw new Death("store");
                }
            }

            @Override
            public Page query(Query query) {
                alive();
                Page page = store.query(query);
                page.documents().forEach(this::read);
                return page;
            }

            @Override
            public long sum(Query query, String field) {
                return store.sum(query, field);
            }

            @Override
            public long count(Query query) {
                return store.count(query);
            }

            @Override
            public void close() {}

            private Document read(Document document) {
                if (isStep(document.ref())) {
                    reads.merge(document.ref(), 1, Integer::sum);
                }
                return document;
            }
        };
    }

    private static boolean isStep(Ref ref) {
        return ref.in().name().equals("steps");
    }
}
