package dev.tickbox.trial;

import dev.tickbox.Clock;
import java.time.Duration;
import java.time.Instant;

/** A clock that a trial puts forward, so that it need not wait for what is due later. */
public final class TrialClock implements Clock {
    private final Clock real;
    private volatile Duration ahead = Duration.ZERO;

    public TrialClock(Clock real) {
        this.real = real;
    }

    @Override
    public Instant now() {
        return real.now().plus(ahead);
    }

    @Override
    public long nanos() {
        return real.nanos() + ahead.toNanos();
    }

    /** By the one thread that runs the trial. */
    synchronized void forward(Duration time) {
        ahead = ahead.plus(time);
    }
}
