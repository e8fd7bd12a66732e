package dev.tickbox.interleaving;

import dev.tickbox.world.Boundary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One process on a thread of its own. It runs only while its conductor waits for it, so that just one thing happens at a time. */
final class Actor implements Boundary {
    /** What it finds at the call before which it stops. */
    enum Fate {
        STOPS,
        DIES,
        ERROR_BEFORE,
        ERROR_AFTER,
        EXCEPTION_BEFORE,
        EXCEPTION_AFTER
    }

    /** Part of every error that was made on purpose. */
    static final String INJECTED = "injected";

    static final String EFFECT = "effect";

    static final int TO_ITS_END = Integer.MAX_VALUE;

    private static final Set<String> READS =
            Set.of("store.get", "store.query", "store.sum", "generator.look", "generator.list");

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;

        Killed() {
            super(INJECTED + " death", null, false, false);
        }
    }

    private final String name;
    private final Consumer<Actor> work;
    private final Consumer<String> story;
    private final Semaphore go = new Semaphore(0);
    private final Semaphore back = new Semaphore(0);
    private final List<Object> trace = new ArrayList<>();
    private Optional<Throwable> failure = Optional.empty();
    private Fate fate = Fate.STOPS;
    private boolean started;
    private boolean ended;
    private boolean dead;
    private int left;
    private int calls;

    Actor(String name, Consumer<Actor> work, Consumer<String> story) {
        this.name = name;
        this.work = work;
        this.story = story;
    }

    String name() {
        return name;
    }

    boolean ended() {
        return ended;
    }

    boolean dead() {
        return dead;
    }

    int calls() {
        return calls;
    }

    /** The answers of its reads, in the order of its calls; a call that may change something has {@link #EFFECT} instead. */
    List<Object> trace() {
        return trace;
    }

    /** Runs so many calls and stands before the next one, or runs to its end. */
    void goOn(int steps, Fate then) {
        if (ended) {
            return;
        }
        left = steps;
        fate = then;
        if (!started) {
            started = true;
            Thread.ofVirtual().start(this::run);
        }
        go.release();
        back.acquireUninterruptibly();
        if (failure.isPresent()) {
            throw new IllegalStateException(name + " failed", failure.get());
        }
    }

    private void run() {
        go.acquireUninterruptibly();
        try {
            work.accept(this);
        } catch (Throwable e) { // handed to the conductor's thread
            failure = dead ? Optional.empty() : Optional.of(e);
        } finally {
            story.accept(name + (dead ? " is dead" : " has ended"));
            ended = true;
            back.release();
        }
    }

    @Override
    public <T> T call(String call, Supplier<T> effect) {
        if (dead) {
            throw new Killed();
        }
        while (left == 0 && fate == Fate.STOPS) {
            stop();
        }
        boolean strikes = left == 0;
        left = strikes ? 0 : left - 1;
        calls++;
        story.accept(name + " " + calls + ": " + call + (strikes ? " " + fate : ""));
        return strikes ? struck(call, effect) : done(call, effect);
    }

    private <T> T done(String call, Supplier<T> effect) {
        T answer = effect.get();
        trace.add(READS.contains(call) ? answer : EFFECT);
        return answer;
    }

    private <T> T struck(String call, Supplier<T> effect) {
        Fate strikes = fate;
        fate = Fate.STOPS;
        if (strikes == Fate.DIES) {
            dead = true;
            throw new Killed();
        }
        if (strikes == Fate.ERROR_AFTER || strikes == Fate.EXCEPTION_AFTER) {
            done(call, effect);
        }
        if (strikes == Fate.ERROR_BEFORE || strikes == Fate.ERROR_AFTER) {
            throw new StackOverflowError(INJECTED);
        }
        throw new IllegalStateException(INJECTED);
    }

    private void stop() {
        back.release();
        go.acquireUninterruptibly();
    }
}
