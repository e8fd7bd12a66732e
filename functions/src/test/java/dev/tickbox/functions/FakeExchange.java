package dev.tickbox.functions;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.cloud.functions.HttpRequest;
import com.google.cloud.functions.HttpResponse;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A request and its response, without a server. */
public final class FakeExchange implements HttpRequest, HttpResponse {
    private final String method;
    private final String path;
    private final byte[] body;
    private final Map<String, List<String>> headers;
    private final ByteArrayOutputStream answer = new ByteArrayOutputStream();
    private final BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(answer, UTF_8));
    private int status = 200;

    FakeExchange(String method, String body, Map<String, String> headers) {
        this(method, "/", body, headers);
    }

    FakeExchange(String method, String path, String body, Map<String, String> headers) {
        this.method = method;
        this.path = path;
        this.body = body.getBytes(UTF_8);
        this.headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, value) -> this.headers.put(name, List.of(value)));
    }

    public static FakeExchange post(String body) {
        return new FakeExchange("POST", body, Map.of());
    }

    int status() {
        return status;
    }

    String answer() throws IOException {
        writer.flush();
        return answer.toString(UTF_8);
    }

    @Override
    public String getMethod() {
        return method;
    }

    @Override
    public String getUri() {
        return "http://127.0.0.1" + path;
    }

    @Override
    public String getPath() {
        return path;
    }

    @Override
    public Optional<String> getQuery() {
        return Optional.empty();
    }

    @Override
    public Map<String, List<String>> getQueryParameters() {
        return Map.of();
    }

    @Override
    public Map<String, HttpPart> getParts() {
        return Map.of();
    }

    @Override
    public Optional<String> getContentType() {
        return Optional.empty();
    }

    @Override
    public long getContentLength() {
        return body.length;
    }

    @Override
    public Optional<String> getCharacterEncoding() {
        return Optional.empty();
    }

    @Override
    public InputStream getInputStream() {
        return new ByteArrayInputStream(body);
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new InputStreamReader(getInputStream(), UTF_8));
    }

    @Override
    public Map<String, List<String>> getHeaders() {
        return headers;
    }

    @Override
    public void setStatusCode(int code) {
        status = code;
    }

    @Override
    public void setStatusCode(int code, String message) {
        status = code;
    }

    @Override
    public void setContentType(String contentType) {}

    @Override
    public void appendHeader(String header, String value) {}

    @Override
    public OutputStream getOutputStream() {
        return answer;
    }

    @Override
    public BufferedWriter getWriter() {
        return writer;
    }
}
