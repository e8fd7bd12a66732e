package dev.tickbox.crash;

import java.util.ArrayList;
import java.util.List;

/**
 * What one play came to, as the vendor and the sites counted it.
 *
 * @param boughtTwice purchases beyond the first of each generation
 * @param booked attempts that the ledger calls uncertain
 * @param lost jobs at the vendor that nobody collected or booked, and articles that no site shows
 * @param broken which promises, and how; empty when all hold
 */
record Verdict(int boughtTwice, int booked, int lost, int publishedTwice, List<String> broken) {
    Verdict plus(Verdict other) {
        List<String> all = new ArrayList<>(broken);
        all.addAll(other.broken);
        return new Verdict(
                boughtTwice + other.boughtTwice,
                booked + other.booked,
                lost + other.lost,
                publishedTwice + other.publishedTwice,
                all);
    }

    static final Verdict NONE = new Verdict(0, 0, 0, 0, List.of());
}
