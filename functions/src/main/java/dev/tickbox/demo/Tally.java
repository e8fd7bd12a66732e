package dev.tickbox.demo;

import dev.tickbox.Fields;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The results for some slots, as counted by the vendor and the sites.
 *
 * @param sold the journal of the vendor
 * @param received the count file of the sites: one line for each article that arrived
 */
record Tally(List<ExpectedArticle> slots, List<Fields> sold, List<Fields> received) {
    int due() {
        return slots.size();
    }

    /** What belongs to one of these slots, or to no slot that is due. */
    int bought() {
        return sold.size();
    }

    int published() {
        return (int) slots.stream().filter(slot -> arrivals(slot) > 0).count();
    }

    /** How often an article arrived that had already arrived. */
    int publishedTwice() {
        return received.size() - published();
    }

    int lost() {
        return due() - published();
    }

    long paidMicroUsd() {
        return sold.stream().mapToLong(Tally::charge).sum();
    }

    /** Everything paid except the last text bought for each published slot. */
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

    /** The same counts for these slots only. */
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
