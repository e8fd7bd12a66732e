package dev.tickbox.simulation;

import dev.tickbox.world.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Supplier;

/** True time, which no process sees, what is on its way and lands when its time has come, and the story so far. */
final class OutsideWorld {
    static final Instant START = Instant.parse("2026-11-21T05:00:00Z");

    /** An effect on its way: it happens at its time, whatever has become of who sent it. */
    static final class Landing<T> {
        private final Instant at;
        private final long number;
        private final Supplier<T> effect;
        private Optional<T> result = Optional.empty();

        private Landing(Instant at, long number, Supplier<T> effect) {
            this.at = at;
            this.number = number;
            this.effect = effect;
        }

        private void land() {
            result = Optional.of(effect.get());
        }

        Instant at() {
            return at;
        }

        Optional<T> result() {
            return result;
        }
    }

    final Chance chance;
    final ManualClock clock = new ManualClock(START);
    private final PriorityQueue<Landing<?>> landings = new PriorityQueue<>(
            Comparator.<Landing<?>, Instant>comparing(each -> each.at).thenComparing(each -> each.number));
    private final List<String> story = new ArrayList<>();
    private long sent;
    private final Set<Sickness> sick = EnumSet.noneOf(Sickness.class);
    private boolean calm;

    OutsideWorld(Chance chance) {
        this.chance = chance;
    }

    Instant now() {
        return clock.now();
    }

    /** From here on nothing goes wrong any more. */
    void calmDown() {
        calm = true;
        tell("calm: nothing goes wrong from here on");
    }

    boolean isCalm() {
        return calm;
    }

    void begins(Sickness sickness) {
        sick.add(sickness);
        tell("begins: " + sickness);
    }

    void ends(Sickness sickness) {
        sick.remove(sickness);
        tell("ends: " + sickness);
    }

    boolean has(Sickness sickness) {
        return !calm && sick.contains(sickness);
    }

    boolean goesWrong(int perMille) {
        return !calm && chance.perMille(perMille);
    }

    void pass(Duration by) {
        Instant end = now().plus(by);
        for (Landing<?> next = landings.peek(); next != null && !next.at.isAfter(end); next = landings.peek()) {
            landings.remove();
            if (next.at.isAfter(now())) {
                clock.advance(Duration.between(now(), next.at));
            }
            next.land();
        }
        if (end.isAfter(now())) {
            clock.advance(Duration.between(now(), end));
        }
    }

    <T> Landing<T> later(Duration delay, Supplier<T> effect) {
        Landing<T> landing = new Landing<>(now().plus(delay), sent++, effect);
        landings.add(landing);
        return landing;
    }

    void tell(String line) {
        story.add(now() + " " + line);
    }

    List<String> story() {
        return story;
    }
}
