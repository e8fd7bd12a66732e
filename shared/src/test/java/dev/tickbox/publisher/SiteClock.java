package dev.tickbox.publisher;

import dev.tickbox.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** Time that stands still until a test moves it, and lets a test in whenever somebody looks at it. */
public final class SiteClock implements Clock {
    public static final Instant START = Instant.parse("2026-11-21T06:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final AtomicReference<Runnable> look = new AtomicReference<>(() -> {});

    public void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    /** Runs at the next look only. */
    public void atNextLook(Runnable action) {
        look.set(action);
    }

    public Deadline soon() {
        return deadline(Duration.ofSeconds(60));
    }

    @Override
    public Instant now() {
        look.getAndSet(() -> {}).run();
        return now.get();
    }

    @Override
    public long nanos() {
        return Duration.between(START, now.get()).toNanos();
    }
}
