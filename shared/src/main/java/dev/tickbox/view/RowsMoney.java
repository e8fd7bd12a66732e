package dev.tickbox.view;

import dev.tickbox.RunId;
import dev.tickbox.ledger.AttemptDocument;
import dev.tickbox.ledger.Money;
import dev.tickbox.ledger.Money.RunEnd;
import dev.tickbox.ledger.RowEnds;
import dev.tickbox.reservation.Attempt;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The money of the rows of a run. What 3,000 rows paid is added up by the store; only the attempts of rows that a person turned down are read. */
final class RowsMoney {
    private static final int PAGE = 200;

    /** The attempts of that many rows are asked for row by row; those of more are read with all others. */
    private static final int FEW = 20;

    private RowsMoney() {}

    static Money of(Store store, RunRecords story) {
        String root = story.run().id();
        RunEnd end = RunEnd.read(store, root);
        if (!end.taken().isEmpty()) {
            return oneByOne(store, root);
        }
        List<Attempt> own = story.attempts();
        long paid = sum(store, root, "paid_micro_usd")
                - own.stream().mapToLong(Attempt::paidMicroUsd).sum();
        long risk = sum(store, root, "risk_micro_usd")
                - own.stream().mapToLong(Attempt::riskMicroUsd).sum();
        if (end.withoutPublication()) {
            return new Money(paid, risk, paid, 0, 0);
        }
        long unused = sum(store, root, "wasted_micro_usd")
                - own.stream().mapToLong(Attempt::wastedMicroUsd).sum();
        return new Money(paid, risk, unused + turnedDown(store, root), 0, 0);
    }

    /** Where another run uses the rows of some tables. */
    private static Money oneByOne(Store store, String root) {
        RowEnds ends = RowEnds.read(store, root);
        return attempts(store, "root", root)
                .filter(attempt -> RunId.isRow(row(attempt)))
                .map(attempt -> Money.of(AttemptDocument.read(attempt), ends.of(row(attempt))))
                .reduce(Money.NONE, Money::plus);
    }

    private static long sum(Store store, String root, String field) {
        return store.sum(Query.of(AttemptDocument.ALL, 1).where("root", root), field);
    }

    /** Paid for texts that a person rejected, or that nobody approved in time, of rows that are not wasted as a whole. */
    private static long turnedDown(Store store, String root) {
        RowEnds ends = RowEnds.read(store, root);
        Set<String> rows = ends.turnedDown().keySet();
        Stream<Document> attempts = rows.size() <= FEW
                ? rows.stream().flatMap(row -> attempts(store, "run", row))
                : attempts(store, "root", root).filter(attempt -> rows.contains(row(attempt)));
        return attempts.mapToLong(document -> {
                    Attempt attempt = AttemptDocument.read(document);
                    return Money.of(attempt, ends.of(row(document))).wastedMicroUsd() - attempt.wastedMicroUsd();
                })
                .sum();
    }

    private static Stream<Document> attempts(Store store, String by, String run) {
        return store.all(Query.of(AttemptDocument.ALL, PAGE).where(by, run)).stream();
    }

    private static String row(Document attempt) {
        return attempt.fields().text("run");
    }
}
