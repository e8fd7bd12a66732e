package dev.tickbox.ledger;

import dev.tickbox.Fields;
import dev.tickbox.Shortened;
import dev.tickbox.notice.Message;
import dev.tickbox.notice.ToldChannel;
import dev.tickbox.notice.ToldChannel.Idle;
import dev.tickbox.notice.ToldChannel.Pending;
import dev.tickbox.notice.Topic;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Schema;
import java.util.Set;

/** {@code notices/{channel}}, as a person sees it. */
public final class ChannelDocument {
    private static final Collection ALL = Collection.of("notices");

    /** The states by name, as documents hold them. */
    private enum ChannelState {
        IDLE,
        PENDING
    }

    private ChannelDocument() {}

    public static Ref ref(String channel) {
        return ALL.ref(channel);
    }

    static Fields write(ToldChannel channel) {
        Fields common = Schema.begin()
                .with("state", stateName(channel.state()))
                .with("told", channel.told().stream().sorted().toList())
                .with("told_at", channel.toldAt())
                .with("briefed_for", channel.briefedFor())
                .with("due", channel.state().due());
        return switch (channel.state()) {
            case Idle s -> common;
            case Pending s ->
                common.with("message", s.message().id())
                        .with("topic", s.message().topic().word())
                        .with("covers", s.message().covers().stream().sorted().toList())
                        .with("subject", s.message().text().subject())
                        .with("lines", s.message().text().lines())
                        .with("written_at", s.message().createdAt())
                        .with("tries", (long) s.tries())
                        .with("why", s.why().map(Shortened::why));
        };
    }

    public static ToldChannel read(Document document) {
        Fields f = Schema.read(document);
        return new ToldChannel(
                document.ref().id(),
                Set.copyOf(f.texts("told")),
                f.findTime("told_at"),
                f.time("briefed_for"),
                state(f));
    }

    private static ToldChannel.State state(Fields f) {
        return switch (ChannelState.valueOf(f.text("state"))) {
            case IDLE -> new Idle(f.time("due"));
            case PENDING ->
                new Pending(
                        new Message(
                                f.text("message"),
                                Topic.of(f.text("topic")).orElseThrow(),
                                Set.copyOf(f.texts("covers")),
                                new Message.Text(f.text("subject"), f.texts("lines")),
                                f.time("written_at")),
                        Math.toIntExact(f.number("tries")),
                        f.findText("why"),
                        f.time("due"));
        };
    }

    static String stateName(ToldChannel.State state) {
        return (switch (state) {
                    case Idle _ -> ChannelState.IDLE;
                    case Pending _ -> ChannelState.PENDING;
                })
                .name();
    }
}
