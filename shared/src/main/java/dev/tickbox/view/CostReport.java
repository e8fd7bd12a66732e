package dev.tickbox.view;

import dev.tickbox.Fields;
import dev.tickbox.RunId;
import dev.tickbox.ledger.AttemptDocument;
import dev.tickbox.ledger.Money;
import dev.tickbox.ledger.Money.RunEnd;
import dev.tickbox.ledger.RowEnds;
import dev.tickbox.ledger.SpentLedger;
import dev.tickbox.money.Usd;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.store.Schema;
import dev.tickbox.store.Store;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The cost of the attempts of some days, in groups. */
public record CostReport(By by, LocalDate from, SortedMap<String, Money> groups) {
    private static final int PAGE = 500;

    public enum By {
        DAY("charge_day"),
        JOB("job"),
        STEP("step"),
        SITE("site"),
        MODEL("model");

        private final String field;

        By(String field) {
            this.field = field;
        }

        /** A step is known by its job and its own id; what was removed before steps were kept is of the job. */
        private String group(Fields document) {
            return this == STEP
                    ? document.text("job") + "/" + document.findText(field).orElse("(removed runs)")
                    : document.text(field);
        }
    }

    public static CostReport of(Store store, By by, LocalDate from) {
        SortedMap<String, Money> groups = new TreeMap<>();
        Map<String, RunEnd> ends = new HashMap<>();
        Map<String, RowEnds> ofRows = new HashMap<>();
        // Attempts first: a run that is removed between the two queries is counted twice, but never left out.
        for (Document document : store.all(Query.of(AttemptDocument.ALL, PAGE).from("charge_day", from.toString()))) {
            Fields f = Schema.read(document);
            String of = f.text("run");
            RunEnd end = RunId.isRow(of)
                    ? ofRows.computeIfAbsent(RunId.rootOf(of), root -> RowEnds.read(store, root))
                            .of(of)
                    : ends.computeIfAbsent(of, run -> RunEnd.read(store, run));
            groups.merge(
                    by.group(f), Money.of(AttemptDocument.read(document), end.ofStep(f.text("step"))), Money::plus);
        }
        for (Document document : store.all(Query.of(SpentLedger.ALL, PAGE).from("charge_day", from.toString()))) {
            groups.merge(by.group(document.fields()), SpentLedger.read(document), Money::plus);
        }
        return new CostReport(by, from, groups);
    }

    public Money total() {
        return groups.values().stream().reduce(Money.NONE, Money::plus);
    }

    public List<String> lines() {
        TextTable table = new TextTable();
        table.row(
                by.name().toLowerCase(java.util.Locale.ROOT),
                "paid",
                "at risk",
                "wasted",
                "saved by batch",
                "protected");
        groups.forEach((name, money) -> row(table, name, money));
        row(table, "total", total());
        return table.lines("");
    }

    private static void row(TextTable table, String name, Money money) {
        table.row(
                name,
                Usd.of(money.paidMicroUsd()),
                Usd.of(money.riskMicroUsd()),
                Usd.of(money.wastedMicroUsd()),
                Usd.of(money.savedMicroUsd()),
                Usd.of(money.protectedMicroUsd()));
    }

    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("by", by.name().toLowerCase(java.util.Locale.ROOT));
        map.put("from", from.toString());
        List<Object> list = new ArrayList<>();
        groups.forEach((name, money) -> {
            Map<String, Object> group = new LinkedHashMap<>();
            group.put("name", name);
            group.putAll(money.toMap());
            list.add(group);
        });
        map.put("groups", list);
        map.put("total", total().toMap());
        return map;
    }
}
