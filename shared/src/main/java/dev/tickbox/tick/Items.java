package dev.tickbox.tick;

import dev.tickbox.outbox.Decision.Already;
import dev.tickbox.outbox.Decision.Conflict;
import dev.tickbox.outbox.Decision.Illegal;
import dev.tickbox.outbox.Decision.Moved;
import dev.tickbox.outbox.Event;
import dev.tickbox.outbox.Item;
import dev.tickbox.outbox.Item.Published;
import dev.tickbox.outbox.ItemDocument;
import dev.tickbox.outbox.Parcel;
import dev.tickbox.outbox.Transitions;
import dev.tickbox.run.Row;
import dev.tickbox.store.Document;
import dev.tickbox.store.History;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Store;
import dev.tickbox.store.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The generation outbox on the store: read, decide, commit if unchanged; decide anew if somebody else was faster. */
public final class Items {
    private final Parts parts;
    private final Store store;
    private final String actor;

    public Items(Parts parts, String actor) {
        this.parts = parts;
        this.store = parts.store();
        this.actor = actor;
    }

    public Changes<Item> apply(String fingerprint, Event event) {
        Ref ref = ItemDocument.ref(fingerprint);
        for (int i = 0; i < Changes.TRIES; i++) {
            Optional<Document> found = store.get(ref);
            if (found.isEmpty()) {
                return new Changes.Absent<>();
            }
            Item before = ItemDocument.read(found.get());
            Instant now = parts.clock().now();
            switch (new Transitions(parts.limits()).apply(before, event, now)) {
                case Moved moved -> {
                    switch (store.commit(writes(found.get(), moved, now))) {
                        case APPLIED -> {
                            tell(ref, before, moved);
                            return new Changes.Made<>(moved.item());
                        }
                        case CONFLICT -> {}
                        case UNKNOWN -> throw Changes.unknown(ref, event);
                    }
                }
                case Already d -> {
                    return Changes.already();
                }
                case Conflict d -> {
                    return Changes.conflict(d.field());
                }
                case Illegal d -> {
                    return Changes.illegal(d.why());
                }
            }
        }
        throw Changes.crowded(ref, event);
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
        String key = Row.publishKey(parcel.step(), parcel.site(), parcel.body());
        return store.get(Row.ref(parcel.run(), parcel.step(), key))
                .filter(row -> Row.read(row).status() != Row.Status.DONE)
                .map(row -> new Write.Update(row, Row.write(Row.read(row).done(Optional.of(url), Optional.empty()))));
    }

    private void tell(Ref ref, Item before, Moved moved) {
        Item next = moved.item();
        if (!next.state().equals(before.state())) {
            parts.watcher()
                    .changed(ref.toString(), next.parcel().run(), ItemDocument.stateName(next.state()), moved.cause());
        }
    }
}
