package dev.tickbox.source.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tickbox.Clock;
import dev.tickbox.Limits.FetchLimits;
import dev.tickbox.secret.Secrets;
import dev.tickbox.source.Source.Reply;
import dev.tickbox.source.SourceForm;
import dev.tickbox.source.SourceQuery;
import dev.tickbox.web.Destination.Resolver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A web server on this machine. It remembers every request. */
final class LoopbackWeb implements AutoCloseable {
    static final Secrets NO_SECRETS = (name, address) -> Optional.empty();

    private final HttpServer server;
    final List<String> requests = new CopyOnWriteArrayList<>();

    @FunctionalInterface
    interface Handler {
        void answer(HttpExchange exchange) throws IOException;
    }

    LoopbackWeb() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    String address(String path) {
        return "http://localhost:" + port() + path;
    }

    LoopbackWeb on(String path, Handler handler) {
        server.createContext(path, exchange -> {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            try (exchange) {
                handler.answer(exchange);
            }
        });
        return this;
    }

    LoopbackWeb on(String path, String text) {
        return on(path, exchange -> send(exchange, 200, text));
    }

    LoopbackWeb redirecting(String path, String location) {
        return on(path, exchange -> {
            exchange.getResponseHeaders().add("Location", location);
            exchange.sendResponseHeaders(302, -1);
        });
    }

    static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    static SourceQuery query(String address, String... allowed) {
        return new SourceQuery(
                address,
                new SourceForm.Plain(SourceForm.DEFAULT_MAX_CHARS),
                Optional.empty(),
                Set.copyOf(List.of(allowed)),
                /* namesHost= */ true);
    }

    static WebSource source(Resolver resolver) {
        return new WebSource(NO_SECRETS, Optional.empty(), FetchLimits.STANDARD, resolver);
    }

    /** Every name is this machine's. */
    static WebSource source() {
        return source(host -> new InetAddress[] {InetAddress.getLoopbackAddress()});
    }

    static Reply fetch(WebSource source, SourceQuery query) {
        return source.fetch(query, Clock.system().deadline(Duration.ofSeconds(10)));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
