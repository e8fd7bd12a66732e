package dev.tickbox.ledger;

import dev.tickbox.Fields;
import dev.tickbox.Hash;
import dev.tickbox.run.Row;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Schema;
import dev.tickbox.store.Store;
import dev.tickbox.store.Write;
import java.time.Instant;
import java.util.Optional;

/**
 * {@code seen/{job}~{step}~{hash of the key}}: which run has taken a row for a step with {@code only: new}. It is written in the commit
 * that makes the row, and stays when the run is removed. A row that ended before anything was bought for it is given back.
 */
public final class SeenRow {
    public static final Collection ALL = Collection.of("seen");

    private static final String TAKEN = "TAKEN";
    private static final String FREE = "FREE";
    private static final String CLAIMED = "CLAIMED";

    private SeenRow() {}

    public static Ref ref(String job, String step, String key) {
        return ALL.ref(job + "~" + step + "~" + Hash.of("tickbox/seen/1", key).substring(0, 32));
    }

    /** The run that has taken it, if it is not free. */
    public static Optional<String> takenBy(Optional<Document> seen) {
        return seen.map(Schema::read)
                .filter(fields -> fields.text("state").equals(TAKEN))
                .map(fields -> fields.text("root"));
    }

    public static Write take(Ref ref, Optional<Document> seen, Row row, Instant now) {
        Fields fields = fields(row, TAKEN, now);
        return seen.<Write>map(document -> new Write.Update(document, fields))
                .orElseGet(() -> new Write.Create(ref, fields));
    }

    /** Given back, if this run has it. */
    public static Optional<Write> free(Store store, String job, Row row, Instant now) {
        return store.get(ref(job, row.step(), row.key()))
                .filter(document -> takenBy(Optional.of(document)).equals(Optional.of(row.root())))
                .map(document -> new Write.Update(document, fields(row, FREE, now)));
    }

    /** Says of a step that after a restoration all its rows were claimed, by which run. */
    public static Ref mark(String job, String step) {
        return ALL.ref(job + "~" + step);
    }

    /** By another run. */
    public static boolean isClaimedSince(Optional<Document> mark, Instant restored, String run) {
        return mark.map(Schema::read)
                .filter(fields -> fields.time("restored_at").equals(restored))
                .filter(fields -> !fields.text("root").equals(run))
                .isPresent();
    }

    public static Write claimed(Ref mark, Optional<Document> before, Instant restored, String run, Instant now) {
        Fields fields = Schema.begin()
                .with("state", CLAIMED)
                .with("root", run)
                .with("restored_at", restored)
                .with("changed_at", now);
        return before.<Write>map(document -> new Write.Update(document, fields))
                .orElseGet(() -> new Write.Create(mark, fields));
    }

    private static Fields fields(Row row, String state, Instant now) {
        return Schema.begin()
                .with("state", state)
                .with("root", row.root())
                .with("key", row.key())
                .with("changed_at", now);
    }
}
