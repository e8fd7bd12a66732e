package dev.tickbox.ledger;

import dev.tickbox.outbox.Item;
import dev.tickbox.outbox.Item.Published;
import dev.tickbox.outbox.ItemDecision.Already;
import dev.tickbox.outbox.ItemDecision.Conflict;
import dev.tickbox.outbox.ItemDecision.Illegal;
import dev.tickbox.outbox.ItemDecision.Moved;
import dev.tickbox.outbox.ItemEvent;
import dev.tickbox.outbox.ItemTransitions;
import dev.tickbox.outbox.Parcel;
import dev.tickbox.store.Document;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Store;
import dev.tickbox.store.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The generation outbox on the store: read, decide, commit if unchanged; decide anew if somebody else was faster. */
public final class Items {
    private final LedgerContext context;
    private final Store store;
    private final String actor;

    public Items(LedgerContext context, String actor) {
        this.context = context;
        this.store = context.store();
        this.actor = actor;
    }

    public Change<Item> apply(String fingerprint, ItemEvent event) {
        Ref ref = ItemDocument.ref(fingerprint);
        for (int i = 0; i < Change.TRIES; i++) {
            Optional<Document> found = store.get(ref);
            if (found.isEmpty()) {
                return new Change.Absent<>();
            }
            Item before = ItemDocument.read(found.get());
            Instant now = context.clock().now();
            switch (new ItemTransitions(context.limits()).apply(before, event, now)) {
                case Moved moved -> {
                    switch (store.commit(writes(found.get(), moved, now))) {
                        case APPLIED -> {
                            tell(ref, before, moved);
                            return new Change.Made<>(moved.item());
                        }
                        case CONFLICT -> {}
                        case UNKNOWN -> throw Change.unknown(ref, event);
                    }
                }
                case Already d -> {
                    return Change.already();
                }
                case Conflict d -> {
                    return Change.conflict(d.field());
                }
                case Illegal d -> {
                    return Change.illegal(d.why());
                }
            }
        }
        throw Change.crowded(ref, event);
    }

    /** One decision, one commit: the item, and the step's row once the site shows it. */
    private List<Write> writes(Document document, Moved moved, Instant now) {
        List<Write> writes = new ArrayList<>();
        writes.add(new Write.Update(
                document, History.next(document, ItemDocument.write(moved.item()), now, moved.cause(), actor)));
        if (moved.item().state() instanceof Published published) {
            row(moved.item().parcel(), published.url()).ifPresent(writes::add);
        }
        return writes;
    }

    private Optional<Write> row(Parcel parcel, String url) {
        String key = StepRecord.publishKey(parcel.step(), parcel.site(), parcel.body());
        return store.get(StepRecord.ref(parcel.run(), parcel.step(), key))
                .filter(row -> StepRecord.read(row).status() != StepRecord.Status.DONE)
                .map(row -> new Write.Update(
                        row, StepRecord.write(StepRecord.read(row).done(Optional.of(url), Optional.empty()))));
    }

    private void tell(Ref ref, Item before, Moved moved) {
        Item next = moved.item();
        if (!next.state().equals(before.state())) {
            context.listener()
                    .changed(ref.toString(), next.parcel().run(), ItemDocument.stateName(next.state()), moved.cause());
        }
    }
}
