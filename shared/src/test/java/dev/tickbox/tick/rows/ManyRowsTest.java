package dev.tickbox.tick.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Definition.Budget;
import dev.tickbox.content.Definition.ContentLimits;
import dev.tickbox.content.FetchRequest;
import dev.tickbox.content.Job;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.content.Output;
import dev.tickbox.content.Step;
import dev.tickbox.generator.Generator;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.generator.simulated.SimulatedGenerator;
import dev.tickbox.store.Store;
import dev.tickbox.store.sqlite.WithoutSync;
import dev.tickbox.tick.Ticks;
import dev.tickbox.world.Boundary;
import dev.tickbox.world.Contents;
import dev.tickbox.world.SeededIds;
import dev.tickbox.world.World;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run of 3,000 rows whose process is killed near its end. */
@Tag("long")
class ManyRowsTest {
    private static final int ROWS = 3000;

    @TempDir
    private Path folder = Path.of("");

    private final Deque<Kill> kills = new ArrayDeque<>(List.of(
            new Kill("source.fetch", 2986, true),
            new Kill("source.fetch", 2988, false),
            new Kill("generator.submit", 2990, true),
            new Kill("generator.submit", 2991, false)));
    private int fetches;
    private int submissions;

    /** Before or after the call with this number. */
    private record Kill(String call, int number, boolean before) {}

    /** A process that ends at the next kill. */
    private final class Killed implements Boundary {
        private boolean dead;

        @Override
        public <T> T call(String name, Supplier<T> effect) {
            if (dead) {
                throw new IllegalStateException("dead");
            }
            fetches += name.equals("source.fetch") ? 1 : 0;
            submissions += name.equals("generator.submit") ? 1 : 0;
            Kill next = kills.peek();
            dead = next != null
                    && name.equals(next.call())
                    && (name.equals("source.fetch") ? fetches : submissions) == next.number();
            if (!dead) {
                return effect.get();
            }
            if (!kills.remove().before()) {
                var _ = effect.get();
            }
            throw new IllegalStateException("died");
        }
    }

    /** A page and a text for each row, by hand only. */
    private static Definition content() {
        List<Step> steps = List.of(
                new Step.Fetch("page", FetchRequest.page("https://a.test/{{row.topic}}")),
                Contents.generate("note", "A note on {{steps.page.title}}.", new Output.Article()));
        Job rows = Contents.rows(
                "garden", IntStream.range(0, ROWS).mapToObj(i -> "topic-" + i).toList(), each -> each.with(steps));
        Job byHand = Contents.job("digest", "garden", "0 0 1 1 *", OnUncertain.RESUBMIT, rows.steps())
                .with(rows.vars());
        return Contents.with(
                Contents.with(Contents.of(byHand), ContentLimits.DEFAULT.withOutstanding(1000)),
                new Budget(100_000_000, ZoneOffset.UTC));
    }

    private void tick(World world) {
        Killed process = new Killed();
        var context = world.context(
                        process.around(world.store),
                        process.around((Generator) new SimulatedGenerator(world.vendor)),
                        site -> world.site(site.id()))
                .withSource(process.aroundSource(world.source));
        world.clock.advance(Duration.ofMinutes(2));
        try {
            new Ticks(context, Optional.empty()).submit();
            new Ticks(context, Optional.empty()).reclaim();
        } catch (IllegalStateException died) {
            assertThat(process.dead).isTrue();
        }
    }

    @Test
    void a_process_that_is_killed_near_the_end_repeats_the_step_in_flight_of_one_row() {
        try (Store store = WithoutSync.open(folder.resolve("tickbox.db"), new SeededIds(1))) {
            play(new World(store, Faults.NONE, 1));
        }
    }

    private void play(World world) {
        IntStream.range(0, ROWS)
                .forEach(i -> world.source.on(
                        "https://a.test/topic-" + i, "<html><title>topic " + i + "</title><p>It grows.</p></html>"));
        world.push(content());
        world.start(content(), 1);
        for (int i = 0; i < 200 && world.site("garden").effects().isEmpty(); i++) {
            tick(world);
        }

        assertThat(kills).as("kills that were not played").isEmpty();
        assertThat(world.vendor.jobs())
                .as("purchases: the rows and their digest")
                .hasSize(ROWS + 1);
        List<String> asked = world.source.asked();
        Set<String> once = new HashSet<>(asked);
        assertThat(once).hasSize(ROWS);
        assertThat(asked.stream().filter(address -> Collections.frequency(asked, address) > 1))
                .as("asked for a second time, since the answer was lost with its process")
                .hasSize(2)
                .containsOnly(asked.get(2986));
    }
}
