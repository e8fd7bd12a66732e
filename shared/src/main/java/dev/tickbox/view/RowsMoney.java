package dev.tickbox.view;

import dev.tickbox.RunId;
import dev.tickbox.ledger.AttemptDocument;
import dev.tickbox.ledger.Money;
import dev.tickbox.ledger.RowEnds;
import dev.tickbox.reservation.Attempt;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The money of the rows of a run. What 3,000 rows paid is added up by the store; only rows that failed or were turned down are read. */
final class RowsMoney {
    private static final int PAGE = 200;

    private RowsMoney() {}

    static Money of(Store store, RunRecords story) {
        String root = story.run().id();
        RowEnds ends = RowEnds.read(store, root);
        if (!ends.whole().taken().isEmpty()) {
            return oneByOne(store, root, ends);
        }
        List<Attempt> own = story.attempts();
        long paid = sum(store, root, "paid_micro_usd")
                - own.stream().mapToLong(Attempt::paidMicroUsd).sum();
        long risk = sum(store, root, "risk_micro_usd")
                - own.stream().mapToLong(Attempt::riskMicroUsd).sum();
        if (ends.whole().withoutPublication()) {
            return new Money(paid, risk, paid, 0, 0);
        }
        long unused = sum(store, root, "wasted_micro_usd")
                - own.stream().mapToLong(Attempt::wastedMicroUsd).sum();
        return new Money(paid, risk, unused, 0, 0).plus(ofOddRows(store, ends));
    }

    /** Where another run uses the rows of some tables. */
    private static Money oneByOne(Store store, String root, RowEnds ends) {
        return store.all(Query.of(AttemptDocument.ALL, PAGE).where("root", root)).stream()
                .filter(attempt -> RunId.isRow(attempt.fields().text("run")))
                .map(attempt -> Money.of(
                        AttemptDocument.read(attempt), ends.of(attempt.fields().text("run"))))
                .reduce(Money.NONE, Money::plus);
    }

    private static long sum(Store store, String root, String field) {
        return store.sum(Query.of(AttemptDocument.ALL, 1).where("root", root), field);
    }

    /** What rows that failed, or whose text a person turned down, have besides: more of it is wasted, or it was protected. */
    private static Money ofOddRows(Store store, RowEnds ends) {
        Set<String> rows = new HashSet<>(ends.turnedDown().keySet());
        rows.addAll(ends.failed().keySet());
        return rows.stream()
                .flatMap(row -> store.all(Query.of(AttemptDocument.ALL, PAGE).where("run", row)).stream()
                        .map(AttemptDocument::read)
                        .map(attempt -> besides(attempt, Money.of(attempt, ends.of(row)))))
                .reduce(Money.NONE, Money::plus);
    }

    private static Money besides(Attempt attempt, Money money) {
        return new Money(0, 0, money.wastedMicroUsd() - attempt.wastedMicroUsd(), 0, money.protectedMicroUsd());
    }
}
