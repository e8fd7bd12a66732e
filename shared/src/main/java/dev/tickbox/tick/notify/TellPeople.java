package dev.tickbox.tick.notify;

import dev.tickbox.Clock.Deadline;
import dev.tickbox.content.Channel;
import dev.tickbox.content.Definition;
import dev.tickbox.ledger.ChannelDocument;
import dev.tickbox.ledger.Channels;
import dev.tickbox.notice.ChannelEvent;
import dev.tickbox.notice.ChannelTransitions;
import dev.tickbox.notice.Message;
import dev.tickbox.notice.ToldChannel;
import dev.tickbox.notice.Waiting;
import dev.tickbox.notifier.Notifier;
import dev.tickbox.tick.context.DuePages.StopSignal;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.context.TickReport;
import dev.tickbox.view.NoticeText;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells each channel what is new, at most once in some minutes. A message is stored before it is sent, its next try is committed before each
 * try, and it counts as told when a try has succeeded: so it is sent at least once, and by one process at a time.
 */
public final class TellPeople {
    private final TickContext context;
    private final Outlet outlet;
    private final Definition content;
    private final Channels channels;
    private @Nullable NoticeText seen;

    public TellPeople(TickContext context, Outlet outlet, Definition content, String actor) {
        this.context = context;
        this.outlet = outlet;
        this.content = content;
        this.channels = new Channels(context, actor);
    }

    public void due(StopSignal until, TickReport report) {
        for (Channel channel : content.notices().channels().values()) {
            if (!until.passed()) {
                report.guard(ChannelDocument.ref(channel.id()).toString(), () -> one(channel, report));
            }
        }
    }

    private void one(Channel channel, TickReport report) {
        ToldChannel before = channels.open(channel.id());
        Instant now = context.clock().now();
        if (!ChannelTransitions.isDue(before.state(), now)) {
            return;
        }
        NoticeText text = text();
        Optional<Instant> brief = channel.brief().flatMap(times -> times.latest(before.briefedFor(), now));
        channels.apply(
                channel.id(),
                new ChannelEvent.Look(
                        new Waiting(text.things(channel.on()), text.isAll(), brief),
                        channel.on(),
                        context.ids().next(),
                        subject -> text.of(subject, channel)));
        if (channels.open(channel.id()).state() instanceof ToldChannel.Pending pending) {
            send(channel, pending.message(), report);
        }
    }

    private void send(Channel channel, Message message, TickReport report) {
        if (!channels.apply(channel.id(), new ChannelEvent.Take(message.id())).made()) {
            return;
        }
        Deadline deadline = context.clock().deadline(context.limits().notice().call());
        switch (sent(channel, message, deadline)) {
            case Notifier.Delivered _ -> {
                channels.apply(channel.id(), new ChannelEvent.Sent(message.id()));
                report.count("noticesSent");
            }
            case Notifier.NotDelivered not -> {
                channels.apply(channel.id(), new ChannelEvent.Failed(message.id(), not.why()));
                report.waits(ChannelDocument.ref(channel.id()).toString(), not.why());
            }
        }
    }

    private Notifier.Sending sent(Channel channel, Message message, Deadline deadline) {
        try {
            return outlet.notifier().send(channel, message, deadline);
        } catch (RuntimeException e) {
            return new Notifier.NotDelivered(e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    /** Read once in a tick, and only where a channel is due. */
    private NoticeText text() {
        if (seen == null) {
            seen = NoticeText.now(context, content, outlet.command());
        }
        return seen;
    }
}
