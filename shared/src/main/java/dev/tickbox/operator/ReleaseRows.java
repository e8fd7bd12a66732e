package dev.tickbox.operator;

import dev.tickbox.RunId;
import dev.tickbox.ledger.Change;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.LedgerContext;
import dev.tickbox.ledger.Money.RunEnd;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.SeenRow;
import dev.tickbox.outbox.Item;
import dev.tickbox.run.Run;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store;
import dev.tickbox.store.Write;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/**
 * Gives back what a run has taken of a step with {@code only: new}, so that a later run takes it again and buys for it again. It is for a run
 * that was given up: its rows are over, so that no two runs work on the same one. Rows that a site shows stay taken, and so do those of a table
 * that another run has taken over, as long as that may publish.
 */
public final class ReleaseRows {
    private static final int PAGE = 100;

    /** @param kept rows that stay taken, since a site shows them or may yet show them */
    public record Released(long rows, long kept) {}

    private final LedgerContext context;
    private final Store store;

    public ReleaseRows(LedgerContext context) {
        this.context = context;
        this.store = context.store();
    }

    /** Safe to repeat: what was given back is passed over. */
    public Released of(String run) {
        Set<String> used = RunEnd.usedSteps(store, run);
        var released = new LongAdder();
        var kept = new LongAdder();
        store.each(Query.of(RunDocument.ROWS, PAGE).where("root", run), document -> {
            Run row = RunDocument.read(document);
            if (isTaken(row)) {
                if (used.contains(RunId.stepOf(row.id())) || isShown(row.id())) {
                    kept.increment();
                } else if (release(row)) {
                    released.increment();
                }
            }
        });
        return new Released(released.sum(), kept.sum());
    }

    private boolean isTaken(Run row) {
        return free(row).isPresent();
    }

    private Optional<Write> free(Run row) {
        return SeenRow.free(
                store, row.job(), row.row().orElseThrow(), context.clock().now());
    }

    /** A publisher that is at work may yet report. */
    private boolean isShown(String row) {
        return store.all(Query.of(ItemDocument.ALL, PAGE).where("run", row)).stream()
                .map(ItemDocument::read)
                .anyMatch(item -> switch (item.state()) {
                    case Item.Published _, Item.Claimed _ -> true;
                    case Item.Pending _, Item.Stuck _, Item.Superseded _, Item.Abandoned _ -> false;
                });
    }

    private boolean release(Run row) {
        for (int i = 0; i < Change.TRIES; i++) {
            Optional<Write> write = free(row);
            if (write.isEmpty()) {
                return false;
            }
            switch (store.commit(write.get())) {
                case APPLIED -> {
                    return true;
                }
                case CONFLICT -> {}
                case UNKNOWN -> throw Change.unknown(RunDocument.ref(row.id()), "release");
            }
        }
        throw Change.crowded(RunDocument.ref(row.id()), "release");
    }
}
