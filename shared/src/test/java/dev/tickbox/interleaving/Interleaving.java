package dev.tickbox.interleaving;

import dev.tickbox.interleaving.Actor.Fate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One schedule as a line, such as {@code AT_VENDOR reclaim abandon: A17 +PT3M B4 A B}: the first actor runs 17 calls, three minutes pass,
 * the second runs 4 calls, then the first runs to its end, and so does the second.
 */
record Interleaving(Phase phase, List<Role> roles, List<Leg> legs) {
    /** @param passes before the actor goes on */
    record Leg(int actor, int calls, Fate then, Duration passes) {
        private static final Pattern FORM = Pattern.compile("([A-Z])(\\d*)([xeErR]?)");
        /** A letter for each fate, in its order. */
        private static final String FATES = " xeErR";

        static Leg toItsEnd(int actor) {
            return new Leg(actor, Actor.TO_ITS_END, Fate.STOPS, Duration.ZERO);
        }

        static Leg of(int actor, int calls) {
            return new Leg(actor, calls, Fate.STOPS, Duration.ZERO);
        }

        Leg then(Fate fate) {
            return new Leg(actor, calls, fate, passes);
        }

        Leg after(Duration time) {
            return new Leg(actor, calls, then, time);
        }

        static Leg read(String text, Duration passes) {
            Matcher form = FORM.matcher(text);
            if (!form.matches()) {
                throw new IllegalArgumentException(text + " is no leg of a schedule");
            }
            int calls = form.group(2).isEmpty() ? Actor.TO_ITS_END : Integer.parseInt(form.group(2));
            Fate then = form.group(3).isEmpty()
                    ? Fate.STOPS
                    : List.of(Fate.values()).get(FATES.indexOf(form.group(3)));
            return new Leg(form.group(1).charAt(0) - 'A', calls, then, passes);
        }

        @Override
        public String toString() {
            return (passes.isZero() ? "" : "+" + passes + " ")
                    + (char) ('A' + actor)
                    + (calls == Actor.TO_ITS_END ? "" : calls)
                    + (then == Fate.STOPS
                            ? ""
                            : FATES.charAt(List.of(Fate.values()).indexOf(then)));
        }
    }

    Interleaving(Phase phase, List<Role> roles, Leg... legs) {
        this(phase, roles, List.of(legs));
    }

    /** Whether a process dies, or a call of it fails, on the way. */
    boolean strikes() {
        return legs.stream().anyMatch(leg -> leg.then() != Fate.STOPS);
    }

    /** Within how many pairs of ticks all must be done. */
    int pairs() {
        return strikes() || phase.isUnresolved() || roles.contains(Role.RESTORED)
                ? Settling.PAIRS_AFTER_A_DEATH
                : Settling.PAIRS;
    }

    static Interleaving read(String line) {
        String[] halves = line.split(": ", 2);
        String[] names = halves[0].split(" ", -1);
        List<Role> roles = new ArrayList<>();
        for (int i = 1; i < names.length; i++) {
            roles.add(Role.valueOf(names[i].toUpperCase(Locale.ROOT)));
        }
        List<Leg> legs = new ArrayList<>();
        Duration passes = Duration.ZERO;
        for (String word : halves[1].split(" ", -1)) {
            if (word.startsWith("+")) {
                passes = Duration.parse(word.substring(1));
            } else {
                legs.add(Leg.read(word, passes));
                passes = Duration.ZERO;
            }
        }
        return new Interleaving(Phase.valueOf(names[0]), roles, legs);
    }

    @Override
    public String toString() {
        StringBuilder line = new StringBuilder(phase.name());
        roles.forEach(role -> line.append(' ').append(role.name().toLowerCase(Locale.ROOT)));
        line.append(':');
        legs.forEach(leg -> line.append(' ').append(leg));
        return line.toString();
    }
}
