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
        REFUSED,
        THROWS_BEFORE,
        THROWS_AFTER,
        /** The whole machine: nothing runs for hours or days. */
        OFF_BEFORE,
        OFF_AFTER
    }

    private static final Set<Act> ANYWHERE = Set.of(
            Act.DIE_BEFORE,
            Act.DIE_AFTER,
            Act.FREEZE_BEFORE,
            Act.FREEZE_AFTER,
            Act.THROWS_BEFORE,
            Act.THROWS_AFTER,
            Act.OFF_BEFORE,
            Act.OFF_AFTER);
    private static final Set<String> EFFECTS = Set.of("store.commit", "vendor.submit", "site.effect");
    private static final Set<String> QUESTIONS =
            Set.of("generator.look", "generator.list", "source.fetch", "wake.call");
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
    private final String othersBefore;
    private int untilOthers;

    /** @param hasOthers something else may run as a whole between two of its calls */
    Trouble(Chance chance, boolean isLikely, boolean hasOthers) {
        this.chance = chance;
        this.slow = chance.perMille(100);
        this.othersBefore = chance.oneOf(ANY, "store.commit");
        this.untilOthers = hasOthers && chance.perMille(300) ? others() : Integer.MAX_VALUE;
        while (isLikely && planned.size() < 3 && chance.perMille(500)) {
            String call = chance.oneOf(
                    ANY,
                    "store.commit",
                    "store.commit",
                    "store.commit",
                    "store.get",
                    "store.query",
                    "generator.submit",
                    "vendor.submit",
                    "vendor.submit",
                    "generator.look",
                    "generator.list",
                    "source.fetch",
                    "publisher.publish",
                    "site.effect",
                    "site.effect",
                    "wake.call");
            boolean frequent = call.isEmpty() || call.equals("store.get");
            int most = frequent ? 60 : call.equals("store.commit") ? 14 : call.equals("store.query") ? 30 : 3;
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

    private int others() {
        return chance.below(othersBefore.equals(ANY) ? 60 : 10);
    }

    /** Whether something else runs before this call; the next time is some calls later. */
    boolean othersRun(String call) {
        boolean counts = othersBefore.equals(ANY) || othersBefore.equals(call);
        if (!counts || untilOthers == Integer.MAX_VALUE || untilOthers-- > 0) {
            return false;
        }
        untilOthers = chance.perMille(300) ? others() : Integer.MAX_VALUE;
        return true;
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
        boolean possible = ANYWHERE.contains(act)
                || (EFFECTS.contains(call) && act != Act.REFUSED)
                || call.equals("store.commit")
                || (QUESTIONS.contains(call) && act == Act.LOST_ON_THE_WAY);
        return possible ? act : Act.NONE;
    }
}
