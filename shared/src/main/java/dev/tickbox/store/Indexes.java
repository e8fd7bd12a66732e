package dev.tickbox.store;

import java.util.List;
import java.util.Optional;

/** Every query shape there is. SQLite makes its indexes from it; a query that is not here is refused, in tests and in use. */
public final class Indexes {
    public static final List<Index> ALL = List.of(
            Index.of("runs", "state").by("due"),
            Index.of("runs").by("created_at"),
            Index.of("runs").by("resumed_at"),
            Index.of("runs", "job").by("created_at"),
            Index.of("runs", "state").by("created_at"),
            Index.of("runs", "state").by("ended_at"),
            Index.of("runs", "taken_from"),
            Index.of("rows", "state").by("due"),
            Index.of("rows").by("due"),
            Index.of("rows", "open_group"),
            Index.of("rows").by("failed_group"),
            Index.of("rows", "group").by("left_out_by"),
            Index.of("rows", "group", "left_out_by").by("found"),
            Index.of("rows", "group").by("position"),
            Index.of("rows", "group", "state"),
            Index.of("rows", "root", "state"),
            Index.of("rows", "root"),
            Index.of("rows", "root").by("resumed_at"),
            Index.of("reservations", "state").by("due"),
            Index.of("reservations", "state"),
            Index.of("reservations", "state").by("lane"),
            Index.of("reservations", "lane", "state").by("due"),
            Index.of("reservations", "lane", "state"),
            Index.of("reservations").by("waiting_since"),
            Index.of("reservations", "run"),
            Index.of("reservations", "run", "state"),
            Index.of("reservations", "root", "state"),
            Index.of("attempts").by("due"),
            Index.of("attempts", "shard").by("due"),
            Index.of("attempts", "run"),
            Index.of("attempts", "root"),
            Index.of("attempts", "charge_day"),
            Index.of("attempts").by("charge_day"),
            Index.of("outbox", "state").by("due"),
            Index.of("outbox", "state"),
            Index.of("outbox", "site", "state").by("due"),
            Index.of("outbox", "site", "state").by("created_at"),
            Index.of("outbox", "root").by("retried_at"),
            Index.of("outbox", "run"),
            Index.of("outbox", "run", "state"),
            Index.of("outbox", "root", "state"),
            Index.of("outbox").by("failing_since"),
            Index.of("approvals").by("due"),
            Index.of("approvals", "state").by("run"),
            Index.of("approvals", "run"),
            Index.of("spent", "charge_day"),
            Index.of("spent").by("charge_day"));

    /** The shapes that are also read from their end. Firestore reads an index one way only, so these need a second one. */
    public static final List<Index> BACKWARDS = List.of(
            Index.of("runs").by("created_at"),
            Index.of("runs", "job").by("created_at"),
            Index.of("runs", "state").by("created_at"),
            Index.of("outbox", "site", "state").by("created_at"));

    /** Every sum there is. Firestore adds up from an index that holds the field too; SQLite needs none. */
    public static final List<Sum> SUMS = List.of(
            new Sum(Index.of("attempts", "charge_day"), "paid_micro_usd"),
            new Sum(Index.of("attempts", "charge_day"), "risk_micro_usd"),
            new Sum(Index.of("attempts", "run"), "paid_micro_usd"),
            new Sum(Index.of("attempts", "root"), "paid_micro_usd"),
            new Sum(Index.of("attempts", "root"), "risk_micro_usd"),
            new Sum(Index.of("attempts", "root"), "wasted_micro_usd"),
            new Sum(Index.of("spent", "charge_day"), "paid_micro_usd"),
            new Sum(Index.of("spent", "charge_day"), "risk_micro_usd"));

    public record Sum(Index over, String field) {}

    private Indexes() {}

    public static void checkSum(Query query, String field) {
        check(query);
        Sum needed = new Sum(Index.of(query), field);
        if (!SUMS.contains(needed)) {
            throw new IllegalStateException("no index answers this sum: " + needed + ": add it to Indexes.SUMS");
        }
    }

    /** An unfiltered walk in id order needs no index of its own. */
    public static void check(Query query) {
        Index needed = Index.of(query);
        if (query.descending() && query.range().isEmpty()) {
            throw new IllegalStateException(
                    "Firestore cannot go backwards by id alone: give the query an ordered field");
        }
        boolean walk = needed.equal().isEmpty() && needed.ordered().isEmpty();
        if (!walk && !ALL.contains(needed)) {
            throw new IllegalStateException("no index answers this query: " + needed + ": add it to Indexes");
        }
        if (query.descending() && !BACKWARDS.contains(needed)) {
            throw new IllegalStateException(
                    "no index answers this query backwards: " + needed + ": add it to Indexes.BACKWARDS");
        }
    }

    /**
     * One query shape that the engine must answer without a scan: equality fields, then the ordered field, then the id.
     * {@code collection} is a collection's own name, whatever it lies below.
     */
    public record Index(String collection, List<String> equal, Optional<String> ordered) {
        public Index {
            equal = equal.stream().sorted().toList();
        }

        static Index of(String collection, String... equal) {
            return new Index(collection, List.of(equal), Optional.empty());
        }

        Index by(String ordered) {
            return new Index(collection, equal, Optional.of(ordered));
        }

        /** The index that a query needs. */
        public static Index of(Query query) {
            return new Index(
                    query.in().name(),
                    List.copyOf(query.equal().keySet()),
                    query.range().map(Query.Range::field));
        }
    }
}
