package dev.tickbox.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A request as anybody on this machine could write it, with whatever Host and cookies. */
public record RawRequest(int port, String method, String target, List<String> headers, String body) {
    public static RawRequest get(int port, String target) {
        return new RawRequest(port, "GET", target, List.of("Host: 127.0.0.1:" + port), "");
    }

    public RawRequest with(String header) {
        List<String> more = new ArrayList<>(headers);
        more.add(header);
        return new RawRequest(port, method, target, more, body);
    }

    public RawRequest withHost(String host) {
        return new RawRequest(
                port,
                method,
                target,
                headers.stream()
                        .map(each -> each.startsWith("Host: ") ? "Host: " + host : each)
                        .toList(),
                body);
    }

    public RawRequest posting(String form) {
        return new RawRequest(port, "POST", target, headers, form)
                .with("Content-Type: application/x-www-form-urlencoded");
    }

    public RawRequest as(String otherMethod) {
        return new RawRequest(port, otherMethod, target, headers, body);
    }

    public record Answer(int status, String head, String body) {
        public Optional<String> header(String name) {
            return head.lines()
                    .filter(line -> line.toLowerCase(java.util.Locale.ROOT)
                            .startsWith(name.toLowerCase(java.util.Locale.ROOT) + ": "))
                    .map(line -> line.substring(name.length() + 2))
                    .findFirst();
        }

        /** The name and value of the cookie that it sets. */
        public String cookie() {
            return header("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
        }
    }

    public Answer send() {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String head =
                method + " " + target + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\nConnection: close\r\n"
                        + (content.length > 0 ? "Content-Length: " + content.length + "\r\n" : "") + "\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(content);
            socket.getOutputStream().flush();
            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String[] parts = all.split("\r\n\r\n", 2);
            return new Answer(Integer.parseInt(parts[0].split(" ", -1)[1]), parts[0], parts.length > 1 ? parts[1] : "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String path(URI address) {
        return address.getRawPath() + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery());
    }
}
