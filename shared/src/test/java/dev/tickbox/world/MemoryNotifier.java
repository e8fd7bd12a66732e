package dev.tickbox.world;

import dev.tickbox.Clock.Deadline;
import dev.tickbox.content.Channel;
import dev.tickbox.notice.Message;
import dev.tickbox.notifier.Notifier;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** People who read what they are sent. */
public final class MemoryNotifier implements Notifier {
    private final List<Message> read = new CopyOnWriteArrayList<>();
    private Function<Message, Sending> answer = message -> new Delivered();

    /** What comes of the next messages; they are read all the same, unless it throws. */
    public void answer(Function<Message, Sending> with) {
        answer = with;
    }

    /** What was delivered, in order. */
    public List<Message> read() {
        return List.copyOf(read);
    }

    @Override
    public Sending send(Channel channel, Message message, Deadline deadline) {
        Sending sending = answer.apply(message);
        if (sending instanceof Delivered) {
            read.add(message);
        }
        return sending;
    }
}
