package dev.tickbox.simulation;

import dev.tickbox.RunId;
import dev.tickbox.simulation.Watch.Change;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.Ref;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Invariant 9, for what people say: nothing is bought or published after {@code pause}, but by a process that had read before that it may;
 * and nothing for a run after the commit that gave it up.
 */
final class Stops implements Watch.Rule {
    private static final Ref CONTROL = Collection.of("control").ref("state");

    private record Reading(boolean isPaused, boolean isUsed) {}

    private final Map<String, Reading> readings = new HashMap<>();
    private final Set<String> givenUp = new HashSet<>();
    /** Runs that a gate ended, and rows whose table went on without them. */
    private final Set<String> leftOut = new HashSet<>();

    /** For each claim: whether its run had been given up by then. */
    private final Map<String, Boolean> isTooLate = new HashMap<>();

    @Override
    public void read(String by, Ref ref, Optional<Document> found) {
        if (ref.equals(CONTROL)) {
            boolean isPaused =
                    found.filter(each -> each.fields().flag("paused")).isPresent();
            readings.put(by, new Reading(isPaused, false));
        }
    }

    @Override
    public void committed(String by, List<Change> changes) {
        for (Change change : changes) {
            boolean isClosed = change.in("rows")
                    && change.after().filter(row -> row.fields().flag("closed")).isPresent();
            if ((change.isRun() && change.is().equals("LEFT_OUT")) || isClosed) {
                leftOut.add(change.ref().id());
            }
            if (change.isRun()
                    && (change.is().equals("ABANDONED") || change.after().isEmpty())) {
                givenUp.add(change.ref().id());
            }
            boolean isOrder = change.in("reservations") || change.in("outbox");
            if (isOrder && change.before().isEmpty()) {
                String run = change.now().text("run");
                Check.ORPHAN.unless(
                        !isIn(givenUp, run) && !isIn(leftOut, run),
                        () -> by + " makes " + change.ref() + " for runs/" + run + ", which has ended");
            }
            boolean begins = (change.in("reservations") && change.becomes("SUBMITTING"))
                    || (change.in("outbox") && change.becomes("CLAIMED"));
            if (begins) {
                String run = change.now().text("run");
                // What was queued before a gate ended the run is still published.
                boolean isLeftOut = change.in("reservations") && isIn(leftOut, run);
                isTooLate.put(by + " " + change.ref().id(), isIn(givenUp, run) || isLeftOut);
            }
        }
    }

    /** Itself, or the run whose row it is. */
    private static boolean isIn(Set<String> runs, String run) {
        return runs.contains(run) || runs.contains(RunId.rootOf(run));
    }

    /** A single purchase or publication begins, of the reservation or the item with this id. */
    void acts(String by, String what, String id) {
        Check.ABANDONED.unless(
                !isTooLate.getOrDefault(by + " " + id, false),
                () -> by + " " + what + " for a run that was given up before it was claimed");
        Optional<Reading> reading = Optional.ofNullable(readings.get(by));
        Check.PAUSE.unless(
                reading.filter(Reading::isPaused).isEmpty(),
                () -> by + " " + what + ", though it read that it is paused");
        Check.PAUSE_READ.unless(
                reading.filter(each -> !each.isUsed()).isPresent(),
                () -> by + " " + what + " without reading anew whether it is paused");
        readings.put(by, new Reading(reading.map(Reading::isPaused).orElse(false), true));
    }
}
