package dev.tickbox.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The results of both contenders in one table. */
final class ResultTable {
    private ResultTable() {}

    static List<String> lines(Tally tickbox, Tally script) {
        List<String> lines = new ArrayList<>();
        lines.add(line("", DemoProgress.name(WeekOfFaults.TICKBOX), DemoProgress.name(WeekOfFaults.SCRIPT)));
        row(lines, "articles due", tickbox, script, tally -> "" + tally.due());
        row(lines, "bought", tickbox, script, tally -> "" + tally.bought());
        row(lines, "published", tickbox, script, tally -> "" + tally.published());
        row(lines, "published twice", tickbox, script, tally -> "" + tally.publishedTwice());
        row(lines, "lost", tickbox, script, tally -> "" + tally.lost());
        row(lines, "dollars paid", tickbox, script, tally -> usd(tally.paidMicroUsd()));
        row(lines, "dollars wasted", tickbox, script, tally -> usd(tally.wastedMicroUsd()));
        return lines;
    }

    private static void row(List<String> lines, String name, Tally tickbox, Tally script, Function<Tally, String> of) {
        lines.add(line(name, of.apply(tickbox), of.apply(script)));
    }

    private static String line(String name, String tickbox, String script) {
        return String.format(Locale.ROOT, "  %-18s%12s%14s", name, tickbox, script);
    }

    private static String usd(long microUsd) {
        return String.format(Locale.ROOT, "$%.4f", microUsd / 1e6);
    }
}
