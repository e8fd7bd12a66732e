package dev.tickbox.simulation;

import dev.tickbox.Fields;
import dev.tickbox.generator.Label;
import dev.tickbox.generator.Mode;
import dev.tickbox.ledger.AttemptDocument;
import dev.tickbox.simulation.Watch.Change;
import dev.tickbox.store.Document;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * P5, for every attempt and for the whole ledger, at all times: paid ≤ charged by the vendor ≤ paid + at risk. Only what the ledger says
 * counts: its attempts, and {@code spent}, where it keeps what removed attempts had cost.
 */
final class MoneyRule implements Watch.Rule {
    private static final Set<String> BOOKS = Set.of("attempts", "spent");

    private final Watch watch;
    private final Map<String, Long> chargedByLabel = new HashMap<>();
    private final Map<String, Long> riskWithoutUsage = new HashMap<>();
    private final Set<String> withoutUsage = new HashSet<>();
    private final Set<String> denied = new HashSet<>();
    private long chargedMicroUsd;
    private long paidMicroUsd;
    private long riskMicroUsd;

    MoneyRule(Watch watch) {
        this.watch = watch;
    }

    @Override
    public void committed(String by, List<Change> changes) {
        Map<String, long[]> days = new TreeMap<>();
        boolean removed = false;
        for (Change change : changes) {
            if (!BOOKS.contains(change.ref().in().toString())) {
                continue;
            }
            change.before().ifPresent(before -> add(days, before.fields(), -1));
            change.after().ifPresent(after -> add(days, after.fields(), 1));
            removed |= change.after().isEmpty();
            if (change.in("attempts") && change.after().isPresent()) {
                check(change.now());
            }
        }
        for (Map.Entry<String, long[]> day : days.entrySet()) {
            long paid = day.getValue()[0];
            long risk = day.getValue()[1];
            paidMicroUsd += paid;
            riskMicroUsd += risk;
            boolean falls = paid < 0 || (removed && paid + risk < 0);
            Check.DAY_FALLS.unless(
                    !falls, () -> day.getKey() + " falls by paid " + -paid + " and at risk " + -risk + " by " + by);
        }
        if (!days.isEmpty()) {
            checkTotal();
        }
    }

    private static void add(Map<String, long[]> days, Fields book, int sign) {
        long[] day = days.computeIfAbsent(book.text("charge_day"), each -> new long[2]);
        day[0] += sign * book.number("paid_micro_usd", 0);
        day[1] += sign * book.number("risk_micro_usd", 0);
    }

    private static String label(Fields attempt) {
        return new Label(attempt.text("key"), Math.toIntExact(attempt.number("number")), Mode.BACKGROUND).text();
    }

    void charged(String key, int attempt, long microUsd) {
        chargedByLabel.merge(new Label(key, attempt, Mode.BACKGROUND).text(), microUsd, Long::sum);
        chargedMicroUsd += microUsd;
        watch.get(AttemptDocument.ref(key, attempt)).map(Document::fields).ifPresent(this::check);
        checkTotal();
    }

    /** The vendor says of a job neither what it used nor what it costs. */
    void hidden(String label) {
        withoutUsage.add(label);
    }

    /** The vendor says that it does not have what it has: what that costs is in nobody's books. */
    void denied(String label) {
        denied.add(label);
    }

    private void check(Fields attempt) {
        String label = label(attempt);
        long charged = chargedByLabel.getOrDefault(label, 0L);
        long paid = attempt.number("paid_micro_usd");
        long risk = attempt.number("risk_micro_usd");
        boolean hidden = withoutUsage.contains(label);
        if (hidden) {
            riskWithoutUsage.put(label, risk);
        }
        Check check = hidden ? Check.WITHOUT_USAGE : Check.CHARGED;
        check.unless(
                paid <= charged && (charged <= paid + risk || denied.contains(label)),
                () -> label + ", " + attempt.text("state") + ": paid " + paid + " ≤ charged " + charged
                        + " ≤ paid + risk " + (paid + risk) + " does not hold");
    }

    private void checkTotal() {
        Check.CHARGED_TOTAL.unless(
                paidMicroUsd <= chargedMicroUsd && chargedMicroUsd - excused() <= paidMicroUsd + riskMicroUsd,
                this::sums);
    }

    private long excused() {
        Set<String> labels = new HashSet<>(denied);
        if (Check.WITHOUT_USAGE.isOpen()) {
            labels.addAll(withoutUsage);
        }
        return labels.stream()
                .mapToLong(
                        label -> Optional.ofNullable(chargedByLabel.get(label)).orElse(0L))
                .sum();
    }

    private String sums() {
        return "paid " + paidMicroUsd + ", charged " + chargedMicroUsd + ", at risk " + riskMicroUsd;
    }

    /** @param canBeAsked then no risk is left but of what did not say what it used, not even of what a person gave up */
    void atRest(boolean canBeAsked) {
        checkTotal();
        long hidden =
                riskWithoutUsage.values().stream().mapToLong(Long::longValue).sum();
        Check.RISK_AT_REST.unless(!canBeAsked || riskMicroUsd <= hidden, this::sums);
    }
}
