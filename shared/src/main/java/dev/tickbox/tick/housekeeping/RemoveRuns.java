package dev.tickbox.tick.housekeeping;

import dev.tickbox.ledger.AbandonRun;
import dev.tickbox.ledger.ApprovalDocument;
import dev.tickbox.ledger.AttemptDocument;
import dev.tickbox.ledger.Bodies;
import dev.tickbox.ledger.Change;
import dev.tickbox.ledger.ForgottenSlot;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.Money.RunEnd;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.RunDocument.RunState;
import dev.tickbox.ledger.Runs;
import dev.tickbox.ledger.SpentLedger;
import dev.tickbox.ledger.StepRecord;
import dev.tickbox.outbox.Item;
import dev.tickbox.run.Run;
import dev.tickbox.run.RunEvent;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store;
import dev.tickbox.store.StoreException;
import dev.tickbox.store.Write;
import dev.tickbox.tick.context.DuePages;
import dev.tickbox.tick.context.DuePages.StopSignal;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.context.TickReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Removes whole runs: first the mark, then everything that is theirs, then themselves; a tick that dies in between is gone on with. */
public final class RemoveRuns {
    private static final int AT_ONCE = 100;
    private static final int TRIES = 10;

    private final TickContext context;
    private final Store store;
    private final Runs runs;
    private final AbandonRun abandonRun;

    public RemoveRuns(TickContext context, String actor) {
        this.context = context;
        this.store = context.store();
        this.runs = new Runs(context, actor);
        this.abandonRun = new AbandonRun(context, actor);
    }

    /** What cannot go yet is passed over, so that it holds up nothing that can. */
    public void due(StopSignal until, TickReport report) {
        Instant before = context.clock()
                .now()
                .minus(Duration.ofDays(context.limits().run().keepDays()));
        Query ended = Query.of(RunDocument.ALL, context.limits().tick().batch());
        List<Query> old = List.of(RunState.DONE, RunState.LEFT_OUT, RunState.ABANDONED).stream()
                .map(state -> ended.where("state", state).before("ended_at", before))
                .toList();
        for (Document run : new DuePages(store, old, until)) {
            report.guard(run.ref().toString(), () -> mark(run.ref().id()));
        }
        Query marked = ended.where("state", RunState.DELETING)
                .before("due", context.clock().now().plusMillis(1));
        for (Document run : new DuePages(store, List.of(marked), until)) {
            report.guard(run.ref().toString(), () -> {
                if (sweep(run.ref().id())) {
                    report.count("removed");
                }
            });
        }
    }

    /** By the command {@code forget}. @return why it may not be removed, if so */
    public Optional<String> forget(String run) {
        Optional<String> refused = mark(run);
        return refused.isEmpty() && !sweep(run) ? outstanding(run) : refused;
    }

    private Optional<String> mark(String run) {
        giveUpTheRest(run);
        Optional<String> out = outstanding(run);
        if (out.isPresent()) {
            return out;
        }
        return switch (runs.apply(run, new RunEvent.Delete())) {
            case Change.Made<Run> _ -> Optional.empty();
            case Change.NotMade<Run> not -> not.illegal() ? Optional.of(not.why()) : Optional.empty();
            case Change.Absent<Run> _ -> Optional.of("there is no such run");
        };
    }

    /** Whoever ended the run may have died before the last of its orders was given up. */
    private void giveUpTheRest(String run) {
        store.get(RunDocument.ref(run))
                .filter(found -> switch (RunDocument.read(found).state()) {
                    case Run.Abandoned _, Run.LeftOut _ -> true;
                    case Run.Runnable _, Run.Driven _, Run.Waiting _, Run.Done _, Run.Failed _, Run.Deleting _ -> false;
                })
                .ifPresent(found -> abandonRun.of(run));
    }

    private Optional<String> outstanding(String run) {
        return atVendor(run)
                .or(() -> underWay(run))
                .or(() -> takenOver(run))
                .or(() -> rows(run).stream()
                        .flatMap(row -> atVendor(row).or(() -> underWay(row)).stream())
                        .findFirst())
                .or(() -> untold(run));
    }

    /** Its texts may not be copied yet. */
    private Optional<String> takenOver(String run) {
        return store.all(Query.of(RunDocument.ALL, AT_ONCE).where("taken_from", run)).stream()
                .map(RunDocument::read)
                .filter(later -> switch (later.state()) {
                    case Run.Runnable _, Run.Driven _, Run.Waiting _, Run.Failed _ -> true;
                    case Run.Done _, Run.LeftOut _, Run.Abandoned _, Run.Deleting _ -> false;
                })
                .map(later -> "run " + later.id() + " goes on with what it has, and has not ended")
                .findFirst();
    }

