package dev.tickbox.interleaving;

import dev.tickbox.interleaving.Actor.Fate;
import dev.tickbox.interleaving.Interleaving.Leg;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * A schedule by seed for many actors: whoever is first in the order runs, until one of a few moments at which it falls behind the others.
 * Few such moments find most mistakes that any order would.
 */
final class Dice {
    private static final List<Role> TICKS = List.of(Role.SUBMIT, Role.RECLAIM);
    private static final List<Duration> PASSES = List.of(
            Duration.ZERO,
            Duration.ZERO,
            Duration.ofMinutes(1),
            Duration.ofMinutes(3),
            Duration.ofMinutes(12),
            Duration.ofHours(62));
    private static final int CALLS_AT_MOST = 60;

    private final Random random;

    Dice(long seed) {
        this.random = new Random(seed);
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    Interleaving schedule() {
        Phase phase = random.nextBoolean() ? Phase.MANY : Phase.MANY_UNASKED;
        List<Role> roles = new ArrayList<>();
        int actors = 5 + random.nextInt(6);
        for (int i = 0; i < actors; i++) {
            roles.add(random.nextInt(10) < 7 ? pick(TICKS) : pick(List.of(Role.values())));
        }
        Deque<Integer> order = new ArrayDeque<>();
        for (int i = 0; i < actors; i++) {
            order.add(i);
        }
        List<Leg> legs = new ArrayList<>();
        int falls = 1 + random.nextInt(4);
        while (!order.isEmpty()) {
            int first = order.remove();
            Duration passes = pick(PASSES);
            if (falls > 0 && random.nextInt(actors) < 3) {
                falls--;
                Fate fate = random.nextInt(3) == 0 ? pick(List.of(Fate.values())) : Fate.STOPS;
                legs.add(Leg.of(first, 1 + random.nextInt(CALLS_AT_MOST))
                        .then(fate)
                        .after(passes));
                behind(order, first);
            } else {
                legs.add(Leg.toItsEnd(first).after(passes));
            }
        }
        return new Interleaving(phase, roles, legs);
    }

    /** Behind some of the others, not always behind all. */
    private void behind(Deque<Integer> order, int actor) {
        List<Integer> others = new ArrayList<>(order);
        others.add(others.isEmpty() ? 0 : 1 + random.nextInt(others.size()), actor);
        order.clear();
        order.addAll(others);
    }
}
