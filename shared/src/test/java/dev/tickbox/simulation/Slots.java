package dev.tickbox.simulation;

import dev.tickbox.simulation.Watch.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** No slot is made twice, not even after its run was removed; none is skipped where all are to be caught up. */
final class Slots implements Watch.Rule {
    private final Watch watch;
    private final Function<String, Rhythm> rhythms;
    private final Set<String> made = new HashSet<>();

    /** When a job is due, as plain arithmetic in UTC. */
    record Rhythm(Duration first, Duration every, boolean catchUpAll) {
        Instant latest(Instant until) {
            long since = until.getEpochSecond() - first.toSeconds();
            return Instant.ofEpochSecond(
                    Math.floorDiv(since, every.toSeconds()) * every.toSeconds() + first.toSeconds());
        }

        Instant next(Instant after) {
            return latest(after).plus(every);
        }
    }

    Slots(Watch watch, Function<String, Rhythm> rhythms) {
        this.watch = watch;
        this.rhythms = rhythms;
    }

    @Override
    public void committed(String by, List<Change> changes) {
        for (Change change : changes) {
            if (change.in("runs") && change.before().isEmpty()) {
                Broken.unless(made.add(change.ref().id()), change.ref() + " was made a second time");
            }
            if (change.in("jobs") && change.before().isPresent()) {
                Instant from = change.before().get().fields().time("last_slot");
                advanced(change, from, change.now().time("last_slot"), changes);
            }
        }
    }

    private void advanced(Change change, Instant from, Instant to, List<Change> changes) {
        Rhythm rhythm = rhythms.apply(change.ref().id());
        Broken.unless(to.isAfter(from) && rhythm.latest(to).equals(to), change.ref() + " goes to " + to + ", no slot");
        Broken.unless(
                !rhythm.catchUpAll() || rhythm.next(from).equals(to),
                change.ref() + " goes from " + from + " to " + to);
        Broken.unless(
                changes.stream()
                        .anyMatch(each -> each.in("runs") && each.before().isEmpty()),
                change.ref() + " goes to " + to + " without a run");
    }

    /** Everything that is due by now has been made. */
    void atRest(String job, Instant now) {
        Instant last = watch.get(dev.tickbox.store.Collection.of("jobs").ref(job))
                .map(document -> document.fields().time("last_slot"))
                .orElseThrow(() -> new Broken("jobs/" + job + " was never seen"));
        Instant wanted = rhythms.apply(job).latest(now);
        Broken.unless(!last.isBefore(wanted), "the slot " + wanted + " of " + job + " was lost; the last is " + last);
    }
}
