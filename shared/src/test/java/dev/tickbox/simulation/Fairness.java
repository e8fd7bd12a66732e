package dev.tickbox.simulation;

import dev.tickbox.Fields;
import dev.tickbox.RunId;
import dev.tickbox.ledger.Bodies;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.simulation.Watch.Change;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.store.Ref;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What waits longest is bought first: no reservation is overtaken by ones that are a day younger, on one day after another. A tick that has
 * read what it would send for the older one has set out to buy it; which of those it then sends first is nobody's loss.
 */
final class Fairness implements Watch.Rule {
    private static final int DAYS = 3;

    private final Watch watch;
    private final OutsideWorld outside;
    private final Map<String, Set<LocalDate>> overtakenOn = new HashMap<>();
    private final Map<String, Set<Ref>> read = new HashMap<>();

    Fairness(Watch watch, OutsideWorld outside) {
        this.watch = watch;
        this.outside = outside;
    }

    @Override
    public void read(String by, Ref ref, Optional<Document> found) {
        read.computeIfAbsent(by, each -> new HashSet<>()).add(ref);
    }

    @Override
    public void committed(String by, List<Change> changes) {
        for (Change change : changes) {
            if (change.in("reservations") && change.becomes("SUBMITTING")) {
                overtakes(by, change);
            }
        }
    }

    private void overtakes(String by, Change bought) {
        Set<Ref> setOut = read.getOrDefault(by, Set.of());
        Instant now = outside.now();
        boolean isRow = RunId.isRow(bought.now().text("run"));
        Instant born = bought.now().time("created_at").minus(Duration.ofDays(1));
        for (Document each :
                watch.truth().all(Query.of(ReservationDocument.ALL, 500).where("state", "RESERVED"))) {
            Fields other = each.fields();
            boolean waits = other.time("created_at").isBefore(born)
                    && other.time("due").isBefore(now.minus(Duration.ofMinutes(1)))
                    && other.text("lane").equals(bought.now().text("lane"))
                    && other.number("refusals") == 0
                    && other.number("token_factor") == 1
                    && (!isRow || !isDueLater(other, bought))
                    && !setOut.contains(Bodies.of(other.text("run")).ref(other.text("request")));
            if (waits) {
                Set<LocalDate> days = overtakenOn.computeIfAbsent(each.ref().id(), id -> new TreeSet<>());
                days.add(LocalDate.ofInstant(now, ZoneOffset.UTC));
                Check.OLDEST_FIRST.unless(
                        days.size() < DAYS, () -> each.ref() + " was overtaken by younger ones on " + days);
            }
        }
    }

    /** Rows are bought in the order in which they are due: a person's retry puts one behind those that wait. */
    private static boolean isDueLater(Fields other, Change bought) {
        Instant due = bought.before().orElseThrow().fields().time("due");
        return other.time("due").isAfter(due);
    }
}
