package dev.tickbox.ledger;

import dev.tickbox.Fields;
import dev.tickbox.Hash;
import dev.tickbox.ledger.Money.RunEnd;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Schema;
import dev.tickbox.store.Store;
import dev.tickbox.store.Write;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code spent/{…}}: what removed attempts cost, one document a day, job, step, site and model. It is written in the commit that removes them,
 * so that no removal lowers what a day has spent, or what it is said to have cost.
 */
public final class SpentLedger {
    public static final Collection ALL = Collection.of("spent");

    /** What an attempt's document and a sum of removed ones have in common: by these a cost is added up. */
    private static final List<String> GROUP = List.of("charge_day", "job", "step", "site", "model");

    private SpentLedger() {}

    /** These attempts go, if unchanged, and their money stays. */
    public static List<Write> instead(Store store, List<Document> attempts, RunEnd end) {
        Map<Ref, Fields> groups = new LinkedHashMap<>();
        Map<Ref, Money> sums = new LinkedHashMap<>();
        List<Write> writes = new ArrayList<>();
        for (Document attempt : attempts) {
            Ref ref = ref(attempt.fields());
            groups.putIfAbsent(ref, attempt.fields());
            sums.merge(
                    ref,
                    Money.of(
                            AttemptDocument.read(attempt),
                            end.ofStep(attempt.fields().text("step"))),
                    Money::plus);
            writes.add(new Write.DeleteUnchanged(attempt));
        }
        sums.forEach(
                (ref, money) -> writes.add(added(store.get(ref), ref, groups.getOrDefault(ref, Fields.NONE), money)));
        return writes;
    }

    private static Write added(Optional<Document> before, Ref ref, Fields group, Money money) {
        Money sum = before.map(SpentLedger::read).orElse(Money.NONE).plus(money);
        Fields fields = Schema.begin();
        for (String name : GROUP) {
            fields = fields.with(name, group.text(name));
        }
        Fields next = fields.with("paid_micro_usd", sum.paidMicroUsd())
                .with("risk_micro_usd", sum.riskMicroUsd())
                .with("wasted_micro_usd", sum.wastedMicroUsd())
                .with("saved_micro_usd", sum.savedMicroUsd())
                .with("protected_micro_usd", sum.protectedMicroUsd());
        return before.<Write>map(document -> new Write.Update(document, next))
                .orElseGet(() -> new Write.Create(ref, next));
    }

    private static Ref ref(Fields attempt) {
        String[] parts = GROUP.stream().map(attempt::text).toArray(String[]::new);
        return ALL.ref(Hash.of("tickbox/spent/2", parts).substring(0, 32));
    }

    public static Money read(Document document) {
        Fields f = Schema.read(document);
        return new Money(
                f.number("paid_micro_usd"),
                f.number("risk_micro_usd"),
                f.number("wasted_micro_usd"),
                f.number("saved_micro_usd"),
                f.number("protected_micro_usd"));
    }

    /** What a day has cost and may yet cost, also what was removed since. */
    public static long ofDay(Store store, String day) {
        // In this order: what is removed in between is counted twice for now, and never left out.
        long inLedger = sum(store, AttemptDocument.ALL, day);
        return Math.addExact(inLedger, sum(store, ALL, day));
    }

    private static long sum(Store store, Collection collection, String day) {
        Query ofDay = Query.of(collection, 1).where("charge_day", day);
        return Math.addExact(store.sum(ofDay, "paid_micro_usd"), store.sum(ofDay, "risk_micro_usd"));
    }
}
