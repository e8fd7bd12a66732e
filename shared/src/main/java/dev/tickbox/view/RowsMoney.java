package dev.tickbox.view;

import dev.tickbox.RunId;
import dev.tickbox.ledger.ApprovalDocument;
import dev.tickbox.ledger.ApprovalDocument.ApprovalState;
import dev.tickbox.ledger.AttemptDocument;
import dev.tickbox.ledger.Money;
import dev.tickbox.ledger.Money.RunEnd;
import dev.tickbox.reservation.Attempt;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The money of the rows of a run. What 3,000 rows paid is added up by the store; only the questions that a person turned down are read. */
final class RowsMoney {
    private static final int PAGE = 200;

    private RowsMoney() {}

    static Money of(Store store, RunRecords story) {
        String root = story.run().id();
        RunEnd end = RunEnd.read(store, root);
        if (!end.taken().isEmpty()) {
            return oneByOne(store, root, end)
                    .plus(new Money(0, 0, turnedDown(store, root, end.taken()::contains), 0, 0));
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
        return new Money(paid, risk, unused + turnedDown(store, root, table -> true), 0, 0);
    }

    /** Where another run uses the rows of some tables. */
    private static Money oneByOne(Store store, String root, RunEnd end) {
        return store.all(Query.of(AttemptDocument.ALL, PAGE).where("root", root)).stream()
                .filter(attempt -> RunId.isRow(attempt.fields().text("run")))
                .map(attempt -> Money.of(
                        AttemptDocument.read(attempt),
                        end.ofStep(RunId.stepOf(attempt.fields().text("run")))))
                .reduce(Money.NONE, Money::plus);
    }

    private static long sum(Store store, String root, String field) {
        return store.sum(Query.of(AttemptDocument.ALL, 1).where("root", root), field);
    }

    /** Paid for texts that a person rejected, or that nobody approved in time, of rows that are not wasted as a whole. */
    private static long turnedDown(Store store, String root, Predicate<String> tables) {
        String rows = RunId.group(root, "");
        return Stream.of(ApprovalState.REJECTED, ApprovalState.DROPPED)
                .map(state -> Query.of(ApprovalDocument.ALL, PAGE)
                        .where("state", state)
                        .from("run", rows)
                        .before("run", rows + Character.MAX_VALUE))
                .flatMap(query -> store.all(query).stream())
                .map(ApprovalDocument::read)
                .map(each -> each.question().run())
                .filter(row -> tables.test(RunId.stepOf(row)))
                .distinct()
                .mapToLong(row -> turnedDownOf(store, row))
                .sum();
    }

    private static long turnedDownOf(Store store, String row) {
        RunEnd end = RunEnd.read(store, row);
        return store.all(Query.of(AttemptDocument.ALL, PAGE).where("run", row)).stream()
                .map(AttemptDocument::read)
                .mapToLong(attempt -> Money.of(attempt, end).wastedMicroUsd() - attempt.wastedMicroUsd())
                .sum();
    }
}
