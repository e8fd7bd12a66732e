package dev.tickbox.pubsub;

import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.GrpcCallContext;
import com.google.api.gax.grpc.GrpcTransportChannel;
import com.google.api.gax.rpc.FixedTransportChannelProvider;
import com.google.cloud.pubsub.v1.stub.GrpcSubscriberStub;
import com.google.cloud.pubsub.v1.stub.SubscriberStub;
import com.google.cloud.pubsub.v1.stub.SubscriberStubSettings;
import com.google.pubsub.v1.AcknowledgeRequest;
import com.google.pubsub.v1.PullRequest;
import com.google.pubsub.v1.ReceivedMessage;
import dev.tickbox.inbox.Inbox;
import dev.tickbox.inbox.Notification;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One pull subscription. A message that is no notification is acknowledged at once, because it would be none again. */
public final class PubSubInbox implements Inbox, AutoCloseable {
    private static final Duration ACKNOWLEDGE = Duration.ofSeconds(10);

    private final String subscription;
    private final SubscriberStub stub;
    private final Optional<ManagedChannel> emulator;

    private PubSubInbox(String subscription, SubscriberStub stub, Optional<ManagedChannel> emulator) {
        this.subscription = subscription;
        this.stub = stub;
        this.emulator = emulator;
    }

    /**
     * @param subscription {@code projects/P/subscriptions/S}
     * @param emulatorHost what {@code PUBSUB_EMULATOR_HOST} says
     */
    public static PubSubInbox open(String subscription, Optional<String> emulatorHost) {
        SubscriberStubSettings.Builder settings = SubscriberStubSettings.newBuilder();
        Optional<ManagedChannel> emulator = emulatorHost.map(
                host -> ManagedChannelBuilder.forTarget(host).usePlaintext().build());
        emulator.ifPresent(channel -> {
            settings.setTransportChannelProvider(
                    FixedTransportChannelProvider.create(GrpcTransportChannel.create(channel)));
            settings.setCredentialsProvider(NoCredentialsProvider.create());
        });
        try {
            return new PubSubInbox(subscription, GrpcSubscriberStub.create(settings.build()), emulator);
        } catch (IOException e) {
            throw new UncheckedIOException(subscription + " cannot be opened: " + e.getMessage(), e);
        }
    }

    @Override
    public Pulled pull(int atMost, Duration patience) {
        List<ReceivedMessage> messages = messages(atMost, patience);
        List<Received> received = new ArrayList<>();
        List<String> unusable = new ArrayList<>();
        for (ReceivedMessage message : messages) {
            try {
                String json = message.getMessage().getData().toStringUtf8();
                received.add(new Received(message.getAckId(), Notification.parse(json)));
            } catch (IllegalArgumentException e) {
                unusable.add(message.getAckId());
            }
        }
        if (!unusable.isEmpty()) {
            acknowledge(unusable);
        }
        return new Pulled(received, messages.size());
    }

    /**
     * Asked for an answer at once. Without that, Pub/Sub does not answer at all while it has no message, and an inbox that hangs would look
     * like an empty one.
     */
    @SuppressWarnings("deprecation")
    private List<ReceivedMessage> messages(int atMost, Duration patience) {
        PullRequest request = PullRequest.newBuilder()
                .setSubscription(subscription)
                .setMaxMessages(atMost)
                .setReturnImmediately(true)
                .build();
        return stub.pullCallable()
                .call(request, GrpcCallContext.createDefault().withTimeoutDuration(patience))
                .getReceivedMessagesList();
    }

    @Override
    public void acknowledge(List<String> receipts) {
        stub.acknowledgeCallable()
                .call(
                        AcknowledgeRequest.newBuilder()
                                .setSubscription(subscription)
                                .addAllAckIds(receipts)
                                .build(),
                        GrpcCallContext.createDefault().withTimeoutDuration(ACKNOWLEDGE));
    }

    @Override
    public void close() {
        stub.close();
        emulator.ifPresent(ManagedChannel::shutdownNow);
    }
}
