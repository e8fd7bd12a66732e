package dev.tickbox.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What will go wrong in one process: at the n-th call of a kind, one way or another. */
final class Trouble {
    enum Act {
        NONE,
        DIE_BEFORE,
        DIE_AFTER,
        FREEZE_BEFORE,
        FREEZE_AFTER,
        LATE_THEN_DIE,
        LATE_THEN_REPLY,
        LATE_NO_REPLY,
        DONE_NO_REPLY,
        LOST_ON_THE_WAY,
        REFUSED
    }

    private static final Set<Act> DIE_OR_FREEZE =
            Set.of(Act.DIE_BEFORE, Act.DIE_AFTER, Act.FREEZE_BEFORE, Act.FREEZE_AFTER);
    private static final Set<String> EFFECTS = Set.of("store.commit", "vendor.submit", "site.effect");
    private static final Set<String> QUESTIONS = Set.of("generator.look", "generator.list", "wake.call");
    private static final String ANY = "";

    private static final class Planned {
        private final String call;
        private final Act act;
        private int callsLeft;

        Planned(String call, int callsLeft, Act act) {
            this.call = call;
            this.callsLeft = callsLeft;
            this.act = act;
        }
    }

    private final Chance chance;
    private final List<Planned> planned = new ArrayList<>();
    private final boolean slow;

    Trouble(Chance chance, boolean isLikely) {
        this.chance = chance;
        this.slow = chance.perMille(100);
        while (isLikely && planned.size() < 3 && chance.perMille(500)) {
            String call = chance.oneOf(
                    ANY,
                    "store.commit",
                    "store.commit",
                    "store.commit",
                    "store.get",
                    "generator.submit",
                    "vendor.submit",
                    "vendor.submit",
                    "generator.look",
                    "generator.list",
                    "publisher.publish",
                    "site.effect",
                    "site.effect",
                    "wake.call");
            int most = call.isEmpty() || call.equals("store.get") ? 60 : call.equals("store.commit") ? 14 : 3;
            planned.add(new Planned(call, chance.below(most), chance.oneOf(Act.values())));
        }
    }

    /** How long a call takes until its effect, if nothing goes wrong. */
    Duration duration(String call) {
        if (call.startsWith("store.") && !slow) {
            return Duration.ofMillis(chance.below(40));
        }
        return slow ? Duration.ofMillis(chance.below(4000)) : Duration.ofMillis(chance.below(1500));
    }

    Act at(String call) {
        for (Planned each : planned) {
            if ((each.call.equals(ANY) || each.call.equals(call)) && each.callsLeft-- == 0) {
                return possible(call, each.act);
            }
        }
        return Act.NONE;
    }

    private static Act possible(String call, Act act) {
        if (call.equals("vendor.submit") && act == Act.FREEZE_BEFORE) {
            // The send deadline has been checked: what is on the wire lands within a call's time, whatever the sender
            // does.
            return Act.LATE_THEN_REPLY;
        }
        boolean possible = DIE_OR_FREEZE.contains(act)
                || (EFFECTS.contains(call) && act != Act.REFUSED)
                || call.equals("store.commit")
                || (QUESTIONS.contains(call) && act == Act.LOST_ON_THE_WAY);
        return possible ? act : Act.NONE;
    }
}
