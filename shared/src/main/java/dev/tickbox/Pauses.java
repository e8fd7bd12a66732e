package dev.tickbox;

import java.time.Duration;

/** Pauses that grow from the first to the longest. */
public record Pauses(Duration first, Duration atMost) {
    public Pauses {
        if (first.compareTo(atMost) > 0) {
            throw new IllegalArgumentException("the first pause, " + first + ", is longer than the longest, " + atMost);
        }
    }

    Duration doubled(int times) {
        return atMost(first.multipliedBy(1L << Math.clamp(times, 0, 20)));
    }

    Duration atMost(Duration pause) {
        return pause.compareTo(atMost) < 0 ? pause : atMost;
    }
}
