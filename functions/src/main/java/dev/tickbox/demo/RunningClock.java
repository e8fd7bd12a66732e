package dev.tickbox.demo;

import dev.tickbox.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that starts at a given moment, runs at normal speed, and can be advanced but not put back. */
final class RunningClock implements Clock {
    private final Clock real = Clock.system();
    private final Instant start;
    private final long startNanos = real.nanos();
    private final AtomicLong skippedNanos = new AtomicLong();

    RunningClock(Instant start) {
        this.start = start;
    }

    @Override
    public Instant now() {
        return start.plusNanos(nanos()).truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public long nanos() {
        return real.nanos() - startNanos + skippedNanos.get();
    }

    void forward(Duration by) {
        skippedNanos.addAndGet(Math.max(0, by.toNanos()));
    }

    void forwardTo(Instant moment) {
        forward(Duration.between(now(), moment));
    }
}
