package dev.tickbox.interleaving;

import dev.tickbox.interleaving.Actor.Fate;
import dev.tickbox.interleaving.Interleaving.Leg;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A hole that was open once, and the schedules of which at least one falls into it while it is open.
 *
 * @param message what those schedules say that it breaks
 */
record MendedHole(String name, Pattern message, Consumer<Explorer> where) {
    private static final Duration WEEKEND = Duration.ofHours(62);

    static final List<MendedHole> ALL = List.of(
            hole(
                    "A3: a lost wake",
                    "NOT DONE .* is WAITING",
                    explorer -> explorer.twoSwitches(Phase.LOOKED_AT_AGAIN, Role.SUBMIT, Role.RECLAIM)),
            hole(
                    "A4: a run is removed, and today's money with it",
                    "BOOKS: paid",
                    explorer -> explorer.twoSwitches(Phase.WAITED_LONG, Role.RECLAIM, Role.PAUSE)),
            hole(
                    "A6: pause does not stop a running tick",
                    "PAUSE: .* bought",
                    explorer -> explorer.twoSwitches(Phase.TWO_RESERVED, Role.SUBMIT, Role.PAUSE)),
            hole(
                    "A7: bought after abandon",
                    "GIVEN UP: bought",
                    explorer -> explorer.twoSwitches(Phase.MADE, Role.ABANDON, Role.SUBMIT)),
            hole(
                    "A7: published after abandon",
                    "GIVEN UP: published",
                    explorer -> explorer.twoSwitches(Phase.COLLECTED, Role.ABANDON, Role.RECLAIM)),
            hole(
                    "A7: a reservation without a run",
                    "ORPHAN",
                    explorer -> explorer.stopAnywhere(
                            Phase.SLOT_DUE,
                            List.of(Role.SUBMIT, Role.ABANDON, Role.FORGET),
                            Fate.STOPS,
                            Leg.toItsEnd(1).after(Duration.ofMinutes(12)),
                            Leg.toItsEnd(2).after(Duration.ofMinutes(12)))),
            hole(
                    "A8: a weekend between the call and the claim",
                    "no publisher took it",
                    explorer -> explorer.stopAnywhere(
                            Phase.PENDING,
                            List.of(Role.RECLAIM),
                            Fate.DIES,
                            Leg.toItsEnd(0).after(WEEKEND))),
            hole(
                    "A8: days between the claim and its report",
                    "failing since",
                    explorer -> explorer.stopAnywhere(
                            Phase.PENDING,
                            List.of(Role.RECLAIM),
                            Fate.DIES,
                            Leg.toItsEnd(0).after(Plots.LONGER_THAN_KEPT))),
            hole(
                    "A10: what may still be billed is removed",
                    "BOOKS: spent|this ledger has not made yet",
                    explorer -> explorer.twoSwitches(Phase.GIVEN_UP_UNCERTAIN, Role.FORGET, Role.PAUSE)),
            hole(
                    "A14: done, and nothing was published",
                    "is DONE, but .* is STARTED",
                    explorer -> explorer.twoSwitches(Phase.PENDING, Role.PAUSE, Role.ABANDON_PARTS)));

    private static MendedHole hole(String name, String message, Consumer<Explorer> where) {
        return new MendedHole(name, Pattern.compile(message), where);
    }

    @Override
    public String toString() {
        return name;
    }
}
