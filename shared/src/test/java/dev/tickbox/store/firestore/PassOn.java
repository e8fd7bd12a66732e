package dev.tickbox.store.firestore;

import com.google.protobuf.ByteString;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Whatever comes in goes on as it is, and so does what comes back. */
final class PassOn {
    private PassOn() {}

    static ServerCall.Listener<ByteString> through(
            Channel upstream,
            MethodDescriptor<ByteString, ByteString> method,
            ServerCall<ByteString, ByteString> call,
            Metadata headers) {
        ClientCall<ByteString, ByteString> up = upstream.newCall(method, CallOptions.DEFAULT);
        up.start(new Back(call), headers);
        up.request(Integer.MAX_VALUE);
        return new ServerCall.Listener<>() {
            @Override
            public void onMessage(ByteString request) {
                up.sendMessage(request);
            }

            @Override
            public void onHalfClose() {
                up.halfClose();
            }

            @Override
            public void onCancel() {
                up.cancel("the client has gone", null);
            }
        };
    }

    private static final class Back extends ClientCall.Listener<ByteString> {
        private final ServerCall<ByteString, ByteString> call;

        Back(ServerCall<ByteString, ByteString> call) {
            this.call = call;
        }

        @Override
        public void onHeaders(Metadata headers) {
            call.sendHeaders(headers);
        }

        @Override
        public void onMessage(ByteString reply) {
            call.sendMessage(reply);
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            call.close(status, trailers);
        }
    }

    enum Bytes implements Marshaller<ByteString> {
        AS_THEY_ARE;

        @Override
        public InputStream stream(ByteString message) {
            return message.newInput();
        }

        @Override
        public ByteString parse(InputStream stream) {
            try (stream) {
                return ByteString.readFrom(stream);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
