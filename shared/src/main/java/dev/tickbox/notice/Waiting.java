package dev.tickbox.notice;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What waits at one moment. Each thing has a name that stays the same while it waits, so that forty failed rows of a table are one thing,
 * and so are thirty of them.
 *
 * @param things by the document or the site that they are about
 * @param isAll whether nothing else waits; otherwise nothing can be said to wait no longer
 * @param brief the latest time of the brief so far
 */
public record Waiting(Set<String> things, boolean isAll, Optional<Instant> brief) {
    /** Of questions, which a person answers: that they wait no longer is no news. */
    public static final String QUESTIONS = "approvals/";

    /** Of days whose budget is reached. */
    public static final String BUDGETS = "budget/";

    public Waiting {
        things = Set.copyOf(things);
    }

    static boolean isBudget(String thing) {
        return thing.startsWith(BUDGETS);
    }

    /** That it waits no longer is news. */
    static boolean isTrouble(String thing) {
        return !thing.startsWith(QUESTIONS) && !isBudget(thing);
    }

    boolean isNothing() {
        return things.stream().allMatch(Waiting::isBudget);
    }

    static Set<String> without(Set<String> all, Set<String> taken) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(taken);
        return rest;
    }

    static Set<String> together(Set<String> one, Set<String> other) {
        Set<String> all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }
}
