package dev.tickbox.program;

import dev.tickbox.Clock;
import dev.tickbox.RunId;
import dev.tickbox.ledger.Bodies;
import dev.tickbox.ledger.History;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.RunDocument.RunState;
import dev.tickbox.ledger.StepRecord;
import dev.tickbox.program.RecordedSteps.Entry;
import dev.tickbox.program.RowTable.ClosedTable;
import dev.tickbox.program.RowTable.TablePage;
import dev.tickbox.program.Steps.Stop.LeftOut;
import dev.tickbox.program.Steps.Stop.StepFailed;
import dev.tickbox.program.Tables.PageWriter;
import dev.tickbox.run.Publications;
import dev.tickbox.run.Row;
import dev.tickbox.run.Run;
import dev.tickbox.run.RunDecision.Moved;
import dev.tickbox.run.RunEvent;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Store;
import dev.tickbox.store.Store.Outcome;
import dev.tickbox.store.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a table is closed once no row of it is open: what the rows gave is read once, row by row, and recorded. Whatever failed by then stays
 * failed, which is written before: so nobody can retry a row that its table does not wait for any more.
 */
record TableEnd(Store store, Clock clock, Run run, RecordedSteps recorded) {
    private static final int PAGE = 200;
    private static final int PAGE_BYTES = 512 * 1024;
    private static final int CLOSED_AT_ONCE = 100;

    /** How the rows of a table have ended. */
    private static final class Ends {
        final List<TablePage> pages = new ArrayList<>();
        final List<Ref> failed = new ArrayList<>();
        Publications publications = Publications.NONE;
        long done;
        long leftOut;
        long lapsed;
        long abandoned;

        long count() {
            return done + leftOut + failed.size() + abandoned;
        }

        ClosedTable closed() {
            return new ClosedTable(pages, done, leftOut, failed.size(), abandoned, publications);
        }
    }

    /** @return the table with its end; empty while it must wait */
    Optional<RowTable> close(String step, RowTable table, boolean skipFailed, int minRows) {
        String group = RunId.group(run.id(), step);
        if (isOpen(group) || (!skipFailed && hasFailed(group))) {
            return Optional.empty();
        }
        Ends ends = read(step, table);
        judge(run, step, ends, table.count(), minRows);
        if (!closeFailed(ends.failed) || isOpen(group)) {
            return Optional.empty(); // Somebody retried one meanwhile: its end wakes the run.
        }
        return Optional.of(RowTable.of(record(step, table.with(ends.closed()))));
    }

    private StepRecord record(String step, RowTable table) {
        for (int i = 0; i < RecordedSteps.TRIES; i++) {
            Entry entry = recorded.again(step, RowTable.key(step));
            if (entry.row().status() == StepRecord.Status.DONE) {
                return entry.row(); // Another driver closed it: the rows had ended for that one, too.
            }
            StepRecord row = entry.row().done(Optional.of(table.toJson()), Optional.empty());
            Optional<Entry> closed = recorded.order(row, List.of(recorded.write(Optional.of(entry), row)));
            if (closed.isPresent() && closed.get().row().status() == StepRecord.Status.DONE) {
                return closed.get().row();
            }
        }
        throw recorded.crowded(recorded.again(step, RowTable.key(step)).row());
    }

    boolean isOpen(String group) {
        return isAny(Query.of(RunDocument.ROWS, 1).where("open_group", group));
    }

    private boolean hasFailed(String group) {
        return isAny(Query.of(RunDocument.ROWS, 1).where("group", group).where("state", RunState.FAILED));
    }

    private boolean isAny(Query query) {
        return !store.query(query).documents().isEmpty();
    }

    private Ends read(String step, RowTable table) {
        Ends ends = new Ends();
        PageWriter lines = new PageWriter(recorded, PAGE_BYTES, ends.pages);
        Query rows = Query.of(RunDocument.ROWS, PAGE)
                .where("group", RunId.group(run.id(), step))
                .orderedBy("position");
        store.each(rows, document -> add(RunDocument.read(document), document.ref(), ends, lines));
        lines.end();
        if (ends.count() != table.count()) {
            throw new StepFailed(step, "it has " + ends.count() + " rows in the store, and recorded " + table.count());
        }
        return ends;
    }

    private void add(Run row, Ref ref, Ends ends, PageWriter lines) {
        switch (row.state()) {
            case Run.Done done -> {
                ends.done++;
                ends.publications = ends.publications.plus(done.publications());
                lines.add(line(row));
            }
            case Run.LeftOut by -> {
                ends.leftOut++;
                ends.lapsed += by.isLapsed(row.row().orElseThrow()) ? 1 : 0;
            }
            case Run.Failed _ -> ends.failed.add(ref);
            case Run.Abandoned _ -> ends.abandoned++;
            case Run.Runnable _, Run.Driven _, Run.Waiting _, Run.Deleting _ ->
                throw new Steps.Stop.Suspended("rows/" + row.row().orElseThrow().group());
        }
    }

    private String line(Run row) {
        Row.Kept line = row.row().flatMap(Row::line).orElse(Row.Kept.inline("{}"));
        return line.json()
                .orElseGet(() -> new Bodies(store, Integer.MAX_VALUE)
                        .load(row.id(), line.body().orElseThrow()));
    }

    /** Gates leave a run out; what could not be done in time, or failed, must not be taken for that. */
    private static void judge(Run run, String step, Ends ends, long count, int minRows) {
        if (ends.done >= minRows) {
            return;
        }
        String found = ends.done + " of " + count + " rows are done, required: at least " + minRows;
        if (ends.failed.isEmpty() && ends.abandoned == 0 && ends.lapsed == 0) {
            throw new LeftOut(step, found);
        }
        throw new StepFailed(
                step,
                found + " (" + ends.failed.size() + " failed, " + ends.abandoned + " abandoned"
                        + (ends.lapsed == 0
                                ? ")"
                                : ", " + ends.lapsed + " not done in time); to give them new time: tickbox run "
                                        + run.job() + " --from " + run.id() + " --at " + step));
    }

    /** @return whether all of them are closed now */
    private boolean closeFailed(List<Ref> failed) {
        for (int from = 0; from < failed.size(); from += CLOSED_AT_ONCE) {
            List<Write> writes = new ArrayList<>();
            for (Ref ref : failed.subList(from, Math.min(failed.size(), from + CLOSED_AT_ONCE))) {
                Document document = store.get(ref).orElseThrow();
                Run row = RunDocument.read(document);
                if (!(row.state() instanceof Run.Failed)) {
                    return false;
                }
                if (recorded.decide(row, new RunEvent.Close()) instanceof Moved moved) {
                    writes.add(new Write.Update(
                            document,
                            History.next(
                                    document, RunDocument.write(moved.run()), clock.now(), moved.cause(), run.id())));
                }
            }
            if (!writes.isEmpty() && recorded.commit(writes) != Outcome.APPLIED) {
                return false;
            }
        }
        return true;
    }
}
