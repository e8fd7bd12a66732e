package dev.tickbox.vendor;

import dev.tickbox.vendor.Route.NoReply;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** One request and what comes of it; false where the connection is to be reset. */
record Conversation(Seen request, List<Route> routes, InputStream in, OutputStream out) {
    boolean hold(Optional<WireFault> fault) throws IOException {
        return fault.isEmpty() ? answer() : holdBadly(fault.get());
    }

    private boolean holdBadly(WireFault fault) throws IOException {
        return switch (fault) {
            case WireFault.ResetUnread f -> false;
            case WireFault.ResetAfter f -> {
                taken(f.taken());
                yield false;
            }
            case WireFault.Instead f -> {
                taken(f.taken());
                yield write(f.reply());
            }
            case WireFault.Spoiled f -> {
                Optional<Reply> reply = reply();
                yield reply.isPresent() && write(f.how().apply(reply.get()));
            }
            case WireFault.Cut f -> {
                Optional<Reply> reply = reply();
                if (reply.isPresent()) {
                    HttpWire.write(reply.get(), out, f.bodyBytes());
                }
                yield false;
            }
            case WireFault.Silence f -> {
                taken(f.taken());
                // Ends when the client hangs up.
                yield in.read() >= 0;
            }
            case WireFault.After f -> {
                f.pause().run();
                yield answer();
            }
        };
    }

    private void taken(boolean taken) {
        if (taken) {
            reply();
        }
    }

    private boolean answer() throws IOException {
        Optional<Reply> reply = reply();
        return reply.isPresent() && write(reply.get());
    }

    private boolean write(Reply reply) throws IOException {
        HttpWire.write(reply, out, Integer.MAX_VALUE);
        return true;
    }

    private Optional<Reply> reply() {
        try {
            for (Route route : routes) {
                Optional<Reply> reply = route.answer(request);
                if (reply.isPresent()) {
                    return reply;
                }
            }
            return Optional.of(Reply.error(404, "not_found", "there is no " + request.method() + " " + request.path()));
        } catch (NoReply broken) {
            return Optional.empty();
        }
    }
}
