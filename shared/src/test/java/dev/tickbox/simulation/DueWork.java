package dev.tickbox.simulation;

import dev.tickbox.Fields;
import dev.tickbox.ledger.ApprovalDocument;
import dev.tickbox.ledger.AttemptDocument;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one tick finds due when it begins, and how much is open. */
final class DueWork {
    /** Skew, and the time until the tick comes to look. */
    private static final Duration SURE = Duration.ofSeconds(20);

    private static final Map<Collection, Set<String>> OPEN = Map.of(
            RunDocument.ALL, Set.of("RUNNABLE", "DRIVEN", "WAITING", "DELETING"),
            ReservationDocument.ALL, Set.of("RESERVED", "SUBMITTING", "UNCERTAIN", "SUBMITTED"),
            ItemDocument.ALL, Set.of("PENDING", "CLAIMED"),
            ApprovalDocument.ALL, Set.of("ASKED"));
    private static final Map<Collection, Set<String>> RECLAIMED = Map.of(
            RunDocument.ALL, Set.of("RUNNABLE", "DRIVEN", "WAITING", "DELETING"),
            ReservationDocument.ALL, Set.of("SUBMITTING", "UNCERTAIN", "SUBMITTED", "COLLECTED", "ABANDONED"),
            AttemptDocument.ALL, Set.of("SENDING", "UNCERTAIN", "OUT"),
            ItemDocument.ALL, Set.of("PENDING", "CLAIMED", "PUBLISHED", "SUPERSEDED", "ABANDONED"),
            ApprovalDocument.ALL, Set.of("ASKED"));
    private static final Set<String> DRIVEN = Set.of("RUNNABLE", "DRIVEN", "WAITING");
    /** No publisher is called while paused, not even to take over from one that died. */
    private static final Set<String> WAITS_FOR_RESUME = Set.of("PENDING", "CLAIMED");

    private static final Set<String> ENDED = Set.of("DONE", "LEFT_OUT", "ABANDONED");

    private final Store store;
    private final Instant now;
    private final Duration kept;
    private final List<Document> due = new ArrayList<>();
    private int open;

    /** @param keepDays how long a run that has ended is kept */
    DueWork(Store store, Instant now, String tick, boolean isPaused, int keepDays) {
        this.store = store;
        this.now = now;
        this.kept = Duration.ofDays(keepDays).plusHours(1);
        for (Collection collection : List.of(
                RunDocument.ALL,
                ReservationDocument.ALL,
                AttemptDocument.ALL,
                ItemDocument.ALL,
                ApprovalDocument.ALL)) {
            for (Document each : store.all(Query.of(collection, 500))) {
                open += isOpen(collection, each.fields()) ? 1 : 0;
                boolean mine = tick.equals("reclaim")
                        ? reclaims(collection, each.fields(), isPaused)
                        : !isPaused && drives(collection, each.fields());
                if (mine) {
                    due.add(each);
                }
            }
        }
    }

    /** What is to be taken up by this tick. */
    List<Document> due() {
        return due;
    }

    int open() {
        return open;
    }

    private boolean isDue(Fields fields) {
        return fields.findTime("due")
                .filter(time -> time.isBefore(now.minus(SURE)))
                .isPresent();
    }

    private boolean isOpen(Collection collection, Fields fields) {
        return OPEN.getOrDefault(collection, Set.of()).contains(fields.text("state"))
                || (!collection.equals(RunDocument.ALL)
                        && fields.findTime("due").isPresent())
                || isOld(collection, fields);
    }

    /** Ended, and so long ago that it is to be removed. */
    private boolean isOld(Collection collection, Fields fields) {
        return collection.equals(RunDocument.ALL)
                && ENDED.contains(fields.text("state"))
                && fields.time("ended_at").plus(kept).isBefore(now);
    }

    private boolean drives(Collection collection, Fields fields) {
        return collection.equals(RunDocument.ALL) && DRIVEN.contains(fields.text("state")) && isDue(fields);
    }

    private boolean reclaims(Collection collection, Fields fields, boolean isPaused) {
        String state = fields.text("state");
        if (isPaused && WAITS_FOR_RESUME.contains(state)) {
            return false;
        }
        return RECLAIMED.getOrDefault(collection, Set.of()).contains(state) && isDue(fields);
    }

    /** Runs that a reclaim tick is to remove: whatever of them was out has come back. */
    List<Document> removable() {
        List<Document> found = new ArrayList<>();
        for (Document run : store.all(Query.of(RunDocument.ALL, 500))) {
            if (isOld(RunDocument.ALL, run.fields()) && isIn(run.ref().id())) {
                found.add(run);
            }
        }
        return found;
    }

    private boolean isIn(String run) {
        boolean nothingIsPublished = store.all(Query.of(ItemDocument.ALL, 500).where("run", run)).stream()
                .noneMatch(each ->
                        Set.of("PENDING", "CLAIMED").contains(each.fields().text("state")));
        return nothingIsPublished
                && store.all(Query.of(AttemptDocument.ALL, 500).where("run", run)).stream()
                        .allMatch(each -> each.fields().findTime("due").isEmpty());
    }

    /** @return the due that a process has neither read nor written */
    List<Ref> untouched(Set<Ref> touched, Set<String> excusedRuns, boolean isPaused) {
        Set<Ref> left = new HashSet<>();
        for (Document each : due) {
            String run = each.ref().in().equals(RunDocument.ALL)
                    ? each.ref().id()
                    : each.fields().text("run");
            boolean rests = isPaused && WAITS_FOR_RESUME.contains(each.fields().text("state"));
            boolean isStill = store.get(each.ref())
                    .filter(now -> now.version().equals(each.version()))
                    .isPresent();
            if (isStill && !touched.contains(each.ref()) && !excusedRuns.contains(run) && !rests) {
                left.add(each.ref());
            }
        }
        return List.copyOf(left);
    }
}
