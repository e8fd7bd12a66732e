package dev.tickbox.localcloud;

import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.GrpcTransportChannel;
import com.google.api.gax.rpc.FixedTransportChannelProvider;
import com.google.api.gax.rpc.TransportChannelProvider;
import com.google.cloud.pubsub.v1.SubscriptionAdminClient;
import com.google.cloud.pubsub.v1.SubscriptionAdminSettings;
import com.google.cloud.pubsub.v1.TopicAdminClient;
import com.google.cloud.pubsub.v1.TopicAdminSettings;
import com.google.pubsub.v1.PushConfig;
import com.google.pubsub.v1.Subscription;
import com.google.pubsub.v1.SubscriptionName;
import com.google.pubsub.v1.TopicName;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A topic on the emulator, with a filtered push subscription a site. (The emulator keeps the filter and does not apply it.) */
public final class EmulatedTopic implements AutoCloseable {
    private static final int ACK_SECONDS = 30;

    /** Of the topic, and of its subscription. */
    private static final String NOTIFICATIONS = "notifications";

    private final TopicName topic;
    private final ManagedChannel channel;
    private final SubscriptionAdminClient subscriptions;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    private EmulatedTopic(TopicName topic, ManagedChannel channel, SubscriptionAdminClient subscriptions) {
        this.topic = topic;
        this.channel = channel;
        this.subscriptions = subscriptions;
    }

    public static EmulatedTopic make(String emulatorHost, String project) throws IOException {
        TopicName topic = TopicName.of(project, "tickbox");
        ManagedChannel channel =
                ManagedChannelBuilder.forTarget(emulatorHost).usePlaintext().build();
        TransportChannelProvider through = FixedTransportChannelProvider.create(GrpcTransportChannel.create(channel));
        try (TopicAdminClient topics = TopicAdminClient.create(TopicAdminSettings.newBuilder()
                .setTransportChannelProvider(through)
                .setCredentialsProvider(NoCredentialsProvider.create())
                .build())) {
            topics.createTopic(topic);
            topics.createTopic(TopicName.of(project, NOTIFICATIONS));
        }
        SubscriptionAdminClient subscriptions = SubscriptionAdminClient.create(SubscriptionAdminSettings.newBuilder()
                .setTransportChannelProvider(through)
                .setCredentialsProvider(NoCredentialsProvider.create())
                .build());
        EmulatedTopic made = new EmulatedTopic(topic, channel, subscriptions);
        subscriptions.createSubscription(Subscription.newBuilder()
                .setName(made.inbox())
                .setTopic(made.notifications())
                .setAckDeadlineSeconds(ACK_SECONDS)
                .build());
        return made;
    }

    /** What {@code TICKBOX_TOPIC} says. */
    public String name() {
        return topic.toString();
    }

    /** What {@code TICKBOX_EVENTS} says. */
    String notifications() {
        return TopicName.of(topic.getProject(), NOTIFICATIONS).toString();
    }

    /** What {@code TICKBOX_INBOX} says. */
    String inbox() {
        return SubscriptionName.of(topic.getProject(), NOTIFICATIONS).toString();
    }

    /** From now on the site's items are pushed there. */
    public void push(String site, URI publisher) {
        SubscriptionName name = SubscriptionName.of(topic.getProject(), "publish-" + site);
        PushConfig config =
                PushConfig.newBuilder().setPushEndpoint(publisher.toString()).build();
        if (known.add(site)) {
            subscriptions.createSubscription(Subscription.newBuilder()
                    .setName(name.toString())
                    .setTopic(topic.toString())
                    .setFilter("attributes.site = \"" + site + "\"")
                    .setAckDeadlineSeconds(ACK_SECONDS)
                    .setPushConfig(config)
                    .build());
        } else {
            subscriptions.modifyPushConfig(name, config);
        }
    }

    @Override
    public void close() {
        subscriptions.close();
        channel.shutdownNow();
    }
}
