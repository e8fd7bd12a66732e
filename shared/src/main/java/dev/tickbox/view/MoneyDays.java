package dev.tickbox.view;

import dev.tickbox.content.Definition.Budget;
import dev.tickbox.ledger.AttemptDocument;
import dev.tickbox.ledger.Money;
import dev.tickbox.ledger.SpentLedger;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the last days cost, added up by the store.
 *
 * @param days the oldest first; the last one is today
 * @param total of all of them; what is wasted needs the end of each run, so it is empty where there are too many purchases for a page
 */
public record MoneyDays(Budget budget, List<Day> days, Optional<Money> total) {
    public static final int DAYS = 30;
    private static final int PURCHASES = 1_000;

    public record Day(LocalDate date, long paidMicroUsd, long riskMicroUsd) {}

    public static MoneyDays of(Store store, Budget budget, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, budget.zone());
        LocalDate first = today.minusDays(DAYS - 1L);
        Query purchases = Query.of(AttemptDocument.ALL, 1).from("charge_day", first.toString());
        if (store.count(purchases) <= PURCHASES) {
            CostReport costs = CostReport.of(store, CostReport.By.DAY, first);
            List<Day> days = days(first).stream()
                    .map(date -> {
                        Money money = costs.groups().getOrDefault(date.toString(), Money.NONE);
                        return new Day(date, money.paidMicroUsd(), money.riskMicroUsd());
                    })
                    .toList();
            return new MoneyDays(budget, days, Optional.of(costs.total()));
        }
        List<Day> days = days(first).stream()
                .map(date -> new Day(date, sum(store, date, "paid_micro_usd"), sum(store, date, "risk_micro_usd")))
                .toList();
        return new MoneyDays(budget, days, Optional.empty());
    }

    private static List<LocalDate> days(LocalDate first) {
        List<LocalDate> days = new ArrayList<>();
        for (int i = 0; i < DAYS; i++) {
            days.add(first.plusDays(i));
        }
        return days;
    }

    private static long sum(Store store, LocalDate date, String field) {
        // In this order: what is removed in between is counted twice for now, and never left out.
        long inLedger = sum(store, AttemptDocument.ALL, date, field);
        return Math.addExact(inLedger, sum(store, SpentLedger.ALL, date, field));
    }

    private static long sum(Store store, Collection collection, LocalDate date, String field) {
        return store.sum(Query.of(collection, 1).where("charge_day", date.toString()), field);
    }

    public Day today() {
        return days.getLast();
    }
}