    /** The rows of its tables go with it, never before it. */
    private List<String> rows(String run) {
        List<String> rows = new ArrayList<>();
        store.each(ofRoot(run), row -> rows.add(row.ref().id()));
        return rows;
    }

    /** Where the end of a row is recorded for its run, what it did not use is given back. */
    private Optional<String> untold(String run) {
        List<String> keys = new ArrayList<>();
        store.each(ofRoot(run), row -> {
            if (row.fields().findTime("due").isPresent()) {
                keys.add(row.fields().text("key"));
            }
        });
        return keys.stream()
                .findFirst()
                .map(key ->
                        "the end of its row " + key + " is not recorded yet; a reclaim tick records it within minutes");
    }

    private static Query ofRoot(String run) {
        return Query.of(RunDocument.ROWS, AT_ONCE).where("root", run);
    }

    /** A publisher that sleeps may yet report, and what it reports must find its item. */
    private Optional<String> underWay(String run) {
        return store.all(Query.of(ItemDocument.ALL, AT_ONCE).where("run", run)).stream()
                .map(ItemDocument::read)
                .filter(item -> switch (item.state()) {
                    case Item.Pending _, Item.Claimed _ -> true;
                    case Item.Published _, Item.Stuck _, Item.Superseded _, Item.Abandoned _ -> false;
                })
                .map(item -> "its publication on " + item.parcel().site()
                        + " is in progress; a reclaim tick completes it within minutes")
                .findFirst();
    }

    /** A job that is still at the vendor may still be billed, and its bill must find its book. */
    private Optional<String> atVendor(String run) {
        return store.all(Query.of(AttemptDocument.ALL, AT_ONCE).where("run", run)).stream()
                .map(AttemptDocument::read)
                .filter(attempt -> attempt.due().isPresent())
                .map(attempt -> "attempt " + attempt.number() + " of " + attempt.key() + " may still be at the vendor")
                .findFirst();
    }

    /** Its money first, while what became of it can be read. @return whether all of it is gone */
    private boolean sweep(String run) {
        if (takenOver(run).isPresent()) {
            return false; // A person gave that command after this run was found to be used by none.
        }
        List<String> rows = rows(run);
        for (String row : rows) {
            if (!bookAttempts(row)) {
                return false;
            }
        }
        if (!bookAttempts(run)) {
            return false;
        }
        rows.forEach(this::deleteAll);
        deleteAll(run);
        return true;
    }

    private void deleteAll(String run) {
        delete(Query.of(StepRecord.of(run), AT_ONCE));
        delete(Query.of(Bodies.of(run), AT_ONCE));
        delete(Query.of(ItemDocument.ALL, AT_ONCE).where("run", run));
        delete(Query.of(ApprovalDocument.ALL, AT_ONCE).where("run", run));
        delete(Query.of(ReservationDocument.ALL, AT_ONCE).where("run", run));
        store.get(RunDocument.ref(run))
                .ifPresent(document ->
                        ForgottenSlot.keep(store, document, context.clock().now()));
        commit(List.of(new Write.Delete(RunDocument.ref(run))));
    }

    /** News of an attempt may come at any time until it is gone: so each goes only if unchanged, and with nothing outstanding. */
    private boolean bookAttempts(String run) {
        Query attempts = Query.of(AttemptDocument.ALL, AT_ONCE).where("run", run);
        for (int i = 0; i < TRIES; ) {
            List<Document> page = store.query(attempts).documents();
            if (page.isEmpty()) {
                return true;
            }
            if (page.stream()
                    .map(AttemptDocument::read)
                    .anyMatch(attempt -> attempt.due().isPresent())) {
                return false;
            }
            switch (store.commit(SpentLedger.instead(store, page, RunEnd.read(store, run)))) {
                case APPLIED -> i = 0;
                case CONFLICT -> i++;
                case UNKNOWN -> throw unanswered();
            }
        }
        throw new StoreException("what " + run + " cost changed " + TRIES + " times while it was booked");
    }

    private void delete(Query query) {
        List<Document> page = store.query(query).documents();
        while (!page.isEmpty()) {
            List<Write> writes = new ArrayList<>();
            page.forEach(document -> writes.add(new Write.Delete(document.ref())));
            commit(writes);
            page = store.query(query).documents();
        }
    }

    private void commit(List<Write> writes) {
        switch (store.commit(writes)) {
            case APPLIED -> {}
            case CONFLICT, UNKNOWN -> throw unanswered();
        }
    }

    private static StoreException unanswered() {
        return new StoreException("the store did not confirm a removal; the next tick continues it");
    }
}
