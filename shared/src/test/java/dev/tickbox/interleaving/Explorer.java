package dev.tickbox.interleaving;

import dev.tickbox.interleaving.Actor.Fate;
import dev.tickbox.interleaving.Interleaving.Leg;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Plays every schedule of some kind, and judges each that goes like no other. */
final class Explorer {
    final Findings findings = new Findings();
    private final Map<Object, List<String>> judged = new HashMap<>();
    private long begun;

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
                j = nextStop(row.actor(1).trace(), played.actor(1).trace(), j);
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
                && !alone.get(call).equals(Actor.EFFECT)
                && call < resumed.size()
                && alone.get(call).equals(resumed.get(call))) {
            call++;
        }
        return call + 1;
    }

    /** The first stops before its calls one after the other, and then the others do what they do. */
    void stopAnywhere(Phase phase, List<Role> roles, Fate fate, Leg... others) {
        for (int i = 1; ; i++) {
            List<Leg> legs = new ArrayList<>(List.of(Leg.of(0, i).then(fate)));
            legs.addAll(List.of(others));
            if (play(new Interleaving(phase, roles, legs)).actor(0).calls() <= i) {
                return;
            }
        }
    }

    Conductor play(Interleaving schedule) {
        begun++;
        Conductor conductor = new Conductor(schedule, false);
        conductor.play();
        if (!conductor.redundant()) {
            List<String> broken = judge(schedule, conductor.stage);
            if (!broken.isEmpty()) {
                findings.broken(schedule, broken, begun);
            }
        }
        return conductor;
    }

    /** What comes after depends on nothing but what is outside, so it is played once for each outside that there is. */
    private List<String> judge(Interleaving schedule, Stage stage) {
        Object outside = List.of(schedule.phase(), schedule.pairs(), stage.state());
        List<String> known = judged.get(outside);
        if (known == null) {
            new Settling(stage, schedule).settle();
            known = List.copyOf(stage.broken);
            judged.put(outside, known);
        }
        return known;
    }

    @Override
    public String toString() {
        return begun + " schedules, " + judged.size() + " outcomes";
    }
}
