package dev.tickbox.tick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Ids;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.store.Query;
import dev.tickbox.store.sqlite.SqliteStore;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.context.Workers;
import dev.tickbox.tick.start.StartRuns;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverlappingTicksTest {
    private static final int ARTICLES = 20;

    @TempDir
    Path folder;

    /** As two {@code up} on one file do, each with threads of its own. */
    @Test
    void ticks_that_overlap_on_one_file_do_nothing_twice() throws Exception {
        try (SqliteStore one = SqliteStore.open(folder.resolve("tickbox.db"), Ids.system());
                SqliteStore two = SqliteStore.open(folder.resolve("tickbox.db"), Ids.system());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            World world = new World(one, Faults.NONE, 1);
            Definition definition = Contents.of(Contents.job(
                    "daily",
                    "garden",
                    "0 6 * * *",
                    OnUncertain.RESUBMIT,
                    Contents.single("garden", "Write {{run.id}}.")));
            world.push(definition);
            for (int i = 0; i < ARTICLES; i++) {
                new StartRuns(world.context(), "test")
                        .byHand(definition, definition.job("daily").orElseThrow());
            }
            for (int round = 0; round < 10; round++) {
                world.clock.advance(Duration.ofMinutes(1));
                List<Future<?>> ticks = new ArrayList<>();
                for (SqliteStore store : List.of(one, two, one, two)) {
                    TickContext side = world.context()
                            .withStore(store)
                            .withIds(Ids.system())
                            .withWorkers(Workers.sideBySide(8));
                    ticks.add(threads.submit(() -> new Ticks(side, Optional.empty()).submit()));
                    ticks.add(threads.submit(() -> new Ticks(side, Optional.empty()).reclaim()));
                }
                for (Future<?> tick : ticks) {
                    tick.get();
                }
            }
            assertThat(world.vendor.jobs()).hasSize(ARTICLES);
            assertThat(world.site("garden").effects()).doesNotHaveDuplicates().hasSize(ARTICLES);
            assertThat(one.all(Query.of(RunDocument.ALL, 100)))
                    .allSatisfy(run -> assertThat(run.fields().text("state")).isEqualTo("DONE"));
        }
    }
}
