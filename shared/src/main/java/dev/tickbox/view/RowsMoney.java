package dev.tickbox.view;

import dev.tickbox.RunId;
import dev.tickbox.ledger.AttemptDocument;
import dev.tickbox.ledger.Money;
import dev.tickbox.ledger.RowEnds;
import dev.tickbox.reservation.Attempt;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The money of the rows of a run. What 3,000 rows paid is added up by the store; only rows that failed or were turned down are read. */
final class RowsMoney {
    private static final int PAGE = 200;

    /** The attempts of that many rows are asked for row by row; those of more are read with all others. */
    private static final int FEW = 20;

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
        return new Money(paid, risk, unused, 0, 0).plus(ofOddRows(store, root, ends));
    }

    /** Where another run uses the rows of some tables. */
    private static Money oneByOne(Store store, String root, RowEnds ends) {
        return attempts(store, "root", root)
                .filter(attempt -> RunId.isRow(row(attempt)))
                .map(attempt -> Money.of(AttemptDocument.read(attempt), ends.of(row(attempt))))
                .reduce(Money.NONE, Money::plus);
    }

    private static long sum(Store store, String root, String field) {
        return store.sum(Query.of(AttemptDocument.ALL, 1).where("root", root), field);
    }

    /** What rows that failed, or whose text a person turned down, have besides: more of it is wasted, or it was protected. */
    private static Money ofOddRows(Store store, String root, RowEnds ends) {
        Set<String> rows = new HashSet<>(ends.turnedDown().keySet());
        rows.addAll(ends.failed().keySet());
        Stream<Document> attempts = rows.size() <= FEW
                ? rows.stream().flatMap(row -> attempts(store, "run", row))
                : attempts(store, "root", root).filter(attempt -> rows.contains(row(attempt)));
        return attempts.map(document -> {
                    Attempt attempt = AttemptDocument.read(document);
                    return besides(attempt, Money.of(attempt, ends.of(row(document))));
                })
                .reduce(Money.NONE, Money::plus);
    }

    private static Stream<Document> attempts(Store store, String by, String run) {
        return store.all(Query.of(AttemptDocument.ALL, PAGE).where(by, run)).stream();
    }

    private static String row(Document attempt) {
        return attempt.fields().text("run");
    }

    private static Money besides(Attempt attempt, Money money) {
        return new Money(0, 0, money.wastedMicroUsd() - attempt.wastedMicroUsd(), 0, money.protectedMicroUsd());
    }
}
