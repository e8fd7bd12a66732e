package dev.tickbox.simulation;

import dev.tickbox.Clock;
import dev.tickbox.generator.Generator;
import dev.tickbox.publisher.Publisher;
import dev.tickbox.simulation.Outside.Landing;
import dev.tickbox.simulation.Trouble.Act;
import dev.tickbox.store.Outcome;
import dev.tickbox.store.StoreException;
import dev.tickbox.world.Boundary;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One process: a thread that runs only while its history waits for it, so that just one thing happens at a time. At any of its calls of the
 * outside it may die or freeze, the call may land late, or its reply be lost.
 */
final class Proc implements Boundary {
    /** An effect that is on its way lands within this time, or never: as long as a call may take. */
    static final int CALL_SECONDS = 60;

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;

        Killed() {
            super("killed", null, false, false);
        }
    }

    private final Outside outside;
    private final String name;
    private final Trouble trouble;
    private final Duration skew;
    private final boolean stopsMonotonic;
    private final int pausesAtStart;
    private final Semaphore go = new Semaphore(0);
    private final Semaphore back = new Semaphore(0);
    private Duration frozenFor = Duration.ZERO;
    private boolean frozen;
    private boolean killed;
    private boolean dead;
    private @Nullable Broken broken;
    private @Nullable Throwable failure;

    /** @param pauses how often the store had been paused or resumed when it started */
    Proc(Outside outside, String name, Trouble trouble, int pauses) {
        this.pausesAtStart = pauses;
        this.outside = outside;
        this.name = name;
        this.trouble = trouble;
        this.skew = outside.isCalm() ? Duration.ZERO : outside.chance.seconds(-15, 15);
        this.stopsMonotonic = outside.chance.perMille(300);
    }

    String name() {
        return name;
    }

    int pausesAtStart() {
        return pausesAtStart;
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

    void thaw() {
        outside.tell(name + " thaws");
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

    private void freeze(String where) {
        outside.tell(name + " freezes " + where);
        Instant since = outside.now();
        frozen = true;
        back.release();
        go.acquireUninterruptibly();
        frozen = false;
        frozenFor = frozenFor.plus(Duration.between(since, outside.now()));
        if (killed) {
            throw died();
        }
    }

    private Killed died() {
        dead = true;
        return new Killed();
    }

    /** A tick goes on after an error of one document, so a broken promise is kept here until the process gives up its turn. */
    @Override
    public <T> T call(String call, Supplier<T> effect) {
        if (dead) {
            throw new Killed();
        }
        try {
            return outside.isCalm() ? effect.get() : troubled(call, effect);
        } catch (Broken e) {
            broken = broken == null ? e : broken;
            dead = true;
            throw e;
        }
    }

    @SuppressWarnings("unchecked") // each call has one type of answer
    private <T> T troubled(String call, Supplier<T> effect) {
        outside.pass(trouble.duration(call));
        Act act = trouble.at(call);
        if (act == Act.NONE) {
            return effect.get();
        }
        outside.tell(name + " " + call + ": " + act);
        switch (act) {
            case DIE_BEFORE, LATE_THEN_DIE -> {
                if (act == Act.LATE_THEN_DIE) {
                    late(effect);
                }
                throw died();
            }
            case DIE_AFTER -> {
                Objects.requireNonNull(effect.get(), call);
                throw died();
            }
            case FREEZE_BEFORE -> freeze("before " + call);
            case FREEZE_AFTER -> {
                T result = effect.get();
                freeze("after " + call);
                return result;
            }
            case LATE_THEN_REPLY -> {
                Landing<T> landing = late(effect);
                freeze("in " + call);
                if (landing.result().isEmpty()) {
                    outside.pass(Duration.between(outside.now(), landing.at()));
                }
                return landing.result().orElseThrow();
            }
            case LATE_NO_REPLY -> {
                late(effect);
                return (T) noReply(call);
            }
            case DONE_NO_REPLY -> {
                Objects.requireNonNull(effect.get(), call);
                return (T) noReply(call);
            }
            case LOST_ON_THE_WAY -> {
                return (T) noReply(call);
            }
            case REFUSED -> throw new StoreException("the store refuses, for once");
            case NONE -> {}
        }
        return effect.get();
    }

    private <T> Landing<T> late(Supplier<T> effect) {
        return outside.later(outside.chance.seconds(0, CALL_SECONDS), effect);
    }

    private static Object noReply(String call) {
        return switch (call) {
            case "store.commit" -> Outcome.UNKNOWN;
            case "vendor.submit" -> new Generator.Unsure("no answer");
            case "generator.look" -> new Generator.Unreachable("no answer");
            case "generator.list" -> new Generator.NoAnswer("no answer");
            case "site.effect" -> new Publisher.Retry("no answer");
            case "wake.call" -> Optional.empty();
            default -> throw new IllegalStateException(call + " has no such trouble");
        };
    }
}
