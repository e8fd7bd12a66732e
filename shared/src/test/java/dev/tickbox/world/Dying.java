package dev.tickbox.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Site;
import dev.tickbox.generator.Generator;
import dev.tickbox.ledger.Control.TextOrigin;
import dev.tickbox.tick.Ticks;
import dev.tickbox.tick.context.TickContext;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** From the effect with this number on nothing works any more; between two effects it makes no difference where it dies. */
public final class Dying implements Boundary {
    private static final Set<String> EFFECTS = Set.of("store.commit", "generator.submit", "publisher.publish");
    private final int at;
    private final boolean before;
    private boolean dead;
    private int calls;

    public Dying(int at, boolean before) {
        this.at = at;
        this.before = before;
    }

    public boolean died() {
        return calls >= at;
    }

    @Override
    public <T> T call(String name, Supplier<T> effect) {
        calls += EFFECTS.contains(name) ? 1 : 0;
        if (calls < at) {
            return effect.get();
        }
        if (!dead && !before) {
            var _ = effect.get();
        }
        dead = true;
        throw new IllegalStateException("died at " + name);
    }

    private TickContext context(World world, Gate gate) {
        return world.context(
                around(world.store),
                around((Generator) gate),
                around((Site site, TextOrigin texts) -> world.site(site.id())));
    }

    /** A command alone. */
    public void command(World world, Gate gate, Consumer<TickContext> command) {
        process(() -> command.accept(context(world, gate)));
    }

    /** A command and the ticks after it, in processes of which one dies; then the leases of the dead are over. */
    public void play(World world, Gate gate, Consumer<TickContext> command) {
        TickContext context = context(world, gate);
        process(() -> command.accept(context));
        for (int i = 0; i < 4; i++) {
            world.clock.advance(Duration.ofMinutes(2));
            process(() -> new Ticks(context, Optional.empty()).submit());
            process(() -> new Ticks(context, Optional.empty()).reclaim());
        }
        world.clock.advance(Duration.ofHours(1));
    }

    private static void process(Runnable work) {
        try {
            work.run();
        } catch (IllegalStateException died) {
            assertThat(died).hasMessageStartingWith("died at ");
        }
    }

    @Override
    public String toString() {
        return "died " + (before ? "before " : "after ") + at;
    }
}
