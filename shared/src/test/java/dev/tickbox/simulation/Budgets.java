package dev.tickbox.simulation;

import dev.tickbox.Fields;
import dev.tickbox.ledger.AttemptDocument;
import dev.tickbox.simulation.Watch.Change;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A day's budget, as a plain model that forgets nothing: what a process buys, and the least that all others together had on the day's
 * books while it ran, is within the budget. So only what overlapping processes add may go beyond it.
 */
final class Budgets implements Watch.Rule {
    private record Entry(String day, String buyer, long microUsd) {}

    /** The least that others had on a day's books since a process began. */
    private final Map<String, Map<String, Long>> leastOfOthers = new HashMap<>();

    private final Map<String, Entry> entries = new HashMap<>();
    private final Map<String, Long> byDay = new HashMap<>();
    private final Map<String, Map<String, Long>> byBuyer = new HashMap<>();
    private final long dailyMicroUsd;

    Budgets(long dailyMicroUsd) {
        this.dailyMicroUsd = dailyMicroUsd;
    }

    void begins(String process) {
        Map<String, Long> least = new HashMap<>(byDay);
        leastOfOthers.put(process, least);
    }

    void ends(String process) {
        leastOfOthers.remove(process);
    }

    @Override
    public void committed(String by, List<Change> changes) {
        Set<String> days = new HashSet<>();
        for (Change change : changes) {
            if (change.in("attempts") && change.after().isPresent()) {
                days.add(book(by, change));
            }
        }
        days.forEach(this::lower);
        for (Change change : changes) {
            if (change.in("reservations") && change.becomes("SUBMITTING")) {
                int attempt = Math.toIntExact(change.now().number("attempt"));
                check(by, AttemptDocument.ref(change.ref().id(), attempt).id());
            }
        }
    }

    private String book(String by, Change change) {
        Fields now = change.now();
        long microUsd = now.number("paid_micro_usd") + now.number("risk_micro_usd");
        Entry before = entries.get(change.ref().id());
        String buyer = before == null || change.becomes("SENDING") ? by : before.buyer();
        Entry next = new Entry(now.text("charge_day"), buyer, microUsd);
        entries.put(change.ref().id(), next);
        if (before != null) {
            add(before, -1);
        }
        add(next, 1);
        return next.day();
    }

    private void add(Entry entry, int sign) {
        long change = sign * entry.microUsd();
        byDay.merge(entry.day(), change, Long::sum);
        byBuyer.computeIfAbsent(entry.day(), day -> new HashMap<>()).merge(entry.buyer(), change, Long::sum);
    }

    private long own(String day, String process) {
        return byBuyer.getOrDefault(day, Map.of()).getOrDefault(process, 0L);
    }

    private void lower(String day) {
        leastOfOthers.forEach(
                (process, least) -> least.merge(day, byDay.getOrDefault(day, 0L) - own(day, process), Math::min));
    }

    private void check(String by, String attempt) {
        Entry entry = entries.getOrDefault(attempt, new Entry("", by, 0));
        long others = leastOfOthers.getOrDefault(by, Map.of()).getOrDefault(entry.day(), 0L);
        long spent = others + own(entry.day(), by);
        Check.BUDGET.unless(
                spent <= dailyMicroUsd,
                () -> by + " buys " + attempt + " on " + entry.day() + ", on which " + spent
                        + " micro-dollars are spent or out, of a budget of " + dailyMicroUsd);
    }
}
