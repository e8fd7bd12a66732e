package dev.tickbox.demo;

import dev.tickbox.Fields;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What became of some slots, as the vendor and the sites count it.
 *
 * @param sold the vendor's journal
 * @param received the sites' count file: one line an article that arrived
 */
record Tally(List<ExpectedArticle> slots, List<Fields> sold, List<Fields> received) {
    int due() {
        return slots.size();
    }

    /** Of these slots, or of none that is due. */
    int bought() {
        return sold.size();
    }

    int published() {
        return (int) slots.stream().filter(slot -> arrivals(slot) > 0).count();
    }

    /** How often an article arrived that was there already. */
    int publishedTwice() {
        return received.size() - published();
    }

    int lost() {
        return due() - published();
    }

    long paidMicroUsd() {
        return sold.stream().mapToLong(Tally::charge).sum();
    }

    /** One text a published slot was worth its money: the last that was bought for it. Everything else was paid for nothing. */
    long wastedMicroUsd() {
        return paidMicroUsd()
                - slots.stream()
                        .filter(slot -> arrivals(slot) > 0)
                        .mapToLong(slot -> purchases(slot).isEmpty()
                                ? 0
                                : charge(purchases(slot).getLast()))
                        .sum();
    }

    Optional<Instant> lastArrival() {
        return received.stream().map(line -> Instant.parse(line.text("at"))).max(Comparator.naturalOrder());
    }

    /** The same counts, of these slots alone. */
    Tally only(List<ExpectedArticle> some) {
        return new Tally(
                some,
                some.stream().flatMap(slot -> purchases(slot).stream()).toList(),
                received.stream()
                        .filter(line -> some.stream().anyMatch(slot -> isOf(slot, line)))
                        .toList());
    }

    private List<Fields> purchases(ExpectedArticle slot) {
        return sold.stream()
                .filter(line -> line.text("prompt").equals(slot.prompt()))
                .toList();
    }

    private long arrivals(ExpectedArticle slot) {
        return received.stream().filter(line -> isOf(slot, line)).count();
    }

    private static boolean isOf(ExpectedArticle slot, Fields line) {
        return line.text("site").equals(slot.site())
                && line.text("article").startsWith(slot.date().toString());
    }

    private static long charge(Fields line) {
        return line.number("chargedMicroUsd");
    }

    Fields toFields() {
        return Fields.NONE
                .with("articlesDue", (long) due())
                .with("bought", (long) bought())
                .with("published", (long) published())
                .with("publishedTwice", (long) publishedTwice())
                .with("lost", (long) lost())
                .with("paidMicroUsd", paidMicroUsd())
                .with("wastedMicroUsd", wastedMicroUsd());
    }
}
