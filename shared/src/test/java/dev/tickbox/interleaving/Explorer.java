package dev.tickbox.interleaving;

import dev.tickbox.interleaving.Actor.Fate;
import dev.tickbox.interleaving.Interleaving.Leg;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Plays every schedule of some kind, and judges each that goes like no other. */
final class Explorer {
    final Findings findings = new Findings();
    private final Map<Object, List<String>> judged = new HashMap<>();
    private long played;

    /** The first runs i calls, the second j, the first to its end, the second to its end: for all i and j. */
    void twoSwitches(Phase phase, Role first, Role second) {
        List<Role> roles = List.of(first, second);
        Conductor inTurn = play(new Interleaving(phase, roles, Leg.toItsEnd(0)));
        List<Object> firstAlone = inTurn.actor(0).trace();
        for (int i = 1; i < firstAlone.size(); ) {
            Conductor row = play(new Interleaving(phase, roles, Leg.of(0, i), Leg.toItsEnd(1)));
            List<Object> secondAlone = row.actor(1).trace();
            int next = nextStop(firstAlone, row.actor(0).trace(), i);
            int j = nextStop(secondAlone, inTurn.actor(1).trace(), 0);
            while (j < secondAlone.size()) {
                Conductor played = play(new Interleaving(phase, roles, Leg.of(0, i), Leg.of(1, j), Leg.toItsEnd(0)));
                next = Math.min(next, nextStop(firstAlone, played.actor(0).trace(), i));
                j = nextStop(secondAlone, played.actor(1).trace(), j);
            }
            i = next;
        }
    }

    /** The same without leaving any out. */
    void twoSwitchesOneByOne(Phase phase, Role first, Role second) {
        List<Role> roles = List.of(first, second);
        Conductor inTurn = play(new Interleaving(phase, roles, Leg.toItsEnd(0)));
        for (int i = 1; i < inTurn.actor(0).calls(); i++) {
            int calls = play(new Interleaving(phase, roles, Leg.of(0, i), Leg.toItsEnd(1)))
                    .actor(1)
                    .calls();
            for (int j = 1; j < calls; j++) {
                play(new Interleaving(phase, roles, Leg.of(0, i), Leg.of(1, j), Leg.toItsEnd(0)));
            }
        }
    }

    /** Everything that it came to. */
    Set<Object> outcomes() {
        return judged.keySet();
    }

    /**
     * An actor stopped before a read, and when it went on the read was answered as it would have been at once. A read changes nothing, so
     * whatever the other did meanwhile it would have done as well had the actor stopped after the read: both schedules are one. So the next
     * stop that matters is the one after its first call that was answered otherwise, or that may have changed something. (The stops of the
     * first have to be alike for every stop of the second.)
     *
     * @param alone the answers that it has when it goes on at once
     */
    private static int nextStop(List<Object> alone, List<Object> resumed, int calls) {
        int call = calls;
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
        List<Object> alone =
                play(new Interleaving(phase, roles.subList(0, 1))).actor(0).trace();
        for (int i = 1; i < alone.size(); i++) {
            if (matters(alone, i, fate)) {
                List<Leg> legs = new ArrayList<>(List.of(Leg.of(0, i).then(fate)));
                legs.addAll(List.of(others));
                play(new Interleaving(phase, roles, legs));
            }
        }
    }

    /** Whoever dies after a read might as well have died before it; and a read has no effect that an error could come after. */
    private static boolean matters(List<Object> alone, int calls, Fate fate) {
        return switch (fate) {
            case DIES -> alone.get(calls - 1).equals(Actor.EFFECT);
            case ERROR_AFTER, EXCEPTION_AFTER -> alone.get(calls).equals(Actor.EFFECT);
            case STOPS, ERROR_BEFORE, EXCEPTION_BEFORE -> true;
        };
    }

    Conductor play(Interleaving schedule) {
        played++;
        Conductor conductor = new Conductor(schedule, false);
        conductor.play();
        List<String> broken = judge(schedule, conductor.stage);
        if (!broken.isEmpty()) {
            findings.broken(schedule, broken, played);
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
        return played + " schedules, " + judged.size() + " outcomes";
    }
}
