package dev.tickbox.pubsub;

import com.google.protobuf.ByteString;
import com.google.pubsub.v1.PubsubMessage;
import dev.tickbox.wake.Notice;
import dev.tickbox.wake.Wake;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One message for each item, with its site as the attribute that the subscription of each publisher filters by. */
public final class PubSubWake implements Wake, AutoCloseable {
    private final Topic topic;

    private PubSubWake(Topic topic) {
        this.topic = topic;
    }

    /**
     * @param topic {@code projects/P/topics/T}
     * @param emulatorHost what {@code PUBSUB_EMULATOR_HOST} says
     */
    public static PubSubWake open(String topic, Optional<String> emulatorHost) {
        return new PubSubWake(Topic.open(topic, emulatorHost));
    }

    @Override
    public void call(Map<String, List<String>> due) {
        topic.publish(due.entrySet().stream()
                .flatMap(site -> site.getValue().stream().map(item -> message(site.getKey(), item)))
                .toList());
    }

    private static PubsubMessage message(String site, String item) {
        return PubsubMessage.newBuilder()
                .setData(ByteString.copyFromUtf8(new Notice(site, List.of(item)).toJson()))
                .putAttributes("site", site)
                .build();
    }

    @Override
    public void close() {
        topic.close();
    }
}
