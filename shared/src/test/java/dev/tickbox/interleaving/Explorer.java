package dev.tickbox.interleaving;

import dev.tickbox.interleaving.Actor.Fate;
import dev.tickbox.interleaving.Interleaving.Leg;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Plays every schedule of some kind, and judges each that goes like no other. */
final class Explorer {
    private final Map<Object, List<String>> settled = new HashMap<>();
    private final BiConsumer<Interleaving, String> failures;
    long begun;
    long whole;

    /** @param failures is told of each schedule that breaks something, with the first thing that it breaks */
    Explorer(BiConsumer<Interleaving, String> failures) {
        this.failures = failures;
    }

    /** The first runs i calls, the second j, the first to its end, the second to its end: for all i and j. */
    void twoSwitches(Phase phase, Role first, Role second) {
        List<Role> roles = List.of(first, second);
        play(new Interleaving(phase, roles, Leg.toItsEnd(0)));
        for (int i = 1; ; i++) {
            Conductor row = play(new Interleaving(phase, roles, Leg.of(0, i), Leg.toItsEnd(1)));
            if (!row.redundant() && row.actor(0).calls() <= i) {
                return;
            }
            // What the second does before it changes what the first is about to read leaves the first where it was.
            for (int j = row.differsAfter(); j < row.actor(1).calls(); ) {
                Conductor played = play(new Interleaving(phase, roles, Leg.of(0, i), Leg.of(1, j), Leg.toItsEnd(0)));
                j = nextStop(row.actor(1).trace, played.actor(1).trace, j);
            }
        }
    }

    /**
     * The second stopped after j calls. Had it stopped after one more, and that one a read which was answered alike before and after the
     * first went on, nothing would have been different. So the next stop that matters is the one after its first call that was answered
     * otherwise, or that may have changed something.
     *
     * @param alone what it read when it went on at once
     */
    private static int nextStop(List<Object> alone, List<Object> resumed, int j) {
        int call = j;
        while (call < alone.size()
                && alone.get(call) != Actor.EFFECT
                && call < resumed.size()
                && alone.get(call).equals(resumed.get(call))) {
            call++;
        }
        return call + 1;
    }

    /** The first stops anywhere, dead or not, while time passes and the others run. */
    void absence(Phase phase, List<Role> roles, Fate fate, Leg... others) {
        for (int i = 1; ; i++) {
            List<Leg> legs = new java.util.ArrayList<>(List.of(Leg.of(0, i).then(fate)));
            legs.addAll(List.of(others));
            Conductor played = play(new Interleaving(phase, roles, legs));
            if (played.actor(0).calls() <= i) {
                return;
            }
        }
    }

    private Conductor play(Interleaving schedule) {
        begun++;
        Conductor conductor = new Conductor(schedule, false);
        conductor.play();
        if (!conductor.redundant()) {
            whole++;
            judge(schedule, conductor.stage).stream().findFirst().ifPresent(what -> failures.accept(schedule, what));
        }
        return conductor;
    }

    /** What comes after depends on nothing but what is outside, so it is played once for each outside that there is. */
    private List<String> judge(Interleaving schedule, Stage stage) {
        int pairs = schedule.pairs();
        Object key = List.of(schedule.phase(), pairs, stage.state());
        List<String> known = settled.get(key);
        if (known != null) {
            return known;
        }
        if (stage.broken.isEmpty()) {
            new Settling(stage, schedule.phase().snapshot()).settle(pairs);
        }
        List<String> verdict = List.copyOf(stage.broken);
        settled.put(key, verdict);
        return verdict;
    }

    int outsides() {
        return settled.size();
    }
}
