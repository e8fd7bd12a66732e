package dev.tickbox.generator.gemini.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.tickbox.generator.gemini.webhook.Webhook.WebhookReading;
import dev.tickbox.world.ManualClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyServerTest {
    private static final Signer VENDOR = Signer.ed25519("a");

    private final HttpServer server = server();
    private String answer = Signer.set(VENDOR);
    private int status = 200;

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void start() {
        server.createContext("/.well-known/jwks.json", exchange -> {
            byte[] bytes = answer.getBytes(UTF_8);
            exchange.getResponseHeaders().add("Location", "https://example.com/");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private KeyServer keys() {
        return new KeyServer(URI.create(address() + "/.well-known/jwks.json"));
    }

    @Test
    void the_keys_are_where_the_vendor_publishes_them() throws IOException {
        assertThat(keys().fetch()).isEqualTo(answer);

        var clock = new ManualClock(TestKeyIssuer.NOW);
        Webhook webhook = Webhook.at(TestKeyIssuer.OURS, Optional.of(address() + "/"), clock);
        String stamp = Long.toString(TestKeyIssuer.NOW.getEpochSecond());
        String signature = VENDOR.stamp("m", stamp, TestKeyIssuer.event());
        WebhookReading reading = webhook.read(
                name -> switch (name) {
                    case "Webhook-Id" -> Optional.of("m");
                    case "Webhook-Timestamp" -> Optional.of(stamp);
                    default -> Optional.of(signature);
                },
                TestKeyIssuer.event().getBytes(UTF_8));
        assertThat(reading).isInstanceOf(WebhookReading.Event.class);
    }

    @Test
    void a_redirect_an_error_and_a_flood_are_no_keys() {
        status = 302;
        assertThatThrownBy(() -> keys().fetch()).isInstanceOf(IOException.class).hasMessageContaining("302");
        status = 503;
        assertThatThrownBy(() -> keys().fetch()).isInstanceOf(IOException.class).hasMessageContaining("503");
        status = 200;
        answer = "x".repeat(300 * 1024);
        assertThatThrownBy(() -> keys().fetch()).isInstanceOf(IOException.class).hasMessageContaining("more than");
    }

    @Test
    void an_address_that_does_not_answer_is_an_ordinary_failure() {
        server.stop(0);
        assertThatThrownBy(() -> keys().fetch()).isInstanceOf(IOException.class);
    }

    @Test
    void keys_are_not_fetched_in_the_clear() {
        assertThatThrownBy(() -> new KeyServer(URI.create("http://example.com/keys")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https");
    }
}
