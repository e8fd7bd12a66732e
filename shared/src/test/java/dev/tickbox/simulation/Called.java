package dev.tickbox.simulation;

import dev.tickbox.simulation.Watch.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** "No publisher came for a day" is said only of an item for which one was called within that day. */
final class Called implements Watch.Rule {
    private static final Duration DAY = Duration.ofHours(24).plusMinutes(1);

    private final OutsideWorld outside;
    private final Map<String, Instant> calledAt = new HashMap<>();

    Called(OutsideWorld outside) {
        this.outside = outside;
    }

    void called(Collection<String> fingerprints) {
        fingerprints.forEach(each -> calledAt.put(each, outside.now()));
    }

    @Override
    public void committed(String by, List<Change> changes) {
        for (Change change : changes) {
            if (change.in("outbox")
                    && change.becomes("STUCK")
                    && change.now().text("reason").equals("NO_PUBLISHER")) {
                Optional<Instant> last =
                        Optional.ofNullable(calledAt.get(change.ref().id()));
                Check.CALLED.unless(
                        last.filter(at -> at.plus(DAY).isAfter(outside.now())).isPresent(),
                        () -> change.ref() + " is said to have no publisher, which was called last at " + last);
            }
        }
    }
}
