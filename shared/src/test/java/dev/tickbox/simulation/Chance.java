package dev.tickbox.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/** All the chance of one history. Asked in an order that is itself a function of the seed. */
final class Chance {
    private final Random random;

    Chance(long seed) {
        // Seeds that follow each other would otherwise begin alike.
        this.random = new Random(seed * 0x9E3779B97F4A7C15L + 0x632BE59BD9B4E019L);
    }

    boolean perMille(int chance) {
        return random.nextInt(1000) < chance;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    Duration seconds(long from, long to) {
        return Duration.ofMillis(from * 1000 + random.nextLong((to - from) * 1000 + 1));
    }

    <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    @SafeVarargs
    final <T> T oneOf(T... all) {
        return all[random.nextInt(all.length)];
    }

    <T> void shuffle(List<T> list) {
        java.util.Collections.shuffle(list, random);
    }
}
