package dev.tickbox.generator.gemini;

import dev.tickbox.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** A clock that is an hour later once it was looked at so many times. */
final class Sleeper implements Clock {
    private final Clock clock;
    private final AtomicInteger looksLeft;

    Sleeper(Clock clock, int looks) {
        this.clock = clock;
        this.looksLeft = new AtomicInteger(looks);
    }

    @Override
    public Instant now() {
        return looksLeft.getAndDecrement() > 0 ? clock.now() : clock.now().plus(Duration.ofHours(1));
    }

    @Override
    public long nanos() {
        return 0;
    }
}
