package dev.tickbox.simulation;

import dev.tickbox.generator.Generator.Ending;
import dev.tickbox.generator.Label;
import dev.tickbox.ledger.AttemptDocument;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.simulation.Watch.Change;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The plain model of what may be bought: one job for each generation, one more for each that ended without a usable text, one for each
 * attempt that was booked as uncertain on a vendor that cannot be asked, one for each time that a person said so.
 */
final class Purchases implements Watch.Rule {
    private static final class Count {
        int jobs;
        int unusable;
        int sinceRetry;
        int uncertain;
        int retries;
        final Set<String> denied = new HashSet<>();
    }

    private final Watch watch;
    private final boolean canBeAsked;
    private final int attempts;
    private final Map<String, Count> counts = new HashMap<>();
    private final Map<String, Integer> byLabel = new HashMap<>();

    Purchases(Watch watch, boolean canBeAsked, int attempts) {
        this.watch = watch;
        this.canBeAsked = canBeAsked;
        this.attempts = attempts;
    }

    @Override
    public void committed(String by, List<Change> changes) {
        for (Change change : changes) {
            if (!change.in("reservations") || !change.becomes("RESERVED")) {
                continue;
            }
            boolean byPerson =
                    change.was().equals("STUCK") || (change.was().equals("UNCERTAIN") && by.startsWith("person"));
            if (byPerson) {
                of(change.ref().id()).retries++;
                of(change.ref().id()).sinceRetry = 0;
            } else if (change.was().equals("UNCERTAIN")
                    && watch.get(AttemptDocument.ref(
                                    change.ref().id(),
                                    Math.toIntExact(change.now().number("attempt"))))
                            .filter(attempt -> attempt.fields().text("state").equals("UNCERTAIN"))
                            .isPresent()) {
                Check.BOUGHT_ONCE.unless(
                        !canBeAsked, change.ref() + " is bought again though the vendor could be asked");
                of(change.ref().id()).uncertain++;
            }
        }
    }

    void bought(String key, int attempt, Ending ending) {
        Count count = of(key);
        boolean takesIncomplete = watch.get(ReservationDocument.ref(key))
                .filter(document -> document.fields().text("on_incomplete").equals("PUBLISH"))
                .isPresent();
        boolean usable = ending == Ending.COMPLETED || (ending == Ending.INCOMPLETE && takesIncomplete);
        int allowed = 1 + count.unusable + count.uncertain + count.retries + count.denied.size();
        count.jobs++;
        count.sinceRetry++;
        count.unusable += usable ? 0 : 1;
        Check.BOUGHT_ONCE.unless(
                count.jobs <= allowed,
                key + " was bought " + count.jobs + " times, of which " + allowed + " are accounted for");
        Check.BOUGHT_ONCE.unless(
                count.sinceRetry <= attempts + count.denied.size(),
                key + " was bought " + count.sinceRetry + " times without asking a person");
        Check.BOUGHT_ONCE.unless(
                byLabel.merge(key + "." + attempt, 1, Integer::sum) == 1, key + "." + attempt + " was bought twice");
    }

    /** The vendor's listing did not show what it had: that is bought again. */
    void denied(Label label) {
        of(label.key()).denied.add(label.text());
    }

    int jobs(String key) {
        return of(key).jobs;
    }

    private Count of(String key) {
        return counts.computeIfAbsent(key, each -> new Count());
    }
}
