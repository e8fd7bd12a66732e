package dev.tickbox.tick;

import dev.tickbox.outbox.ItemDocument;
import dev.tickbox.reservation.AttemptDocument;
import dev.tickbox.reservation.ReservationDocument;
import dev.tickbox.run.Bodies;
import dev.tickbox.run.Event;
import dev.tickbox.run.Row;
import dev.tickbox.run.Run;
import dev.tickbox.run.RunDocument;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store;
import dev.tickbox.store.StoreException;
import dev.tickbox.store.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Removes whole runs: first the mark, then everything that is theirs, then themselves; a tick that dies in between is gone on with. */
public final class Remove {
    private static final int AT_ONCE = 100;

    private final Parts parts;
    private final Store store;
    private final Runs runs;

    public Remove(Parts parts, String actor) {
        this.parts = parts;
        this.store = parts.store();
        this.runs = new Runs(parts, actor);
    }

    void due(Until until, Report report) {
        Instant before =
                parts.clock().now().minus(Duration.ofDays(parts.limits().keepDays()));
        for (String state : List.of("DONE", "ABANDONED")) {
            Query old = Query.of(RunDocument.ALL, parts.limits().batch())
                    .where("state", state)
                    .before("created_at", before);
            for (Document document : store.query(old).documents()) {
                if (!until.passed()) {
                    report.guard(
                            document.ref().toString(), () -> mark(document.ref().id()));
                }
            }
        }
        Query marked = Query.of(RunDocument.ALL, parts.limits().batch())
                .where("state", "DELETING")
                .before("due", parts.clock().now().plusMillis(1));
        for (Document document : store.query(marked).documents()) {
            if (!until.passed()) {
                report.guard(document.ref().toString(), () -> {
                    sweep(document.ref().id());
                    report.count("removed");
                });
            }
        }
    }

    /** By a person's word. @return why it may not be removed, if so */
    public Optional<String> forget(String run) {
        Optional<String> refused = mark(run);
        if (refused.isEmpty()) {
            sweep(run);
        }
        return refused;
    }

    private Optional<String> mark(String run) {
        Optional<String> out = outstanding(run);
        if (out.isPresent()) {
            return out;
        }
        return switch (runs.apply(run, new Event.Delete())) {
            case Changes.Made<Run> made -> Optional.empty();
            case Changes.NotMade<Run> not -> not.illegal() ? Optional.of(not.why()) : Optional.empty();
            case Changes.Absent<Run> absent -> Optional.of("there is no such run");
        };
    }

    /** A job that is still at the vendor may still be billed, and its bill must find its book. */
    private Optional<String> outstanding(String run) {
        return store.all(Query.of(AttemptDocument.ALL, AT_ONCE).where("run", run)).stream()
                .map(AttemptDocument::read)
                .filter(attempt -> attempt.due().isPresent())
                .map(attempt -> "attempt " + attempt.number() + " of " + attempt.key() + " may still be at the vendor")
                .findFirst();
    }

    private void sweep(String run) {
        delete(Query.of(Row.of(run), AT_ONCE));
        delete(Query.of(Bodies.of(run), AT_ONCE));
        delete(Query.of(ItemDocument.ALL, AT_ONCE).where("run", run));
        delete(Query.of(AttemptDocument.ALL, AT_ONCE).where("run", run));
        delete(Query.of(ReservationDocument.ALL, AT_ONCE).where("run", run));
        commit(List.of(new Write.Delete(RunDocument.ref(run))));
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
            case CONFLICT, UNKNOWN ->
                throw new StoreException("a removal was not answered; the next tick goes on with it");
        }
    }
}
