package dev.tickbox.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tickbox.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** As much of Cloud Storage as Terraform's backend uses: one bucket over real HTTP, with a reader and an owner. */
final class FakeBucket implements AutoCloseable {
    static final String READER = "the-reader";
    static final String OWNER = "the-owner";

    private static final String BUCKET = "my-sites-123456-tickbox-state";
    private static final Pattern MULTIPART = Pattern.compile("boundary=\"?([^\";]+)");
    private static final Pattern NAME = Pattern.compile("\"name\":\"([^\"]+)\"");

    private record Stored(long generation, String text) {}

    private final Map<String, Stored> objects = new TreeMap<>();
    private final List<String> refused = new ArrayList<>();
    private final HttpServer server;
    private long generations;

    FakeBucket() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
    }

    /** What {@code GOOGLE_STORAGE_CUSTOM_ENDPOINT} says. */
    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/storage/v1/";
    }

    synchronized List<String> names() {
        return List.copyOf(objects.keySet());
    }

    synchronized String text(String name) {
        return Optional.ofNullable(objects.get(name)).orElseThrow().text();
    }

    /** The writes that an account was not allowed. */
    synchronized List<String> refused() {
        return List.copyOf(refused);
    }

    private synchronized void serve(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getPath();
        Map<String, String> query = query(exchange);
        boolean owner = ("Bearer " + OWNER).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        if (!method.equals("GET") && !owner) {
            refused.add(method + " " + path);
            answer(exchange, 403, error(403, "the caller does not have storage.objects.create access"));
        } else if (path.equals("/upload/storage/v1/b/" + BUCKET + "/o")) {
            insert(exchange, query, body);
        } else if (path.equals("/storage/v1/b/" + BUCKET + "/o")) {
            list(exchange, query.getOrDefault("prefix", ""));
        } else if (path.startsWith("/storage/v1/b/" + BUCKET + "/o/")) {
            object(exchange, method, path.substring(("/storage/v1/b/" + BUCKET + "/o/").length()), query);
        } else if (path.startsWith("/" + BUCKET + "/") && method.equals("GET")) {
            media(exchange, path.substring(BUCKET.length() + 2));
        } else {
            answer(exchange, 501, error(501, method + " " + path));
        }
    }

    private void insert(HttpExchange exchange, Map<String, String> query, byte[] body) throws IOException {
        Matcher boundary = MULTIPART.matcher(exchange.getRequestHeaders().getFirst("Content-Type"));
        if (!boundary.find()) {
            answer(exchange, 501, error(501, "only an upload of two parts"));
            return;
        }
        String[] parts =
                new String(body, UTF_8).split("(\r\n)?--" + Pattern.quote(boundary.group(1)) + "(--)?\r\n", -1);
        Matcher name = NAME.matcher(content(parts[1]));
        if (!name.find() || !asRead(name.group(1), Optional.ofNullable(query.get("ifGenerationMatch")))) {
            answer(exchange, 412, error(412, "conditionNotMet"));
            return;
        }
        Stored stored = new Stored(++generations, content(parts[2]));
        objects.put(name.group(1), stored);
        answer(exchange, 200, describe(name.group(1), stored));
    }

    private static String content(String part) {
        return part.substring(part.indexOf("\r\n\r\n") + 4);
    }

    private boolean asRead(String name, Optional<String> generation) {
        Stored there = objects.get(name);
        return generation.isEmpty() || Long.parseLong(generation.get()) == (there == null ? 0 : there.generation());
    }

    private void object(HttpExchange exchange, String method, String name, Map<String, String> query)
            throws IOException {
        Stored stored = objects.get(name);
        if (stored == null) {
            answer(exchange, 404, error(404, "no such object: " + name));
        } else if (method.equals("GET")) {
            answer(exchange, 200, describe(name, stored));
        } else if (asRead(name, Optional.ofNullable(query.get("ifGenerationMatch")))) {
            objects.remove(name);
            answer(exchange, 204, new byte[0]);
        } else {
            answer(exchange, 412, error(412, "conditionNotMet"));
        }
    }

    private void media(HttpExchange exchange, String name) throws IOException {
        Stored stored = objects.get(name);
        if (stored == null) {
            answer(exchange, 404, "<Error><Code>NoSuchKey</Code></Error>".getBytes(UTF_8));
            return;
        }
        exchange.getResponseHeaders().set("X-Goog-Generation", "" + stored.generation());
        answer(exchange, 200, stored.text().getBytes(UTF_8));
    }

    private void list(HttpExchange exchange, String prefix) throws IOException {
        String items = objects.entrySet().stream()
                .filter(each -> each.getKey().startsWith(prefix))
                .map(each -> new String(describe(each.getKey(), each.getValue()), UTF_8))
                .collect(Collectors.joining(","));
        answer(exchange, 200, ("{\"kind\":\"storage#objects\",\"items\":[" + items + "]}").getBytes(UTF_8));
    }

    private static byte[] describe(String name, Stored stored) {
        return Json.write(Map.of(
                        "kind",
                        "storage#object",
                        "bucket",
                        BUCKET,
                        "name",
                        name,
                        "generation",
                        "" + stored.generation(),
                        "metageneration",
                        "1",
                        "size",
                        "" + stored.text().length()))
                .getBytes(UTF_8);
    }

    private static byte[] error(int code, String message) {
        return Json.write(Map.of("error", Map.of("code", code, "message", message)))
                .getBytes(UTF_8);
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new TreeMap<>();
        String raw = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        for (String pair : raw.split("&", -1)) {
            String[] sides = pair.split("=", 2);
            query.put(sides[0], sides.length == 2 ? URLDecoder.decode(sides[1], UTF_8) : "");
        }
        return query;
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        if (status != 204) {
            exchange.getResponseHeaders().putIfAbsent("Content-Type", List.of("application/json; charset=UTF-8"));
        }
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
