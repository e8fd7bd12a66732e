package dev.tickbox.simulation;

import dev.tickbox.simulation.Watch.Change;
import dev.tickbox.store.Collection;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * No slot is made twice, not even after its run was removed; none is skipped where all are to be caught up, but for those before a
 * restoration; and a new job's past begins when it is pushed.
 */
final class Slots implements Watch.Rule {
    /** How far a process's clock may be from the truth. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    private final Watch watch;
    private final OutsideWorld outside;
    private final Function<String, Rhythm> rhythms;
    private final Set<String> made = new HashSet<>();
    private final Map<String, Set<String>> jobsOf = new HashMap<>();
    private final Map<String, Instant> pushedAt = new HashMap<>();
    private Instant restoredAt = Instant.EPOCH;

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

    Slots(Watch watch, OutsideWorld outside, Function<String, Rhythm> rhythms) {
        this.watch = watch;
        this.outside = outside;
        this.rhythms = rhythms;
    }

    /** A content that may become the current one. */
    void content(String sha, Set<String> jobs) {
        jobsOf.put(sha, Set.copyOf(jobs));
    }

    @Override
    public void committed(String by, List<Change> changes) {
        for (Change change : changes) {
            if (change.in("control")) {
                control(change);
            }
            if (change.in("runs") && change.before().isEmpty()) {
                Check.SLOTS.unless(made.add(change.ref().id()), change.ref() + " was made a second time");
            }
            if (change.in("jobs") && change.before().isPresent()) {
                Instant from = change.before().get().fields().time("last_slot");
                advanced(change, from, change.now().time("last_slot"), changes);
            } else if (change.in("jobs")) {
                begins(change, change.now().time("last_slot"));
            }
        }
    }

    private void control(Change change) {
        change.now().findTime("restored_at").ifPresent(at -> restoredAt = at);
        change.now()
                .findText("definition")
                .ifPresent(sha ->
                        jobsOf.getOrDefault(sha, Set.of()).forEach(job -> pushedAt.putIfAbsent(job, outside.now())));
    }

    private void begins(Change change, Instant cursor) {
        Instant pushed = Optional.ofNullable(pushedAt.get(change.ref().id()))
                .orElse(cursor)
                .plus(SKEW);
        Instant slot = rhythms.apply(change.ref().id()).latest(cursor);
        Check.PUSHED_SLOT.unless(
                !slot.isAfter(pushed) || !slot.isAfter(restoredAt),
                () -> change.ref() + " begins at " + cursor + ", so that its slot " + slot
                        + " is never made, though it was pushed at " + pushed);
    }

    private void advanced(Change change, Instant before, Instant to, List<Change> changes) {
        Rhythm rhythm = rhythms.apply(change.ref().id());
        Instant from = before.isBefore(restoredAt) ? restoredAt : before;
        Check.SLOTS.unless(
                to.isAfter(before) && rhythm.latest(to).equals(to), change.ref() + " goes to " + to + ", no slot");
        Check.SLOTS.unless(
                !rhythm.catchUpAll()
                        || rhythm.next(from).equals(to)
                        || rhythm.next(before).equals(to),
                change.ref() + " goes from " + from + " to " + to);
        Check.SLOTS.unless(
                changes.stream()
                        .anyMatch(each -> each.in("runs") && each.before().isEmpty()),
                change.ref() + " goes to " + to + " without a run");
    }

    /** Everything that is due by now has been made. */
    void atRest(String job, Instant now) {
        Instant last = watch.get(Collection.of("jobs").ref(job))
                .map(document -> document.fields().time("last_slot"))
                .orElseThrow(() -> Check.SLOTS.broken("jobs/" + job + " was never seen"));
        Instant wanted = rhythms.apply(job).latest(now);
        Check.SLOTS.unless(
                !last.isBefore(wanted) || !wanted.isAfter(restoredAt.plus(SKEW)),
                "the slot " + wanted + " of " + job + " was lost; the last is " + last);
    }
}
