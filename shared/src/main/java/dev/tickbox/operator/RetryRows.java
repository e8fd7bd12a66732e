package dev.tickbox.operator;

import dev.tickbox.ledger.Change;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.ItemDocument.ItemState;
import dev.tickbox.ledger.Items;
import dev.tickbox.ledger.LedgerContext;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.ledger.ReservationDocument.ReservationState;
import dev.tickbox.ledger.Reservations;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.RunDocument.RunState;
import dev.tickbox.ledger.Runs;
import dev.tickbox.outbox.ItemEvent;
import dev.tickbox.reservation.ReservationEvent;
import dev.tickbox.run.Row;
import dev.tickbox.run.Run;
import dev.tickbox.run.RunEvent;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Retries all rows of a run that failed, page by page: of each what is stuck, then the row itself. A row that was retried is not failed any
 * more, so a command that was interrupted is given again and does the rest.
 */
public final class RetryRows {
    private static final int PAGE = 100;

    /** How many rows were retried, and how many not since their table went on without them. */
    public static final class Retried {
        private final Set<String> lanes = new TreeSet<>();
        private long rows;
        private Optional<Row> closed = Optional.empty();
        private long closedRows;

        public long rows() {
            return rows;
        }

        public long closedRows() {
            return closedRows;
        }

        /** One of those that were not retried. */
        public Optional<Row> closed() {
            return closed;
        }

        /** In which something is sent again. */
        public Set<String> lanes() {
            return lanes;
        }
    }

    private final Store store;
    private final Runs runs;
    private final Reservations reservations;
    private final Items items;

    public RetryRows(LedgerContext context, String actor) {
        this.store = context.store();
        this.runs = new Runs(context, actor);
        this.reservations = new Reservations(context, actor);
        this.items = new Items(context, actor);
    }

    /** @param before called with the id of each row that is about to be retried */
    public Retried of(String run, Consumer<String> before) {
        Retried retried = new Retried();
        Query failed = Query.of(RunDocument.ROWS, PAGE).where("root", run).where("state", RunState.FAILED);
        store.each(failed, document -> {
            Run row = RunDocument.read(document);
            if (row.row().orElseThrow().closed()) {
                retried.closed = row.row();
                retried.closedRows++;
            } else {
                before.accept(row.id());
                one(row.id(), retried);
            }
        });
        return retried;
    }

    private void one(String row, Retried retried) {
        Query stuck = Query.of(ReservationDocument.ALL, PAGE).where("run", row);
        for (Document each : store.all(stuck)) {
            if (isIn(each, ReservationState.STUCK)) {
                reservations.apply(each.ref().id(), new ReservationEvent.Retry());
                retried.lanes.add(each.fields().text("lane"));
            }
        }
        Query unpublished = Query.of(ItemDocument.ALL, PAGE).where("run", row).where("state", ItemState.STUCK);
        for (Document each : store.all(unpublished)) {
            items.apply(each.ref().id(), new ItemEvent.Retry(false));
        }
        if (runs.apply(row, new RunEvent.Resume()) instanceof Change.Made<Run> _) {
            retried.rows++;
        }
    }

    private static boolean isIn(Document document, Enum<?> state) {
        return document.fields().text("state").equals(state.name());
    }
}
