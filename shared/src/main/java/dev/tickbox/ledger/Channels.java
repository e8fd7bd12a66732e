package dev.tickbox.ledger;

import dev.tickbox.notice.ChannelDecision.Already;
import dev.tickbox.notice.ChannelDecision.Conflict;
import dev.tickbox.notice.ChannelDecision.Moved;
import dev.tickbox.notice.ChannelEvent;
import dev.tickbox.notice.ChannelTransitions;
import dev.tickbox.notice.ToldChannel;
import dev.tickbox.store.Document;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Write;
import java.time.Instant;
import java.util.List;

/** What the channels have been told, as it stands in the store. */
public final class Channels extends Ledger<ToldChannel, ChannelEvent> {
    public Channels(LedgerContext context, String actor) {
        super(context, actor);
    }

    @Override
    Ref ref(String id) {
        return ChannelDocument.ref(id);
    }

    /** The channel; one that is new in the content is created. */
    public ToldChannel open(String id) {
        return store.get(ref(id)).map(ChannelDocument::read).orElseGet(() -> {
            Instant now = context.clock().now();
            ToldChannel fresh = ToldChannel.fresh(id, now);
            // If another process is faster, its document is as new as this one.
            store.commit(List.of(new Write.Create(
                    ref(id),
                    History.add(
                            ChannelDocument.write(fresh).with("created_at", now),
                            now,
                            ChannelDocument.stateName(fresh.state()),
                            "new in the content",
                            actor))));
            return fresh;
        });
    }

    @Override
    Step<ToldChannel> decide(Document document, ChannelEvent event, Instant now) {
        return switch (new ChannelTransitions(context.limits()).apply(ChannelDocument.read(document), event, now)) {
            case Moved moved ->
                new Step.Commit<>(moved.channel(), List.of(update(document, moved, now)), () -> tell(moved));
            case Already d -> new Step.Stay<>(Change.already());
            case Conflict d -> new Step.Stay<>(Change.conflict(d.field()));
        };
    }

    private Write update(Document document, Moved moved, Instant now) {
        var fields = ChannelDocument.write(moved.channel())
                .with("created_at", document.fields().find("created_at"));
        return new Write.Update(
                document,
                moved.cause().equals(ChannelTransitions.LOOKED)
                        ? fields.with("history", document.fields().find("history"))
                        : History.next(document, fields, now, moved.cause(), actor));
    }

    private void tell(Moved moved) {
        if (!moved.cause().equals(ChannelTransitions.LOOKED)) {
            context.listener()
                    .changed(
                            ref(moved.channel().id()).toString(),
                            "",
                            ChannelDocument.stateName(moved.channel().state()),
                            moved.cause());
        }
    }
}
