package dev.tickbox.simulation;

import dev.tickbox.simulation.Watch.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A tick removes a run only when it ended {@code keepDays} ago; sooner only a person does. */
final class Removals implements Watch.Rule {
    /** The clocks of two processes differ, and a commit may come as late as its driver's lease allows. */
    private static final Duration LATE = Duration.ofMinutes(11);

    private final OutsideWorld outside;
    private final Duration kept;
    private final Map<String, Instant> endedAt = new HashMap<>();

    Removals(OutsideWorld outside, int keepDays) {
        this.outside = outside;
        this.kept = Duration.ofDays(keepDays).minus(LATE);
    }

    @Override
    public void committed(String by, List<Change> changes) {
        for (Change change : changes) {
            if (change.in("runs")
                    && Set.of("DONE", "LEFT_OUT", "ABANDONED").stream().anyMatch(change::becomes)) {
                endedAt.put(change.ref().id(), outside.now());
            }
            if (change.in("runs") && change.becomes("DELETING") && by.startsWith("reclaim")) {
                Optional<Instant> ended =
                        Optional.ofNullable(endedAt.get(change.ref().id()));
                Check.KEPT_DAYS.unless(
                        ended.filter(at -> at.plus(kept).isAfter(outside.now())).isEmpty(),
                        () -> by + " removes " + change.ref() + ", which ended only at " + ended);
            }
        }
    }
}
