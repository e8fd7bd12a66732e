package dev.tickbox.view;

import dev.tickbox.content.Definition;
import dev.tickbox.ledger.ChannelDocument;
import dev.tickbox.notice.ToldChannel.Pending;
import dev.tickbox.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A message that cannot be delivered. It is tried again all the time, and no other message tells of it. */
final class UndeliveredNotice {
    /** A single failure passes by itself. */
    private static final int WORTH_SAYING = 2;

    private UndeliveredNotice() {}

    static List<StuckItem> of(Store store, Definition content) {
        return content.notices().channels().keySet().stream()
                .flatMap(channel -> store.get(ChannelDocument.ref(channel)).stream())
                .map(ChannelDocument::read)
                .flatMap(channel -> channel.state() instanceof Pending pending && pending.tries() >= WORTH_SAYING
                        ? Stream.of(item(channel.id(), pending))
                        : Stream.empty())
                .toList();
    }

    private static StuckItem item(String channel, Pending pending) {
        return new StuckItem(
                "notices on " + channel,
                "",
                "“" + pending.message().text().subject() + "” was not delivered after " + pending.tries()
                        + " tries; next try at " + ReadableTime.UTC.says(pending.due())
                        + pending.why().map(why -> ": " + why).orElse(""),
                List.of(),
                Optional.of(pending.message().createdAt()));
    }
}
