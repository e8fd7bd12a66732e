package dev.tickbox.approval;

import java.time.Duration;

/**
 * What happens to a question that nobody answers in time.
 *
 * @param within how long it waits; time in which no tick ran, or in which the store was paused, does not count
 * @param end what becomes of it then
 */
public record Lapse(Duration within, End end) {
    public enum End {
        DROP,
        APPROVE
    }

    public Lapse {
        if (!within.isPositive()) {
            throw new IllegalArgumentException("a question cannot lapse within " + within);
        }
    }

    /** As the content says it, such as {@code 9h}. */
    public String words() {
        if (within.toMinutes() % 60 != 0) {
            return within.toMinutes() + "m";
        }
        return within.toHours() % 24 == 0 ? within.toDays() + "d" : within.toHours() + "h";
    }
}
