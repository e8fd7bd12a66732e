package dev.tickbox.wake.pubsub;

import com.google.api.core.ApiFuture;
import com.google.api.core.ApiFutures;
import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.GrpcTransportChannel;
import com.google.api.gax.retrying.RetrySettings;
import com.google.api.gax.rpc.FixedTransportChannelProvider;
import com.google.cloud.pubsub.v1.Publisher;
import com.google.protobuf.ByteString;
import com.google.pubsub.v1.PubsubMessage;
import dev.tickbox.wake.Notice;
import dev.tickbox.wake.Wake;
import io.grpc.ManagedChannelBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One message an item, with its site as the attribute that each publisher's subscription filters by. */
public final class PubSubWake implements Wake, AutoCloseable {
    /** All tries of one message; a tick has better things to do than to wait for what the next tick repeats. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

    private final String topic;
    private final Publisher publisher;

    private PubSubWake(String topic, Publisher publisher) {
        this.topic = topic;
        this.publisher = publisher;
    }

    /**
     * @param topic {@code projects/P/topics/T}
     * @param emulatorHost what {@code PUBSUB_EMULATOR_HOST} says
     */
    public static PubSubWake open(String topic, Optional<String> emulatorHost) {
        Publisher.Builder builder = Publisher.newBuilder(topic)
                .setRetrySettings(RetrySettings.newBuilder()
                        .setInitialRetryDelayDuration(Duration.ofMillis(100))
                        .setRetryDelayMultiplier(2)
                        .setMaxRetryDelayDuration(Duration.ofSeconds(2))
                        .setInitialRpcTimeoutDuration(CALL_TIMEOUT)
                        .setMaxRpcTimeoutDuration(CALL_TIMEOUT)
                        .setTotalTimeoutDuration(PATIENCE)
                        .build());
        emulatorHost.ifPresent(host -> {
            var channel = ManagedChannelBuilder.forTarget(host).usePlaintext().build();
            builder.setChannelProvider(FixedTransportChannelProvider.create(GrpcTransportChannel.create(channel)));
            builder.setCredentialsProvider(NoCredentialsProvider.create());
        });
        try {
            return new PubSubWake(topic, builder.build());
        } catch (IOException e) {
            throw new UncheckedIOException(topic + " cannot be opened: " + e.getMessage(), e);
        }
    }

    /** Comes back once every message is kept by Pub/Sub: a Cloud Run instance sleeps as soon as it has answered. */
    @Override
    public void call(Map<String, List<String>> due) {
        List<ApiFuture<String>> sent = new ArrayList<>();
        due.forEach((site, items) -> items.forEach(item -> sent.add(publisher.publish(message(site, item)))));
        publisher.publishAllOutstanding();
        try {
            // Each is waited for, so that one that fails hides no other.
            ApiFutures.successfulAsList(sent).get(PATIENCE.toSeconds() + 1, TimeUnit.SECONDS);
            ApiFutures.allAsList(sent).get(1, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalStateException(topic + " did not take every message: " + cause.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(topic + ": interrupted", e);
        }
    }

    private static PubsubMessage message(String site, String item) {
        return PubsubMessage.newBuilder()
                .setData(ByteString.copyFromUtf8(new Notice(site, List.of(item)).toJson()))
                .putAttributes("site", site)
                .build();
    }

    @Override
    public void close() {
        publisher.shutdown();
        try {
            boolean quiet = publisher.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (!quiet) {
                throw new IllegalStateException(topic + " cannot be closed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
