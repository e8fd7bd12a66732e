package dev.tickbox.pubsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import dev.tickbox.inbox.Inbox.Pulled;
import dev.tickbox.inbox.Inbox.Received;
import dev.tickbox.inbox.Notification;
import io.grpc.ManagedChannelBuilder;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
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
            assertThat(inbox.pull(10, SOON).messages()).isZero();
            raw.publish(List.of(PubsubMessage.newBuilder()
                    .setData(ByteString.copyFromUtf8("{}"))
                    .build()));
            topic.publish(first);
            List<Received> received = new ArrayList<>();
            for (int messages = 0; messages < 2; ) {
                Pulled pulled = inbox.pull(10, SOON);
                messages += pulled.messages();
                received.addAll(pulled.received());
            }
            assertThat(received).extracting(Received::notification).containsExactly(first);
            inbox.acknowledge(List.of(received.getFirst().receipt()));

            topic.publish(second);
            assertThat(next(inbox)).containsExactly(second);
            assertThat(next(inbox)).as("after its deadline").containsExactly(second);
        }
    }

    private static List<Notification> next(PubSubInbox inbox) {
        while (true) {
            List<Received> received = inbox.pull(10, SOON).received();
            if (!received.isEmpty()) {
                return received.stream().map(Received::notification).toList();
            }
        }
    }

    @Test
    void an_inbox_that_does_not_answer_is_not_an_empty_one() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                PubSubInbox inbox = PubSubInbox.open(SUBSCRIPTION, Optional.of("127.0.0.1:" + silent.getLocalPort()))) {
            assertThatThrownBy(() -> inbox.pull(10, Duration.ofSeconds(1))).isInstanceOf(RuntimeException.class);
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
