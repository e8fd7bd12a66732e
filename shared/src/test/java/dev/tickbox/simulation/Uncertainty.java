package dev.tickbox.simulation;

import dev.tickbox.Fields;
import dev.tickbox.Limits;
import dev.tickbox.generator.Label;
import dev.tickbox.generator.Mode;
import dev.tickbox.ledger.AttemptDocument;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.simulation.Watch.Change;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Nothing is uncertain for ever, whatever the vendor's listing does; and an outage of hours is not taken for so many failures. */
final class Uncertainty implements Watch.Rule {
    private static final int LISTINGS = 6;
    private static final Duration AT_MOST = Duration.ofHours(80);
    /** With pauses of up to ten minutes between two questions, of which the ledger wants a dozen without an answer. */
    private static final int TICKS = 60;
    /** Where a person allows fewer attempts, they may be used up sooner. */
    private static final int MANY_ATTEMPTS = 4;

    private static final Duration OUTAGE = Duration.ofHours(6);

    private final Watch watch;
    private final OutsideWorld outside;
    private final int attempts;
    private final Map<String, Integer> listings = new HashMap<>();
    private final Map<String, Integer> ticks = new HashMap<>();
    /** Those for which somebody said that the vendor is asked now. */
    private final Set<String> asking = new HashSet<>();

    private final Map<String, Instant> sentAt = new HashMap<>();
    private final Set<String> triedAtOnce = new HashSet<>();

    Uncertainty(Watch watch, OutsideWorld outside, int attempts) {
        this.watch = watch;
        this.outside = outside;
        this.attempts = attempts;
    }

    @Override
    public void committed(String by, List<Change> changes) {
        for (Change change : changes) {
            if (change.in("attempts") && change.becomes("SENDING")) {
                sentAt.put(change.ref().id(), outside.now());
            }
            if (change.in("reservations")
                    && change.was().equals("UNCERTAIN")
                    && !change.is().equals("UNCERTAIN")) {
                listings.remove(change.ref().id());
                ticks.remove(change.ref().id());
            }
            if (change.in("reservations")
                    && change.after().isPresent()
                    && change.before().isPresent()) {
                long before = change.before().get().fields().number("unanswered", 0);
                if (change.now().number("unanswered", 0) > before) {
                    asking.add(change.ref().id());
                }
            }
            if (change.in("reservations") && by.startsWith("person")) {
                // Who says that it is to be tried now shortens the pauses.
                triedAtOnce.add(change.ref().id());
            }
            if (change.in("reservations")
                    && !triedAtOnce.contains(change.ref().id())
                    && change.becomes("STUCK")
                    && change.now().text("reason").equals("ATTEMPTS")) {
                usedUp(change.ref().id(), Math.toIntExact(change.now().number("attempt")));
            }
        }
    }

    /** Attempts of which nobody knows whether the vendor has them. */
    List<Label> open() {
        return watch.truth().all(Query.of(AttemptDocument.ALL, 500)).stream()
                .map(Document::fields)
                .filter(fields -> Set.of("UNCERTAIN", "SENDING").contains(fields.text("state")))
                .map(fields -> new Label(
                        fields.text("key"), Math.toIntExact(fields.number("number")), Mode.of(fields.findText("mode"))))
                .toList();
    }

    /** @param asked when the listing was asked for that has now been answered */
    void answered(Label label, Instant asked) {
        Optional<Fields> uncertain = watch.get(ReservationDocument.ref(label.key()))
                .map(Document::fields)
                .filter(fields ->
                        fields.text("state").equals("UNCERTAIN") && fields.number("attempt") == label.attempt());
        Duration settled = Limits.STANDARD.purchase().settling().plus(Limits.STANDARD.skew());
        if (uncertain.isPresent()
                && asking.remove(label.key())
                && asked.isAfter(uncertain.get().time("lease_ended").plus(settled))) {
            int count = listings.merge(label.key(), 1, Integer::sum);
            Check.LISTING_COUNTS.unless(
                    count <= LISTINGS,
                    () -> "reservations/" + label.key() + " is uncertain after " + count + " complete listings");
        }
    }

    /** A reclaim tick came to its end. */
    void ticked() {
        Instant now = outside.now();
        for (Document each :
                watch.truth().all(Query.of(ReservationDocument.ALL, 500).where("state", "UNCERTAIN"))) {
            Instant since = each.fields().time("lease_ended");
            if (since.plus(AT_MOST).isBefore(now)) {
                int count = ticks.merge(each.ref().id(), 1, Integer::sum);
                Check.UNCERTAIN_ENDS.unless(
                        count <= TICKS,
                        () -> each.ref() + " is uncertain since " + since + ", after " + count + " more ticks");
            }
        }
    }

    private void usedUp(String key, int last) {
        List<String> tried = IntStream.rangeClosed(Math.max(1, last - attempts + 1), last)
                .mapToObj(number -> AttemptDocument.ref(key, number).id())
                .filter(id -> watch.get(AttemptDocument.ALL.ref(id))
                        .filter(each -> each.fields().text("state").equals("UNCERTAIN"))
                        .isPresent())
                .toList();
        Optional<Instant> first =
                tried.stream().map(sentAt::get).filter(Objects::nonNull).min(Instant::compareTo);
        if (attempts >= MANY_ATTEMPTS && tried.size() >= attempts && first.isPresent()) {
            Duration within = Duration.between(first.get(), outside.now());
            Check.OUTAGE.unless(
                    within.compareTo(OUTAGE) >= 0,
                    () -> "reservations/" + key + " used up " + attempts + " attempts without an answer within "
                            + within);
        }
    }
}
