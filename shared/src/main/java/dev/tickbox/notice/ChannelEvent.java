package dev.tickbox.notice;

import dev.tickbox.notice.Message.Text;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What can happen to a channel. */
public sealed interface ChannelEvent {
    /**
     * A tick has looked at what waits.
     *
     * @param topics what the content wants the channel to be told
     * @param id of the message, if there is to be one
     * @param texts the text for a topic
     */
    record Look(Waiting waiting, Set<Topic> topics, String id, Function<Subject, Text> texts) implements ChannelEvent {}

    /**
     * What a message is to say.
     *
     * @param fresh what was not told before
     * @param gone what was told and waits no longer
     */
    record Subject(Topic topic, Set<String> fresh, Set<String> gone) {}

    /** A process is about to send the message. It does so only if this was committed. */
    record Take(String message) implements ChannelEvent {}

    record Sent(String message) implements ChannelEvent {}

    record Failed(String message, String why) implements ChannelEvent {}

    /** The message that an event is about. */
    static Optional<String> messageOf(ChannelEvent event) {
        return switch (event) {
            case Look _ -> Optional.empty();
            case Take e -> Optional.of(e.message());
            case Sent e -> Optional.of(e.message());
            case Failed e -> Optional.of(e.message());
        };
    }
}
