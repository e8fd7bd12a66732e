package dev.tickbox.vendor;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** HTTP/1.1 on a socket, as much of it as a JSON API needs. */
final class HttpWire {
    private HttpWire() {}

    /** The rest of a request of which {@code first} was read already. */
    static Seen read(int first, InputStream in, int connection) throws IOException {
        String[] line = line(first, in).split(" ", 3);
        Map<String, String> headers = new TreeMap<>();
        for (String next = line(in.read(), in); !next.isEmpty(); next = line(in.read(), in)) {
            int colon = next.indexOf(':');
            headers.put(
                    next.substring(0, colon).toLowerCase(Locale.ROOT),
                    next.substring(colon + 1).strip());
        }
        String length = headers.getOrDefault("content-length", "0");
        byte[] body = headers.containsKey("transfer-encoding") ? chunks(in) : in.readNBytes(Integer.parseInt(length));
        return new Seen(line[0], line[1], headers, new String(body, StandardCharsets.UTF_8), connection);
    }

    private static byte[] chunks(InputStream in) throws IOException {
        var body = new java.io.ByteArrayOutputStream();
        for (int size = size(in); size > 0; size = size(in)) {
            body.write(in.readNBytes(size));
            line(in.read(), in);
        }
        line(in.read(), in);
        return body.toByteArray();
    }

    private static int size(InputStream in) throws IOException {
        return Integer.parseInt(line(in.read(), in).strip(), 16);
    }

    private static String line(int first, InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = first; next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the client hung up in the middle of a request");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    /** @param bodyBytes the body breaks off there, though its length was announced in full */
    static void write(Reply reply, OutputStream out, int bodyBytes) throws IOException {
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder("HTTP/1.1 " + reply.status() + " X\r\n");
        reply.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        out.write(body, 0, Math.min(body.length, bodyBytes));
        out.flush();
    }
}
