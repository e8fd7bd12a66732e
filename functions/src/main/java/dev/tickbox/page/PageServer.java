package dev.tickbox.page;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tickbox.Ids;
import dev.tickbox.page.Acts.Act;
import dev.tickbox.page.Pages.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Serves the pages on this machine alone. */
public final class PageServer implements AutoCloseable {
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int OTHER_HOST = 421;
    private static final int FAILED = 500;

    /** A text of a mebibyte, each byte of which may be written as three. */
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final PageDoor door;
    private final Pages pages;
    private final Acts acts;
    private final Consumer<String> troubles;

    /**
     * @param port 0 for any that is free
     * @param acts carries out what is clicked
     * @param troubles gets one line for a page that could not be made
     */
    public static PageServer start(int port, Ids ids, Pages pages, Acts acts, Consumer<String> troubles) {
        // Read once by the JDK's server: without the first, each answer waits for the operating system to send a full
        // packet.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxReqTime", "30");
        System.setProperty("sun.net.httpserver.maxRspTime", "30");
        try {
            HttpServer server = HttpServer.create(
                    new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 0);
            return new PageServer(server, new PageDoor(ids), pages, acts, troubles);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the page cannot be served on port " + port + " of this machine: " + e.getMessage(), e);
        }
    }

    private PageServer(HttpServer server, PageDoor door, Pages pages, Acts acts, Consumer<String> troubles) {
        this.server = server;
        this.door = door;
        this.pages = pages;
        this.acts = acts;
        this.troubles = troubles;
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /** For the browser of whoever started it: it works once. */
    public String address() {
        return "http://127.0.0.1:" + port() + door.entrance();
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Headers headers = exchange.getResponseHeaders();
            headers.set(
                    "Content-Security-Policy",
                    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
            headers.set("X-Frame-Options", "DENY");
            headers.set("X-Content-Type-Options", "nosniff");
            // With no-referrer a browser would not say either from which page a form comes.
            headers.set("Referrer-Policy", "same-origin");
            headers.set("Cross-Origin-Resource-Policy", "same-origin");
            headers.set("Cross-Origin-Opener-Policy", "same-origin");
            headers.set("Cache-Control", "no-store");
            URI asked = exchange.getRequestURI();
            if (!PageDoor.isOurHost(exchange.getRequestHeaders(), port()) || asked.getHost() != null) {
                plain(exchange, OTHER_HOST, "This is another host.");
            } else if (asked.getRawPath() == null || !asked.getRawPath().startsWith(door.path())) {
                plain(exchange, NOT_FOUND, "Open the address that the command printed.");
            } else {
                known(exchange, asked.getRawPath().substring(door.path().length()));
            }
        }
    }

    private void known(HttpExchange exchange, String path) throws IOException {
        Optional<Map<String, String>> query = values(exchange.getRequestURI().getRawQuery());
        boolean looks = exchange.getRequestMethod().equals("GET");
        if (query.isEmpty()) {
            plain(exchange, BAD_REQUEST, "The address is malformed.");
        } else if (looks && path.equals("enter")) {
            enter(exchange, query.get().getOrDefault("code", ""));
        } else if (!door.isInside(exchange.getRequestHeaders())) {
            send(exchange, FORBIDDEN, "text/html", Html.resource("door.html"));
        } else if (exchange.getRequestMethod().equals("POST") && path.equals("act")) {
            act(exchange);
        } else if (!looks) {
            exchange.getResponseHeaders().set("Allow", "GET");
            plain(exchange, NOT_ALLOWED, "A page is only looked at.");
        } else if (path.equals(Html.STYLE)) {
            send(exchange, 200, "text/css", Html.resource(Html.STYLE));
        } else {
            answer(exchange, guarded(path, () -> pages.get(path, query.get(), token())));
        }
    }

    private void enter(HttpExchange exchange, String code) throws IOException {
        Optional<String> cookie = door.enter(code);
        if (cookie.isPresent()) {
            exchange.getResponseHeaders().set("Set-Cookie", cookie.get());
            answer(exchange, Reply.to("./"));
        } else if (door.isInside(exchange.getRequestHeaders())) {
            answer(exchange, Reply.to("./"));
        } else {
            send(exchange, FORBIDDEN, "text/html", Html.resource("door.html"));
        }
    }

    private void act(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
        Optional<Map<String, String>> form =
                body.length > MOST_BYTES ? Optional.empty() : values(new String(body, StandardCharsets.UTF_8));
        if (form.isEmpty()) {
            plain(exchange, BAD_REQUEST, "The form is malformed, or too long.");
        } else if (!door.isOurForm(
                exchange.getRequestHeaders(), port(), form.get().getOrDefault("token", ""))) {
            plain(exchange, FORBIDDEN, "This form is not from the page. Open the page, and try again there.");
        } else {
            Optional<Act> act = Act.of(form.get());
            if (act.isEmpty()) {
                plain(exchange, BAD_REQUEST, "There is no such act.");
            } else {
                answer(exchange, done(act.get(), form.get().getOrDefault("back", "")));
            }
        }
    }

    private Reply done(Act act, String run) {
        Acts.Outcome outcome = acts.perform(act);
        return guarded("act", () -> pages.done(outcome, run, token()));
    }

    private Optional<String> token() {
        return acts == Acts.NONE ? Optional.empty() : Optional.of(door.token());
    }

    /** A page that cannot be made is said: the others can be. */
    private Reply guarded(String path, Supplier<Reply> page) {
        try {
            return page.get();
        } catch (RuntimeException e) {
            troubles.accept("the page " + path + " could not be made: " + e);
            return new Reply(FAILED, pages.trouble(String.valueOf(e.getMessage())), Optional.empty());
        }
    }

    private static void answer(HttpExchange exchange, Reply reply) throws IOException {
        reply.location().ifPresent(location -> exchange.getResponseHeaders().set("Location", location));
        send(exchange, reply.status(), "text/html", reply.html());
    }

    private static void plain(HttpExchange exchange, int status, String text) throws IOException {
        send(exchange, status, "text/plain", text + "\n");
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        boolean isEmpty = bytes.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, isEmpty ? -1 : bytes.length);
        if (!isEmpty) {
            exchange.getResponseBody().write(bytes);
        }
    }

    /** Of a query or a form; the first value of a name counts. Empty if it is malformed. */
    static Optional<Map<String, String>> values(String encoded) {
        Map<String, String> values = new LinkedHashMap<>();
        try {
            for (String part : (encoded == null ? "" : encoded).split("&", -1)) {
                String[] both = part.split("=", 2);
                values.putIfAbsent(decoded(both[0]), both.length == 1 ? "" : decoded(both[1]));
            }
            return Optional.of(values);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
