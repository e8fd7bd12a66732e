package dev.tickbox.view;

import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.Money;
import dev.tickbox.ledger.RunEnd;
import dev.tickbox.money.Usd;
import dev.tickbox.outbox.Item;
import dev.tickbox.reservation.Attempt;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * An explanation as a page to read.
 *
 * @param command how a command is typed here, with where its store is
 */
public record ExplanationText(UnaryOperator<String> command) {
    public List<String> lines(Explanation e) {
        List<String> lines = new ArrayList<>();
        lines.add(e.run().id() + "  " + e.state());
        lines.add("job " + e.run().job() + " · site " + e.run().site() + " · "
                + e.run().slot().map(slot -> "slot " + e.when().says(slot)).orElse("started by hand") + " · content "
                + RunRecords.brief(e.run().definition())
                + e.run()
                        .madeWith()
                        .map(made -> ", made with " + RunRecords.brief(made))
                        .orElse(""));
        lines.add("");
        lines.add("What happened (" + e.when().legend() + ")");
        story(e, lines);
        if (!e.attempts().isEmpty()) {
            lines.add("");
            lines.add("Money");
            attempts(e, lines);
        }
        if (!e.items().isEmpty()) {
            lines.add("");
            lines.add("Where it goes");
            e.items().forEach(item -> lines.add("  " + item(item)));
        }
        lines.add("");
        lines.add("What happens next");
        e.next().forEach(text -> lines.add("  " + text));
        if (!e.ways().isEmpty()) {
            lines.add("");
            lines.add("What you can do");
            ways(e.ways(), lines, "  ");
        }
        return lines;
    }

    private static void story(Explanation e, List<String> lines) {
        TextTable table = new TextTable();
        e.story().forEach(line -> table.row(e.when().at(line.at()), line.about(), line.state(), line.cause()));
        table.lines("  ").forEach(lines::add);
    }

    private static void attempts(Explanation e, List<String> lines) {
        TextTable table = new TextTable();
        e.attempts()
                .forEach((attempt, step) -> table.row(
                        step,
                        "attempt " + attempt.number() + " (" + RunRecords.brief(attempt.key()) + "." + attempt.number()
                                + ")",
                        attempt.status().name(),
                        charge(attempt, e.end())));
        table.row("together", "", "", e.money().toString());
        table.lines("  ").forEach(lines::add);
    }

    private static String charge(Attempt attempt, RunEnd end) {
        List<String> parts = new ArrayList<>();
        Money money = Money.of(attempt, end);
        parts.add("paid " + Usd.of(money.paidMicroUsd()) + " of at most " + Usd.of(attempt.estimateMicroUsd()));
        if (money.riskMicroUsd() > 0) {
            parts.add("at risk " + Usd.of(money.riskMicroUsd()));
        }
        if (money.wastedMicroUsd() > 0) {
            parts.add("wasted " + Usd.of(money.wastedMicroUsd()));
        }
        if (money.savedMicroUsd() > 0) {
            parts.add("saved by batch " + Usd.of(money.savedMicroUsd()));
        }
        if (money.protectedMicroUsd() > 0) {
            parts.add("protected: what failed later did not buy it again");
        }
        attempt.handles()
                .forEach(handle -> parts.add(handle.id()
                        + handle.result()
                                .map(result -> result.used()
                                        ? (end.withoutPublication() ? " (kept, never published)" : " (used)")
                                        : " (" + result.why() + ", not used)")
                                .orElse(" (not finished)")));
        return String.join(" · ", parts);
    }

    private static String item(Item item) {
        String about = item.parcel().site() + "  " + ItemDocument.stateName(item.state()) + "  ";
        return item.state() instanceof Item.Published published
                ? about + published.url() + "  ("
                        + RunRecords.brief(item.parcel().fingerprint()) + ")"
                : about + item.parcel().file() + "  “" + item.parcel().title() + "”  ("
                        + RunRecords.brief(item.parcel().fingerprint()) + ")";
    }

    /** Each command on a line that can be copied, and below it what it does. */
    public void ways(List<Action> ways, List<String> lines, String indent) {
        for (Action way : ways) {
            lines.add(indent + command.apply(way.words()));
            lines.add(indent + "    " + way.effect() + "; " + way.price());
        }
    }
}
