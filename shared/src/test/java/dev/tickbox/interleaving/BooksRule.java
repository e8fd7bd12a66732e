package dev.tickbox.interleaving;

import dev.tickbox.Fields;
import dev.tickbox.interleaving.Happening.Bought;
import dev.tickbox.interleaving.Happening.Change;
import dev.tickbox.interleaving.Happening.Committed;
import dev.tickbox.store.Ref;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * P5, also through removal: paid ≤ charged ≤ paid + at risk, what a day has paid never falls, and removing an attempt does not lower what
 * its day has spent. {@code spent} is where the sums of removed attempts go, if there is such a collection.
 */
final class BooksRule implements Rule {
    private static final Set<String> BOOKS = Set.of("attempts", "spent");

    private record Entry(String day, long paid, long risk) {
        static Entry of(Fields fields) {
            return new Entry(
                    fields.text("charge_day"), fields.number("paid_micro_usd"), fields.number("risk_micro_usd"));
        }
    }

    private final Stage stage;
    private final Map<Ref, Entry> entries = new HashMap<>();

    BooksRule(Stage stage) {
        this.stage = stage;
        stage.store.contents().forEach((ref, fields) -> {
            if (isBook(ref)) {
                entries.put(ref, Entry.of(fields));
            }
        });
    }

    private static boolean isBook(Ref ref) {
        return BOOKS.contains(ref.in().toString());
    }

    @Override
    public void see(Happening happening) {
        switch (happening) {
            case Committed commit -> {
                if (commit.changes().stream().anyMatch(change -> isBook(change.ref()))) {
                    booked(commit);
                    balanced();
                }
            }
            case Bought sale -> balanced();
            case Happening.Read _, Happening.Published _ -> {}
        }
    }

    private void booked(Committed commit) {
        Map<String, Long> paidBefore = byDay(false);
        Map<String, Long> spentBefore = byDay(true);
        boolean removes = false;
        for (Change change : commit.changes()) {
            if (isBook(change.ref()) && change.after().isPresent()) {
                entries.put(change.ref(), Entry.of(change.fields()));
            } else if (isBook(change.ref())) {
                entries.remove(change.ref());
                removes = true;
            }
        }
        notLower("paid", paidBefore, byDay(false));
        if (removes) {
            notLower("spent", spentBefore, byDay(true));
        }
    }

    private Map<String, Long> byDay(boolean withRisk) {
        Map<String, Long> sums = new HashMap<>();
        entries.values()
                .forEach(entry -> sums.merge(entry.day(), entry.paid() + (withRisk ? entry.risk() : 0), Long::sum));
        return sums;
    }

    private void notLower(String what, Map<String, Long> before, Map<String, Long> after) {
        before.forEach((day, sum) -> stage.unless(
                after.getOrDefault(day, 0L) >= sum,
                () -> "BOOKS: " + what + " of " + day + " fell from " + sum + " to " + after.getOrDefault(day, 0L)));
    }

    private void balanced() {
        long paid = entries.values().stream().mapToLong(Entry::paid).sum();
        long risk = riskMicroUsd();
        long charged = stage.vendor.chargedMicroUsd();
        stage.unless(
                paid <= charged && charged <= paid + risk,
                () -> "BOOKS: paid " + paid + " ≤ charged " + charged + " ≤ paid + risk " + (paid + risk)
                        + " does not hold");
    }

    long riskMicroUsd() {
        return entries.values().stream().mapToLong(Entry::risk).sum();
    }
}
