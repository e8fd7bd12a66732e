package dev.tickbox.bench;

import dev.tickbox.Clock;
import java.util.Arrays;
import java.util.Locale;

/** Times of many equal pieces of work, in nanoseconds. */
final class Figures {
    private final Clock clock;
    private final long[] nanos;
    private int count;

    Figures(Clock clock, int atMost) {
        this.clock = clock;
        this.nanos = new long[atMost];
    }

    void time(Runnable work) {
        long start = clock.nanos();
        work.run();
        add(clock.nanos() - start);
    }

    synchronized void add(long took) {
        nanos[count++] = took;
    }

    /** The value below which so many of a hundred lie. */
    double micros(int percent) {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted[Math.min(count - 1, count * percent / 100)] / 1000.0;
    }

    double meanMicros() {
        return Arrays.stream(nanos, 0, count).average().orElse(0) / 1000;
    }

    static void say(String line, Object... values) {
        System.out.println(String.format(Locale.ROOT, line, values));
    }

    static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
