package dev.tickbox.pubsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.GrpcTransportChannel;
import com.google.api.gax.rpc.FixedTransportChannelProvider;
import com.google.cloud.pubsub.v1.TopicAdminClient;
import com.google.cloud.pubsub.v1.TopicAdminSettings;
import com.google.cloud.pubsub.v1.stub.GrpcSubscriberStub;
import com.google.cloud.pubsub.v1.stub.SubscriberStubSettings;
import com.google.pubsub.v1.PullRequest;
import com.google.pubsub.v1.ReceivedMessage;
import com.google.pubsub.v1.Subscription;
import com.google.pubsub.v1.TopicName;
import dev.tickbox.emulator.PubSubEmulator;
import dev.tickbox.wake.Notice;
import io.grpc.ManagedChannelBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("long")
class PubSubWakeTest {
    private static final String A = "a".repeat(64);
    private static final String B = "b".repeat(64);
    private static final String C = "c".repeat(64);

    @Test
    void each_item_is_a_message_of_its_own_with_its_site_as_attribute() throws Exception {
        String host = PubSubEmulator.required().host();
        var channel = ManagedChannelBuilder.forTarget(host).usePlaintext().build();
        var through = FixedTransportChannelProvider.create(GrpcTransportChannel.create(channel));
        TopicName topic = TopicName.of("wake", "tickbox");
        try (TopicAdminClient topics = TopicAdminClient.create(TopicAdminSettings.newBuilder()
                        .setTransportChannelProvider(through)
                        .setCredentialsProvider(NoCredentialsProvider.create())
                        .build());
                GrpcSubscriberStub subscriber = GrpcSubscriberStub.create(SubscriberStubSettings.newBuilder()
                        .setTransportChannelProvider(through)
                        .setCredentialsProvider(NoCredentialsProvider.create())
                        .build());
                PubSubWake wake = PubSubWake.open(topic.toString(), Optional.of(host))) {
            topics.createTopic(topic);
            String name = "projects/wake/subscriptions/all";
            subscriber
                    .createSubscriptionCallable()
                    .call(Subscription.newBuilder()
                            .setName(name)
                            .setTopic(topic.toString())
                            .build());

            wake.call(Map.of("garden", List.of(A, B), "kitchen", List.of(C)));

            List<ReceivedMessage> received = new ArrayList<>();
            while (received.size() < 3) {
                received.addAll(subscriber
                        .pullCallable()
                        .call(PullRequest.newBuilder()
                                .setSubscription(name)
                                .setMaxMessages(10)
                                .build())
                        .getReceivedMessagesList());
            }
            assertThat(received)
                    .map(each -> Notice.parse(each.getMessage().getData().toStringUtf8()))
                    .containsExactlyInAnyOrder(
                            new Notice("garden", List.of(A)),
                            new Notice("garden", List.of(B)),
                            new Notice("kitchen", List.of(C)));
            assertThat(received)
                    .map(each -> each.getMessage().getAttributesOrThrow("site"))
                    .containsExactlyInAnyOrder("garden", "garden", "kitchen");
        } finally {
            channel.shutdownNow();
        }
    }

    @Test
    void a_topic_that_does_not_take_it_is_an_error_that_names_the_topic() {
        Optional<String> host = Optional.of(PubSubEmulator.required().host());
        try (PubSubWake wake = PubSubWake.open("projects/wake/topics/nowhere", host)) {
            assertThatThrownBy(() -> wake.call(Map.of("garden", List.of(A))))
                    .hasMessageContaining("projects/wake/topics/nowhere");
        }
    }
}
