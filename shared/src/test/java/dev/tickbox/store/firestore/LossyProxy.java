package dev.tickbox.store.firestore;

import com.google.protobuf.ByteString;
import dev.tickbox.Clock;
import dev.tickbox.contract.Wire;
import io.grpc.CallOptions;
import io.grpc.HandlerRegistry;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A server in front of the emulator that passes bytes on, and loses or delays commits on demand. */
public final class LossyProxy extends HandlerRegistry implements Wire, AutoCloseable {
    private static final String COMMIT = "google.firestore.v1.Firestore/Commit";
    private static final int MAX_MESSAGE_BYTES = 16 << 20;

    private record Harm(Fault fault, String failure, Runnable meanwhile) {}

    private record Sent(MethodDescriptor<ByteString, ByteString> method, Metadata headers, ByteString request) {}

    private final AtomicReference<@Nullable Harm> next = new AtomicReference<>();
    private final AtomicReference<@Nullable Sent> late = new AtomicReference<>();
    private volatile @Nullable String cut;
    private volatile @Nullable String noIndex;
    private final ManagedChannel upstream;
    private final Server server;

    public LossyProxy(String emulatorHost) {
        upstream = NettyChannelBuilder.forTarget(emulatorHost)
                .usePlaintext()
                .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                .build();
        try {
            server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                    .fallbackHandlerRegistry(this)
                    .build()
                    .start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public String host() {
        return "127.0.0.1:" + server.getPort();
    }

    /** While nothing arrives, ten seconds pass whenever somebody looks; so no test waits, and no slow machine is too slow. */
    Clock impatientWhenCut() {
        Clock system = Clock.system();
        AtomicLong passed = new AtomicLong();
        return new Clock() {
            private Duration passed() {
                return Duration.ofSeconds(cut == null ? passed.get() : passed.addAndGet(10));
            }

            @Override
            public Instant now() {
                return system.now().plus(passed());
            }

            @Override
            public long nanos() {
                return system.nanos() + passed().toNanos();
            }
        };
    }

    @Override
    public List<String> failures() {
        return Stream.of(
                        Status.Code.UNAVAILABLE,
                        Status.Code.RESOURCE_EXHAUSTED,
                        Status.Code.DEADLINE_EXCEEDED,
                        Status.Code.ABORTED,
                        Status.Code.INTERNAL,
                        Status.Code.UNKNOWN,
                        Status.Code.CANCELLED)
                .map(Enum::name)
                .toList();
    }

    @Override
    public void harm(Fault fault, String failure, Runnable meanwhile) {
        next.set(new Harm(fault, failure, meanwhile));
    }

    @Override
    public void cut(String failure) {
        cut = failure;
    }

    /** Every query is refused as Firestore refuses one that no index serves, with this description. */
    public void refuseQueries(String description) {
        noIndex = description;
    }

    @Override
    public void mend() {
        cut = null;
        noIndex = null;
    }

    @Override
    public ServerMethodDefinition<?, ?> lookupMethod(String name, @Nullable String authority) {
        MethodDescriptor<ByteString, ByteString> method = MethodDescriptor.newBuilder(
                        PassOn.Bytes.AS_THEY_ARE, PassOn.Bytes.AS_THEY_ARE)
                .setFullMethodName(name)
                .setType(name.equals(COMMIT) ? MethodDescriptor.MethodType.UNARY : MethodDescriptor.MethodType.UNKNOWN)
                .build();
        return ServerMethodDefinition.create(method, (call, headers) -> {
            call.request(Integer.MAX_VALUE);
            return name.equals(COMMIT) ? commit(method, call, headers) : pass(method, call, headers);
        });
    }

    private ServerCall.Listener<ByteString> commit(
            MethodDescriptor<ByteString, ByteString> method,
            ServerCall<ByteString, ByteString> call,
            Metadata headers) {
        return new ServerCall.Listener<>() {
            @Override
            public void onMessage(ByteString request) {
                try {
                    ByteString reply = answer(new Sent(method, headers, request));
                    call.sendHeaders(new Metadata());
                    call.sendMessage(reply);
                    call.close(Status.OK, new Metadata());
                } catch (io.grpc.StatusRuntimeException failed) {
                    call.close(failed.getStatus(), new Metadata());
                }
            }
        };
    }

    private ByteString answer(Sent sent) {
        Sent held = late.getAndSet(null);
        if (held != null) {
            tell(held);
        }
        failIfCut();
        Harm harm = next.getAndSet(null);
        if (harm == null) {
            return forward(sent);
        }
        switch (harm.fault()) {
            case REPLY_LOST -> tell(sent);
            case REQUEST_LOST -> {}
            case LATE -> late.set(sent);
        }
        harm.meanwhile().run();
        throw status(harm.failure());
    }

    /** For the effect; whatever the answer is, it gets lost. */
    private void tell(Sent sent) {
        try {
            forward(sent);
        } catch (io.grpc.StatusRuntimeException lost) {
            // A refusal, lost like any other reply.
        }
    }

    private ByteString forward(Sent sent) {
        return ClientCalls.blockingUnaryCall(
                io.grpc.ClientInterceptors.intercept(
                        upstream, MetadataUtils.newAttachHeadersInterceptor(sent.headers())),
                sent.method(),
                CallOptions.DEFAULT,
                sent.request());
    }

    private void failIfCut() {
        String failure = cut;
        if (failure != null) {
            throw status(failure);
        }
    }

    private static io.grpc.StatusRuntimeException status(String code) {
        return Status.fromCode(Status.Code.valueOf(code))
                .withDescription("by the test")
                .asRuntimeException();
    }

    private ServerCall.Listener<ByteString> pass(
            MethodDescriptor<ByteString, ByteString> method,
            ServerCall<ByteString, ByteString> call,
            Metadata headers) {
        String failure = cut;
        String refused = noIndex;
        if (failure != null) {
            call.close(status(failure).getStatus(), new Metadata());
            return new ServerCall.Listener<>() {};
        }
        if (refused != null && method.getFullMethodName().endsWith("Query")) {
            call.close(Status.FAILED_PRECONDITION.withDescription(refused), new Metadata());
            return new ServerCall.Listener<>() {};
        }
        return PassOn.through(upstream, method, call, headers);
    }

    @Override
    public void close() {
        server.shutdownNow();
        upstream.shutdownNow();
    }
}
