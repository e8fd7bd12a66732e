package dev.tickbox.generator.gemini.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;

/** The vendor's address of its keys. Whoever could answer in its place could forge everything: so HTTPS, and no redirects. */
final class KeyServer implements KeyCache.Source {
    private static final int BYTES = 256 * 1024;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Set<String> THIS_MACHINE =
            Set.of("localhost", InetAddress.getLoopbackAddress().getHostAddress());

    private final URI address;

    KeyServer(URI address) {
        if (!"https".equals(address.getScheme()) && !THIS_MACHINE.contains(address.getHost())) {
            throw new IllegalArgumentException("the vendor's keys are fetched over https only, not from " + address);
        }
        this.address = address;
    }

    @Override
    public String fetch() throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(TIMEOUT).GET().build();
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(TIMEOUT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build()) {
            HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() != 200) {
                    throw new IOException(address + " answered " + response.statusCode());
                }
                byte[] bytes = body.readNBytes(BYTES + 1);
                if (bytes.length > BYTES) {
                    throw new IOException(address + " answered more than " + BYTES + " bytes");
                }
                return new String(bytes, StandardCharsets.UTF_8);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while fetching " + address, e);
        }
    }
}
