package dev.tickbox.operator;

import dev.tickbox.world.Boundary;
import java.util.Set;
import java.util.function.Supplier;

/** From the effect with this number on nothing works any more; between two effects it makes no difference where it dies. */
final class Dying implements Boundary {
    private static final Set<String> EFFECTS = Set.of("store.commit", "generator.submit", "publisher.publish");
    private final int at;
    private final boolean before;
    private boolean dead;
    private int calls;

    Dying(int at, boolean before) {
        this.at = at;
        this.before = before;
    }

    boolean died() {
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
}
