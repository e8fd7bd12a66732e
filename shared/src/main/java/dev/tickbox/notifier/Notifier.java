package dev.tickbox.notifier;

import dev.tickbox.Clock.Deadline;
import dev.tickbox.content.CalledAddress;
import dev.tickbox.content.Channel;
import dev.tickbox.notice.Message;

/** Sends a message once. A process may die after it was sent, so that the same message may be sent again. */
@FunctionalInterface
public interface Notifier {
    Sending send(Channel channel, Message message, Deadline deadline);

    /** A GET that says: ticks do their work. */
    default Sending beat(CalledAddress address, Deadline deadline) {
        return new Delivered();
    }

    sealed interface Sending {}

    /** Whoever is behind the channel has it. */
    record Delivered() implements Sending {}

    /** @param why for a person; never with a secret */
    record NotDelivered(String why) implements Sending {}

    /** For what nobody is to be told of, such as simulated runs. */
    Notifier SILENT = (channel, message, deadline) -> new Delivered();
}
