package dev.tickbox;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The only source of time. Wall time orders documents; monotonic time fences a send that slept. */
public interface Clock {
    /** Wall time in whole milliseconds, so that it survives every store unchanged. */
    Instant now();

    /** Nanoseconds that never go back; only differences mean anything. */
    long nanos();

    static Clock system() {
        return new Clock() {
            @Override
            public Instant now() {
                return Instant.now().truncatedTo(ChronoUnit.MILLIS);
            }

            @Override
            public long nanos() {
                return System.nanoTime();
            }
        };
    }

    /** A moment after which something must not be begun, by either clock: a wall clock may jump, a process may sleep. */
    default Deadline deadline(Duration from) {
        return new Deadline(this, now().plus(from), nanos() + from.toNanos());
    }

    record Deadline(Clock clock, Instant wall, long monotonicNanos) {
        public boolean passed() {
            return !clock.now().isBefore(wall) || clock.nanos() - monotonicNanos >= 0;
        }
    }
}
