package dev.tickbox.simulation;

import dev.tickbox.generator.Label;
import dev.tickbox.generator.Mode;
import dev.tickbox.reservation.AttemptDocument;
import dev.tickbox.simulation.Watch.Change;
import dev.tickbox.store.Document;
import dev.tickbox.store.Fields;
import dev.tickbox.store.Query;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** P5, for every attempt at all times: paid ≤ charged by the vendor ≤ paid + at risk; what was removed is remembered. */
final class Money implements Watch.Rule {
    private final Watch watch;
    private final Map<String, Long> chargedByLabel = new HashMap<>();
    private long chargedMicroUsd;
    private long removedPaidMicroUsd;
    private long removedRiskMicroUsd;

    Money(Watch watch) {
        this.watch = watch;
    }

    @Override
    public void committed(String by, List<Change> changes) {
        for (Change change : changes) {
            if (!change.in("attempts")) {
                continue;
            }
            if (change.after().isPresent()) {
                check(change.now());
            } else {
                Fields gone = change.before().orElseThrow().fields();
                removedPaidMicroUsd += gone.number("paid_micro_usd");
                removedRiskMicroUsd += gone.number("risk_micro_usd");
            }
        }
    }

    void charged(String key, int attempt, long microUsd) {
        chargedByLabel.merge(new Label(key, attempt, Mode.BACKGROUND).text(), microUsd, Long::sum);
        chargedMicroUsd += microUsd;
        watch.get(AttemptDocument.ref(key, attempt)).map(Document::fields).ifPresent(this::check);
    }

    private void check(Fields attempt) {
        Label label = new Label(attempt.text("key"), Math.toIntExact(attempt.number("number")), Mode.BACKGROUND);
        long charged = chargedByLabel.getOrDefault(label.text(), 0L);
        long paid = attempt.number("paid_micro_usd");
        long risk = attempt.number("risk_micro_usd");
        Broken.unless(
                paid <= charged && charged <= paid + risk,
                label.text() + ", " + attempt.text("state") + ": paid " + paid + " ≤ charged " + charged
                        + " ≤ paid + risk " + (paid + risk) + " does not hold");
    }

    /** @param canBeAsked then no risk is left, not even of what a person gave up */
    void atRest(boolean canBeAsked) {
        long paid = removedPaidMicroUsd;
        long risk = removedRiskMicroUsd;
        for (Document attempt : watch.truth().all(Query.of(AttemptDocument.ALL, 500))) {
            paid += attempt.fields().number("paid_micro_usd");
            risk += attempt.fields().number("risk_micro_usd");
        }
        String sums = "paid " + paid + ", charged " + chargedMicroUsd + ", at risk " + risk;
        Broken.unless(paid <= chargedMicroUsd && chargedMicroUsd <= paid + risk, sums);
        Broken.unless(!canBeAsked || risk == 0, "at rest a vendor that can be asked leaves no risk: " + sums);
    }
}
