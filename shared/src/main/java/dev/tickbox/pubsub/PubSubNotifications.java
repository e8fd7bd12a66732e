package dev.tickbox.pubsub;

import com.google.protobuf.ByteString;
import com.google.pubsub.v1.PubsubMessage;
import dev.tickbox.inbox.Notification;
import java.util.List;
import java.util.Optional;

/** The topic behind the inbox, for the function that receives the vendor's calls. */
public final class PubSubNotifications implements AutoCloseable {
    private final Topic topic;

    private PubSubNotifications(Topic topic) {
        this.topic = topic;
    }

    /** @param topic {@code projects/P/topics/T} */
    public static PubSubNotifications open(String topic, Optional<String> emulatorHost) {
        return new PubSubNotifications(Topic.open(topic, emulatorHost));
    }

    /** Returns after Pub/Sub stored it. */
    public void publish(Notification notification) {
        topic.publish(List.of(PubsubMessage.newBuilder()
                .setData(ByteString.copyFromUtf8(notification.toJson()))
                .build()));
    }

    @Override
    public void close() {
        topic.close();
    }
}
