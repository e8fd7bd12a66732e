package dev.tickbox.crash;

import java.util.Map;
import java.util.TreeMap;

/** What a reader sees of the matrix: a row for each boundary and way. */
final class Table {
    private record Key(String call, String way) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byCall = call.compareTo(other.call);
            return byCall != 0 ? byCall : way.compareTo(other.way);
        }
    }

    private record Cell(int points, Verdict sum) {
        Cell plus(Verdict verdict) {
            return new Cell(points + 1, sum.plus(verdict));
        }
    }

    private static final Cell EMPTY = new Cell(0, Verdict.NONE);

    private final Map<Key, Cell> asked = new TreeMap<>();
    private final Map<Key, Cell> notAsked = new TreeMap<>();

    synchronized void add(String call, Way way, boolean canBeAsked, Verdict verdict) {
        (canBeAsked ? asked : notAsked)
                .merge(new Key(call, way.column()), EMPTY.plus(verdict), (old, one) -> old.plus(verdict));
    }

    synchronized String text() {
        StringBuilder text = new StringBuilder(
                String.format("%-18s  %-10s | %28s | %35s%n", "", "", "vendor can be asked", "vendor cannot be asked"));
        text.append(String.format(
                "%-18s  %-10s | %6s %6s %6s %7s | %6s %6s %6s %6s %7s%n",
                "boundary",
                "way",
                "points",
                "2x buy",
                "lost",
                "2x publ",
                "points",
                "2x buy",
                "booked",
                "lost",
                "2x publ"));
        TreeMap<Key, Cell> all = new TreeMap<>(asked);
        notAsked.forEach(all::putIfAbsent);
        Cell oneSum = EMPTY;
        Cell otherSum = EMPTY;
        for (Key key : all.keySet()) {
            Cell one = asked.getOrDefault(key, EMPTY);
            Cell other = notAsked.getOrDefault(key, EMPTY);
            oneSum = new Cell(oneSum.points + one.points, oneSum.sum.plus(one.sum));
            otherSum = new Cell(otherSum.points + other.points, otherSum.sum.plus(other.sum));
            text.append(row(key, one, other));
        }
        return text.append(row(new Key("all", ""), oneSum, otherSum)).toString();
    }

    private static String row(Key key, Cell one, Cell other) {
        return String.format(
                "%-18s  %-10s | %6d %6d %6d %7d | %6d %6d %6d %6d %7d%n",
                key.call,
                key.way,
                one.points,
                one.sum.boughtTwice(),
                one.sum.lost(),
                one.sum.publishedTwice(),
                other.points,
                other.sum.boughtTwice(),
                other.sum.booked(),
                other.sum.lost(),
                other.sum.publishedTwice());
    }
}
