package dev.tickbox.publisher.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/** The real {@code git http-backend} behind a small web server, with a password and, where a test asks for it, bad luck. */
public final class GitHttp implements AutoCloseable {
    /** What else happens to a request. */
    public interface Luck {
        default void before(String request) {}

        /** The answer's bytes are dropped, and the connection with them. */
        default boolean losesReply(String request) {
            return false;
        }

        default Optional<Integer> status(String request) {
            return Optional.empty();
        }

        /** The address that the answer redirects to. */
        default Optional<String> redirect(String request) {
            return Optional.empty();
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Path projects;
    private final String authorization;
    private final AtomicReference<Luck> luck = new AtomicReference<>(new Luck() {});
    private final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();

    public GitHttp(Path projects, String userAndPassword) throws IOException {
        this.projects = projects;
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(UTF_8));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    public static boolean isInstalled() {
        try {
            return new ProcessBuilder("git", "http-backend").start().waitFor() >= 0
                    && new ProcessBuilder("git", "--version").start().waitFor() == 0;
        } catch (IOException | InterruptedException notThere) {
            return false;
        }
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public void luck(Luck other) {
        luck.set(other);
    }

    /** Method, path and query of every request so far. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        requests.add(request);
        byte[] body = exchange.getRequestBody().readAllBytes();
        Luck now = luck.get();
        Optional<String> redirect = now.redirect(request);
        if (redirect.isPresent()) {
            exchange.getResponseHeaders().set("Location", redirect.get());
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
            return;
        }
        Optional<Integer> status = now.status(request);
        if (status.isPresent()
                || !authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"site\"");
            exchange.sendResponseHeaders(status.orElse(401), -1);
            exchange.close();
            return;
        }
        now.before(request);
        byte[] answer = backend(exchange, body);
        if (now.losesReply(request)) {
            // A length that is never filled: the client sees the connection end.
            exchange.sendResponseHeaders(200, 1_000);
            exchange.close();
            return;
        }
        reply(exchange, answer);
    }

    private byte[] backend(HttpExchange exchange, byte[] body) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("git", "http-backend");
        Map<String, String> environment = builder.environment();
        var headers = exchange.getRequestHeaders();
        environment.put("GIT_PROJECT_ROOT", projects.toString());
        environment.put("GIT_HTTP_EXPORT_ALL", "1");
        environment.put("PATH_INFO", exchange.getRequestURI().getPath());
        environment.put(
                "QUERY_STRING",
                Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse(""));
        environment.put("REQUEST_METHOD", exchange.getRequestMethod());
        environment.put(
                "CONTENT_TYPE",
                Optional.ofNullable(headers.getFirst("Content-Type")).orElse(""));
        environment.put("CONTENT_LENGTH", Integer.toString(body.length));
        environment.put("REMOTE_USER", "pat");
        environment.put("REMOTE_ADDR", "127.0.0.1");
        Optional.ofNullable(headers.getFirst("Content-Encoding"))
                .ifPresent(encoding -> environment.put("HTTP_CONTENT_ENCODING", encoding));
        Optional.ofNullable(headers.getFirst("Git-Protocol"))
                .ifPresent(protocol -> environment.put("GIT_PROTOCOL", protocol));
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (var in = process.getOutputStream()) {
            in.write(body);
        }
        try (var out = process.getInputStream()) {
            return out.readAllBytes();
        }
    }

    private static void reply(HttpExchange exchange, byte[] answer) throws IOException {
        String text = new String(answer, ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        int status = 200;
        for (String line : text.substring(0, end).split("\r\n", -1)) {
            String[] header = line.split(": ", 2);
            if (header[0].equals("Status")) {
                status = Integer.parseInt(header[1].substring(0, 3));
            } else {
                exchange.getResponseHeaders().set(header[0], header[1]);
            }
        }
        int length = answer.length - end - 4;
        exchange.sendResponseHeaders(status, length == 0 ? -1 : length);
        exchange.getResponseBody().write(answer, end + 4, length);
        exchange.close();
    }
}
