package dev.tickbox.interleaving;

import dev.tickbox.Fields;
import dev.tickbox.content.Definition;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.Definitions;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.world.Boundary;
import dev.tickbox.world.MemorySite;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Brings everything to where a phase begins, by ticks of which one is ended at the very call at which something is reached. */
final class Making {
    private static final int TICKS_AT_MOST = 40;

    private final Snapshot empty;
    private final Stage stage;

    Making(Faults vendor) {
        empty = new Snapshot(
                Plots.BEFORE_THE_SLOT,
                new MemoryStore(),
                List.of(),
                Map.of("garden", new MemorySite(), "kitchen", new MemorySite()),
                vendor);
        stage = new Stage(empty, false);
    }

    Snapshot made() {
        if (!stage.broken.isEmpty()) {
            throw new IllegalStateException("broken before anything was played: " + stage.broken);
        }
        return stage.snapshot(empty);
    }

    /** The content is current, and its jobs have been seen. */
    Making pushed(Definition content) {
        new Definitions(stage.store, stage.clock).push(content);
        stage.ticks("first", through(() -> false)).submit();
        return this;
    }

    Making pass(Duration time) {
        stage.clock.advance(time);
        return this;
    }

    Making does(Role role) {
        role.perform(stage, "setting", through(() -> false));
        return this;
    }

    Making flawed(Consumer<Flaws> flaw) {
        flaw.accept(stage.flaws);
        return this;
    }

    /** Ticks until all documents of the collection are in the state; the tick that brings it about does nothing more. */
    Making until(String collection, String state) {
        return until(() -> are(collection, state));
    }

    Making until(BooleanSupplier reached) {
        for (int i = 0; i < TICKS_AT_MOST && !reached.getAsBoolean(); i++) {
            if (i > 0) {
                pass(Duration.ofMinutes(1));
            }
            stage.ticks("setting" + i, through(reached)).submit();
            if (!reached.getAsBoolean()) {
                stage.ticks("setting" + i, through(reached)).reclaim();
            }
        }
        if (!reached.getAsBoolean()) {
            throw new IllegalStateException("a phase was not reached");
        }
        return this;
    }

    /** A tick dies with this call done and nothing heard of it. */
    Making diesAfter(String call) {
        boolean[] done = {false};
        Boundary boundary = new Boundary() {
            @Override
            public <T> T call(String name, Supplier<T> effect) {
                if (done[0]) {
                    throw new StackOverflowError("dead");
                }
                done[0] = name.equals(call);
                return effect.get();
            }
        };
        for (int i = 0; i < TICKS_AT_MOST && !done[0]; i++) {
            stage.ticks("setting" + i, boundary).submit();
            if (!done[0]) {
                stage.ticks("setting" + i, boundary).reclaim();
            }
            pass(Duration.ofMinutes(1));
        }
        return this;
    }

    boolean are(String collection, String state) {
        List<Fields> found = all(collection);
        return !found.isEmpty()
                && found.stream().allMatch(fields -> fields.text("state").equals(state));
    }

    int count(String collection) {
        return all(collection).size();
    }

    long count(String collection, String state) {
        return all(collection).stream()
                .filter(fields -> fields.text("state").equals(state))
                .count();
    }

    boolean nothingIsDue() {
        return stage.store.contents().values().stream()
                .allMatch(fields -> fields.findTime("due").isEmpty());
    }

    private List<Fields> all(String collection) {
        return stage.store.contents().entrySet().stream()
                .filter(each -> each.getKey().in().toString().equals(collection))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Dead from the call on at which it is reached. */
    private static Boundary through(BooleanSupplier reached) {
        return new Boundary() {
            @Override
            public <T> T call(String name, Supplier<T> effect) {
                if (reached.getAsBoolean()) {
                    throw new StackOverflowError("dead");
                }
                return effect.get();
            }
        };
    }
}
