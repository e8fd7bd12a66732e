package dev.tickbox.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.GrpcTransportChannel;
import com.google.api.gax.rpc.FixedTransportChannelProvider;
import com.google.cloud.pubsub.v1.SubscriptionAdminClient;
import com.google.cloud.pubsub.v1.SubscriptionAdminSettings;
import com.google.cloud.pubsub.v1.TopicAdminClient;
import com.google.cloud.pubsub.v1.TopicAdminSettings;
import com.google.protobuf.ByteString;
import com.google.pubsub.v1.PubsubMessage;
import com.google.pubsub.v1.Subscription;
import com.google.pubsub.v1.TopicName;
import dev.tickbox.emulator.PubSubEmulator;
import dev.tickbox.inbox.Inbox.Received;
import dev.tickbox.inbox.Notification;
import io.grpc.ManagedChannelBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("long")
class PubSubInboxTest {
    private static final TopicName TOPIC = TopicName.of("inbox", "notifications");
    private static final String SUBSCRIPTION = "projects/inbox/subscriptions/notifications";
    private static final Duration SOON = Duration.ofSeconds(2);

    @Test
    void what_is_not_acknowledged_comes_again_and_what_is_no_notification_does_not() throws Exception {
        String host = PubSubEmulator.required().host();
        prepare(host);
        Notification first = new Notification("a".repeat(64), 1, "v1_a");
        Notification second = new Notification("b".repeat(64), 2, "v1_b");
        try (PubSubNotifications topic = PubSubNotifications.open(TOPIC.toString(), Optional.of(host));
                Topic raw = Topic.open(TOPIC.toString(), Optional.of(host));
                PubSubInbox inbox = PubSubInbox.open(SUBSCRIPTION, Optional.of(host))) {
            assertThat(inbox.pull(10, SOON)).isEmpty();
            raw.publish(List.of(PubsubMessage.newBuilder()
                    .setData(ByteString.copyFromUtf8("{}"))
                    .build()));
            topic.publish(first);
            Received received = inbox.pull(10, SOON).getFirst();
            assertThat(received.notification()).isEqualTo(first);
            inbox.acknowledge(List.of(received.receipt()));

            topic.publish(second);
            assertThat(inbox.pull(10, SOON)).extracting(Received::notification).containsExactly(second);
            List<Received> again = List.of();
            while (again.isEmpty()) {
                again = inbox.pull(10, SOON);
            }
            assertThat(again).extracting(Received::notification).containsExactly(second);
        }
    }

    private static void prepare(String host) throws Exception {
        var channel = ManagedChannelBuilder.forTarget(host).usePlaintext().build();
        var through = FixedTransportChannelProvider.create(GrpcTransportChannel.create(channel));
        try (TopicAdminClient topics = TopicAdminClient.create(TopicAdminSettings.newBuilder()
                        .setTransportChannelProvider(through)
                        .setCredentialsProvider(NoCredentialsProvider.create())
                        .build());
                SubscriptionAdminClient subscriptions =
                        SubscriptionAdminClient.create(SubscriptionAdminSettings.newBuilder()
                                .setTransportChannelProvider(through)
                                .setCredentialsProvider(NoCredentialsProvider.create())
                                .build())) {
            topics.createTopic(TOPIC);
            subscriptions.createSubscription(Subscription.newBuilder()
                    .setName(SUBSCRIPTION)
                    .setTopic(TOPIC.toString())
                    .setAckDeadlineSeconds(10)
                    .build());
        } finally {
            channel.shutdownNow();
        }
    }
}
