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
import dev.tickbox.store.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The items of the outbox, as they stand in the store. */
public final class Items extends Ledger<Item, ItemEvent> {
    public Items(LedgerContext context, String actor) {
        super(context, actor);
    }

    @Override
    Ref ref(String fingerprint) {
        return ItemDocument.ref(fingerprint);
    }

    @Override
    Step<Item> decide(Document document, ItemEvent event, Instant now) {
        Item before = ItemDocument.read(document);
        return switch (new ItemTransitions(context.limits()).apply(before, event, now)) {
            case Moved moved ->
                new Step.Commit<>(moved.item(), writes(document, moved, now), () -> tell(before, moved));
            case Already d -> new Step.Stay<>(Change.already());
            case Conflict d -> new Step.Stay<>(Change.conflict(d.field()));
            case Illegal d -> new Step.Stay<>(Change.illegal(d.why()));
        };
    }

    /** One decision, one commit: the item, and the step's record once the site shows it. */
    private List<Write> writes(Document document, Moved moved, Instant now) {
        List<Write> writes = new ArrayList<>();
        writes.add(new Write.Update(
                document, History.next(document, ItemDocument.write(moved.item()), now, moved.cause(), actor)));
        if (moved.item().state() instanceof Item.Stuck) {
            wokenRow(moved.item().parcel().run(), now).ifPresent(writes::add);
        }
        if (moved.item().state() instanceof Published published) {
            step(moved.item().parcel(), published.url()).ifPresent(writes::add);
        }
        return writes;
    }

    private Optional<Write> step(Parcel parcel, String url) {
        String key = StepRecord.publishKey(parcel.step(), parcel.site(), parcel.body());
        return store.get(StepRecord.ref(parcel.run(), parcel.step(), key))
                .filter(document -> StepRecord.read(document).status() != StepRecord.Status.DONE)
                .map(document -> new Write.Update(
                        document,
                        StepRecord.write(StepRecord.read(document).done(Optional.of(url), Optional.empty()))));
    }

    private void tell(Item before, Moved moved) {
        Item next = moved.item();
        if (!next.state().equals(before.state())) {
            context.listener()
                    .changed(
                            ref(next.parcel().fingerprint()).toString(),
                            next.parcel().run(),
                            ItemDocument.stateName(next.state()),
                            moved.cause());
        }
    }
}
