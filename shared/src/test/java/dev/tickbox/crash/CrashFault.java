package dev.tickbox.crash;

import dev.tickbox.world.Boundary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/** One thing that goes wrong, at one call of the outside, counted over all processes of a play. */
final class CrashFault {
    /** What a process's own thread says to the play. */
    enum Signal {
        FROZE,
        ENDED
    }

    private final int at;
    private final Way way;
    private final List<String> names = new ArrayList<>();
    private final CountDownLatch thaw = new CountDownLatch(1);
    final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private Optional<Supplier<?>> late = Optional.empty();
    private Runnable afterEach = () -> {};

    /** @param at the number of the call, from 1 */
    CrashFault(int at, Way way) {
        this.at = at;
        this.way = way;
    }

    /** Nothing goes wrong; {@code afterEach} looks after every call. */
    static CrashFault none(Runnable afterEach) {
        CrashFault fault = new CrashFault(0, Way.DIE_BEFORE);
        fault.afterEach = afterEach;
        return fault;
    }

    Way way() {
        return way;
    }

    /** The calls so far, in order. */
    synchronized List<String> names() {
        return List.copyOf(names);
    }

    synchronized boolean struck() {
        return at > 0 && names.size() >= at;
    }

    void thaw() {
        thaw.countDown();
    }

    synchronized boolean effectIsPending() {
        return late.isPresent();
    }

    /** The dead process's effect happens now. */
    synchronized void land() {
        Supplier<?> effect = late.orElseThrow();
        late = Optional.empty();
        var _ = effect.get();
    }

    private synchronized boolean strikesAt(String name) {
        names.add(name);
        return names.size() == at;
    }

    private synchronized void keep(Supplier<?> effect) {
        late = Optional.of(effect);
    }

    /** One process. Once it is dead, it is dead. */
    final class Life implements Boundary {
        private boolean dead;

        @Override
        public <T> T call(String name, Supplier<T> effect) {
            return call(name, effect, effect);
        }

        /** @param whenLate the effect as it is when it had been sent in time and only takes long to arrive */
        <T> T call(String name, Supplier<T> effect, Supplier<T> whenLate) {
            if (dead) {
                throw new Death(name);
            }
            if (!strikesAt(name)) {
                T answer = effect.get();
                afterEach.run();
                return answer;
            }
            return switch (way) {
                case DIE_BEFORE -> throw die(name);
                case DIE_AFTER -> {
                    var _ = effect.get();
                    throw die(name);
                }
                case FREEZE_BEFORE -> {
                    freeze();
                    yield effect.get();
                }
                case FREEZE_AFTER, NAP -> {
                    T answer = effect.get();
                    freeze();
                    yield answer;
                }
                case LATE_SOON, LATE_LAST -> {
                    keep(whenLate);
                    throw die(name);
                }
            };
        }

        private Death die(String name) {
            dead = true;
            return new Death(name);
        }

        private void freeze() {
            signals.add(Signal.FROZE);
            try {
                thaw.await();
            } catch (InterruptedException e) {
                throw new AssertionError("nobody thawed it", e);
            }
        }
    }
}
