package dev.tickbox.pubsub;

import com.google.api.core.ApiFuture;
import com.google.api.core.ApiFutures;
import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.GrpcTransportChannel;
import com.google.api.gax.retrying.RetrySettings;
import com.google.api.gax.rpc.FixedTransportChannelProvider;
import com.google.cloud.pubsub.v1.Publisher;
import com.google.pubsub.v1.PubsubMessage;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One topic, to which messages are published.
 *
 * @param emulator its connection, which the publisher does not close
 */
record Topic(String name, Publisher publisher, Optional<ManagedChannel> emulator) implements AutoCloseable {
    /** All tries of one message. The caller repeats later what fails for longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

    /**
     * @param name {@code projects/P/topics/T}
     * @param emulatorHost what {@code PUBSUB_EMULATOR_HOST} says
     */
    static Topic open(String name, Optional<String> emulatorHost) {
        Publisher.Builder builder = Publisher.newBuilder(name)
                .setRetrySettings(RetrySettings.newBuilder()
                        .setInitialRetryDelayDuration(Duration.ofMillis(100))
                        .setRetryDelayMultiplier(2)
                        .setMaxRetryDelayDuration(Duration.ofSeconds(2))
                        .setInitialRpcTimeoutDuration(CALL_TIMEOUT)
                        .setMaxRpcTimeoutDuration(CALL_TIMEOUT)
                        .setTotalTimeoutDuration(PATIENCE)
                        .build());
        Optional<ManagedChannel> emulator = emulatorHost.map(
                host -> ManagedChannelBuilder.forTarget(host).usePlaintext().build());
        emulator.ifPresent(channel -> {
            builder.setChannelProvider(FixedTransportChannelProvider.create(GrpcTransportChannel.create(channel)));
            builder.setCredentialsProvider(NoCredentialsProvider.create());
        });
        try {
            return new Topic(name, builder.build(), emulator);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be opened: " + e.getMessage(), e);
        }
    }

    /** Returns after Pub/Sub stored every message, because a Cloud Run instance sleeps as soon as it has answered. */
    void publish(List<PubsubMessage> messages) {
        List<ApiFuture<String>> sent = messages.stream().map(publisher::publish).toList();
        publisher.publishAllOutstanding();
        try {
            // Each is waited for, so that one that fails hides no other.
            ApiFutures.successfulAsList(sent).get(PATIENCE.toSeconds() + 1, TimeUnit.SECONDS);
            ApiFutures.allAsList(sent).get(1, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalStateException(name + " did not take every message: " + cause.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(name + ": interrupted", e);
        }
    }

    @Override
    public void close() {
        publisher.shutdown();
        try {
            boolean quiet = publisher.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (!quiet) {
                throw new IllegalStateException(name + " cannot be closed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            emulator.ifPresent(ManagedChannel::shutdownNow);
        }
    }
}
