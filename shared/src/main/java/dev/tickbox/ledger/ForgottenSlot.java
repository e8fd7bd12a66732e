package dev.tickbox.ledger;

import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Schema;
import dev.tickbox.store.Store;
import dev.tickbox.store.Store.Outcome;
import dev.tickbox.store.StoreException;
import dev.tickbox.store.Write;
import java.time.Instant;

/**
 * {@code forgotten/{run}}: the run of a slot was removed. It is written before the run goes, so that whoever looks for the run first and for
 * this then finds one of the two; and it stays, so that {@code backfill} does not buy again what was bought.
 */
public final class ForgottenSlot {
    public static final Collection ALL = Collection.of("forgotten");

    private ForgottenSlot() {}

    private static Ref ref(String run) {
        return ALL.ref(run);
    }

    /** To be asked only after the run was looked for and not found. */
    public static boolean isForgotten(Store store, String run) {
        return store.get(ref(run)).isPresent();
    }

    /** Only a run of a slot can be made again. */
    public static void keep(Store store, Document run, Instant now) {
        if (!run.ref().in().equals(RunDocument.ALL)
                || run.fields().findTime("slot").isEmpty()) {
            return;
        }
        Write.Create mark = new Write.Create(
                ref(run.ref().id()),
                Schema.begin().with("job", run.fields().text("job")).with("removed_at", now));
        if (store.commit(mark) == Outcome.UNKNOWN) {
            throw new StoreException(
                    "the store did not say whether the slot of " + run.ref() + " is marked as removed");
        }
    }
}
