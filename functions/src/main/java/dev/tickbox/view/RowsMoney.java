package dev.tickbox.view;

import dev.tickbox.RunId;
import dev.tickbox.approval.Approval;
import dev.tickbox.ledger.ApprovalDocument;
import dev.tickbox.ledger.AttemptDocument;
import dev.tickbox.ledger.Money;
import dev.tickbox.ledger.Money.RunEnd;
import dev.tickbox.reservation.Attempt;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store;
import java.util.List;

/** The money of the rows of a run. What 3,000 rows paid is added up by the store; only the questions that rows ask are read. */
final class RowsMoney {
    private static final int PAGE = 200;

    private RowsMoney() {}

    static Money of(Store store, RunRecords story) {
        String root = story.run().id();
        List<Attempt> own = story.attempts();
        long paid = sum(store, root, "paid_micro_usd")
                - own.stream().mapToLong(Attempt::paidMicroUsd).sum();
        long risk = sum(store, root, "risk_micro_usd")
                - own.stream().mapToLong(Attempt::riskMicroUsd).sum();
        if (RunEnd.read(store, root).withoutPublication()) {
            return new Money(paid, risk, paid, 0, 0);
        }
        long unused = sum(store, root, "wasted_micro_usd")
                - own.stream().mapToLong(Attempt::wastedMicroUsd).sum();
        return new Money(paid, risk, unused + turnedDown(store, root), 0, 0);
    }

    private static long sum(Store store, String root, String field) {
        return store.sum(Query.of(AttemptDocument.ALL, 1).where("root", root), field);
    }

    /** Paid for texts of rows that a person rejected, or that nobody approved in time. */
    private static long turnedDown(Store store, String root) {
        String first = RunId.group(root, "");
        Query asked =
                Query.of(ApprovalDocument.ALL, PAGE).from("run", first).before("run", first + Character.MAX_VALUE);
        return store.all(asked).stream()
                .map(ApprovalDocument::read)
                .filter(Approval::isTurnedDown)
                .map(each -> each.question().run())
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
