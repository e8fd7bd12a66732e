package dev.tickbox.world;

import dev.tickbox.Ids;
import java.util.Random;

/** The same names and chances for the same seed. */
public final class SeededIds implements Ids {
    private final Random random;

    public SeededIds(long seed) {
        this.random = new Random(seed);
    }

    @Override
    public synchronized String next() {
        return String.format("%016x", random.nextLong());
    }

    @Override
    public synchronized long random(long bound) {
        return random.nextLong(bound);
    }
}
