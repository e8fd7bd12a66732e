package dev.tickbox.interleaving;

import dev.tickbox.interleaving.Actor.Fate;
import dev.tickbox.interleaving.Interleaving.Leg;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A way of breaking that is known and not mended yet. Whoever mends it takes it off the list: the test fails when it breaks no more.
 *
 * @param message what the schedules say that it breaks
 * @param isOfBooksOnly the course of events is as it should be, so that what else breaks is looked at too
 * @param where schedules of which at least one breaks so
 */
record OpenHole(String name, Pattern message, boolean isOfBooksOnly, Consumer<Explorer> where) {
    private static final Duration WEEKEND = Duration.ofHours(62);

    static final List<OpenHole> OPEN_HOLES = List.of(
            hole(
                    "A3: a lost wake",
                    "NOT DONE .* is WAITING",
                    false,
                    explorer -> explorer.twoSwitches(Phase.LOOKED_AT_AGAIN, Role.SUBMIT, Role.RECLAIM)),
            hole(
                    "A4: a run is removed, and today's money with it",
                    "BOOKS: paid",
                    true,
                    explorer -> explorer.twoSwitches(Phase.WAITED_LONG, Role.RECLAIM, Role.PAUSE)),
            hole(
                    "A6: pause does not stop a running tick",
                    "PAUSE: .* bought",
                    false,
                    explorer -> explorer.twoSwitches(Phase.TWO_RESERVED, Role.SUBMIT, Role.PAUSE)),
            hole(
                    "A7: bought after abandon",
                    "GIVEN UP: bought",
                    false,
                    explorer -> explorer.twoSwitches(Phase.MADE, Role.ABANDON, Role.SUBMIT)),
            hole(
                    "A7: published after abandon",
                    "GIVEN UP: published",
                    false,
                    explorer -> explorer.twoSwitches(Phase.COLLECTED, Role.ABANDON, Role.RECLAIM)),
            hole(
                    "A7: a reservation without a run",
                    "ORPHAN",
                    false,
                    explorer -> explorer.stopAnywhere(
                            Phase.SLOT_DUE,
                            List.of(Role.SUBMIT, Role.ABANDON, Role.FORGET),
                            Fate.STOPS,
                            Leg.toItsEnd(1).after(Duration.ofMinutes(12)),
                            Leg.toItsEnd(2).after(Duration.ofMinutes(12)))),
            hole(
                    "A8: a weekend between the call and the claim",
                    "no publisher came",
                    false,
                    explorer -> explorer.stopAnywhere(
                            Phase.PENDING,
                            List.of(Role.RECLAIM),
                            Fate.DIES,
                            Leg.toItsEnd(0).after(WEEKEND))),
            hole(
                    "A8: days between the claim and its report",
                    "failing since",
                    false,
                    explorer -> explorer.stopAnywhere(
                            Phase.PENDING,
                            List.of(Role.RECLAIM),
                            Fate.DIES,
                            Leg.toItsEnd(0).after(Plots.LONGER_THAN_KEPT))),
            hole(
                    "A10: what may still be billed is removed",
                    "BOOKS: spent|this ledger has not made yet",
                    true,
                    explorer -> explorer.twoSwitches(Phase.GIVEN_UP_UNCERTAIN, Role.FORGET, Role.PAUSE)),
            hole(
                    "A14: done, and nothing was published",
                    "is DONE, but .* is STARTED",
                    true,
                    explorer -> explorer.twoSwitches(Phase.PENDING, Role.PAUSE, Role.ABANDON_PARTS)));

    private static OpenHole hole(String name, String message, boolean isOfBooksOnly, Consumer<Explorer> where) {
        return new OpenHole(name, Pattern.compile(message), isOfBooksOnly, where);
    }

    /** The hole that this is, if it is one that is known. */
    static Optional<OpenHole> of(String message) {
        return OPEN_HOLES.stream()
                .filter(hole -> hole.message().matcher(message).find())
                .findFirst();
    }

    @Override
    public String toString() {
        return name;
    }
}
