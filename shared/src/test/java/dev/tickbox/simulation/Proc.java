package dev.tickbox.simulation;

import dev.tickbox.Clock;
import dev.tickbox.world.Boundary;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One process: a thread that runs only while its history waits for it, so that just one thing happens at a time. At any of its calls of the
 * outside something may go wrong, or others may run meanwhile.
 */
final class Proc implements Boundary {
    static final class Killed extends Error {
        private static final long serialVersionUID = 1;

        Killed() {
            super("killed", null, false, false);
        }
    }

    private record Beats(Duration every, Runnable repeated) {}

    private final OutsideWorld outside;
    private final String name;
    private final Mishaps mishaps;
    private final Duration skew;
    private final boolean stopsMonotonic;
    private final Map<String, Integer> calls = new TreeMap<>();
    private final Semaphore go = new Semaphore(0);
    private final Semaphore back = new Semaphore(0);
    private Duration frozenFor = Duration.ZERO;
    private Optional<Instant> busyUntil = Optional.empty();
    private Optional<Duration> absence = Optional.empty();
    private Optional<Beats> beats = Optional.empty();
    private boolean frozen;
    private boolean wasFrozen;
    private boolean killed;
    private boolean dead;
    private @Nullable Broken broken;
    private @Nullable Throwable failure;

    /**
     * @param others what may run as a whole between two of its calls
     * @param thrown hears of each call that throws although the process lives on
     */
    Proc(OutsideWorld outside, String name, Trouble trouble, Runnable others, Consumer<Proc> thrown) {
        this.outside = outside;
        this.name = name;
        this.mishaps = new Mishaps(this, outside, trouble, others, () -> thrown.accept(this));
        this.skew = outside.isCalm() ? Duration.ZERO : outside.chance.seconds(-15, 15);
        this.stopsMonotonic = outside.chance.perMille(300);
    }

    String name() {
        return name;
    }

    Mishaps mishaps() {
        return mishaps;
    }

    /** Up to 15 s from the truth, so that two are at most 30 s apart; a paused machine's monotonic clock may stand still meanwhile. */
    Clock clock() {
        return new Clock() {
            @Override
            public Instant now() {
                return outside.now().plus(skew);
            }

            @Override
            public long nanos() {
                return outside.clock.nanos() - (stopsMonotonic ? frozenFor.toNanos() : 0);
            }
        };
    }

    /** Runs until it ends, dies or freezes. */
    void start(Runnable work) {
        Thread.ofVirtual().start(() -> {
            go.acquireUninterruptibly();
            try {
                work.run();
            } catch (Throwable e) { // handed to the history, which ends with it
                failure = e instanceof Killed ? null : e;
            } finally {
                if (dead) {
                    outside.tell(name + " died");
                }
                frozen = false;
                back.release();
            }
        });
        goOn();
    }

    /** What a dead process still says of itself is said by nobody. */
    boolean isDead() {
        return dead;
    }

    boolean isFrozen() {
        return frozen;
    }

    boolean wasFrozen() {
        return wasFrozen;
    }

    /** Until when it works on something of its own, and not before it goes on. */
    Optional<Instant> busyUntil() {
        return busyUntil;
    }

    /** For how long its machine is off, now that it has died. */
    Optional<Duration> absence() {
        return absence;
    }

    int calls(String call) {
        return calls.getOrDefault(call, 0);
    }

    int callsOf(String prefix) {
        return calls.entrySet().stream()
                .filter(each -> each.getKey().startsWith(prefix))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    void thaw() {
        outside.tell(name + (busyUntil.isPresent() ? " goes on" : " thaws"));
        goOn();
    }

    void kill() {
        killed = true;
        goOn();
    }

    private void goOn() {
        go.release();
        back.acquireUninterruptibly();
        if (broken != null) {
            throw broken;
        }
        if (failure instanceof Broken other) {
            throw other;
        }
        if (failure != null && !dead) {
            throw new IllegalStateException(name + " threw", failure);
        }
    }

    void freeze(String where) {
        outside.tell(name + " freezes " + where);
        Instant since = outside.now();
        sleep();
        frozenFor = frozenFor.plus(Duration.between(since, outside.now()));
    }

    /** Works, or waits for an answer, while others run. */
    void isBusyFor(Duration time, String with) {
        outside.tell(name + " is busy for " + time + " " + with);
        Instant end = outside.now().plus(time);
        while (outside.now().isBefore(end)) {
            Instant stop = beats.map(each -> outside.now().plus(each.every()))
                    .filter(end::isAfter)
                    .orElse(end);
            busyUntil = Optional.of(stop);
            sleep();
            busyUntil = Optional.empty();
            beats.ifPresent(each -> each.repeated().run());
            if (dead) {
                throw new Killed();
            }
        }
    }

    /** Does the work, and repeats something beside it for as long as it is busy. */
    void meanwhile(Duration every, Runnable repeated, Runnable work) {
        beats = Optional.of(new Beats(every, repeated));
        try {
            work.run();
        } finally {
            beats = Optional.empty();
        }
    }

    private void sleep() {
        frozen = true;
        wasFrozen = true;
        back.release();
        go.acquireUninterruptibly();
        frozen = false;
        if (killed) {
            throw died();
        }
    }

    Killed died() {
        dead = true;
        return new Killed();
    }

    Killed diedWithItsMachine(Duration off) {
        absence = Optional.of(off);
        return died();
    }

    /** A tick goes on after an error of one document, so a broken promise is kept here until the process gives up its turn. */
    @Override
    public <T> T call(String call, Supplier<T> effect) {
        if (dead) {
            throw new Killed();
        }
        calls.merge(call, 1, Integer::sum);
        try {
            return outside.isCalm() ? effect.get() : mishaps.around(call, effect);
        } catch (Broken e) {
            broken = broken == null ? e : broken;
            dead = true;
            throw e;
        }
    }
}
