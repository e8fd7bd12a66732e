package dev.tickbox.generator.gemini.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tickbox.Json;
import dev.tickbox.generator.gemini.webhook.Webhook.WebhookReading;
import dev.tickbox.world.ManualClock;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The vendor's published keys and our address, with the fetches counted. */
final class TestKeyIssuer {
    static final String KEY = "0123456789abcdef".repeat(4);
    static final URI OURS = URI.create("https://example.com/webhook");
    static final Instant NOW = Instant.parse("2026-11-21T06:00:00Z");

    final ManualClock clock = new ManualClock(NOW);
    final Webhook webhook;
    private String published;
    private boolean down;
    private int fetches;

    TestKeyIssuer(Signer... signers) {
        published = Signer.set(signers);
        webhook = new Webhook(new KeyCache(this::fetch, clock), OURS, clock);
    }

    private String fetch() throws IOException {
        fetches++;
        if (down) {
            throw new IOException("no answer");
        }
        return published;
    }

    void publish(Signer... signers) {
        published = Signer.set(signers);
    }

    void publish(String text) {
        published = text;
    }

    void down(boolean isDown) {
        down = isDown;
    }

    int fetches() {
        return fetches;
    }

    static String event(Object key, Object attempt) {
        return Json.write(Map.of(
                "type", "interaction.completed",
                "version", "v1",
                "data", Map.of("id", "v1_abc", "user_metadata", Map.of("key", key, "attempt", attempt))));
    }

    static String event() {
        return event(KEY, "2");
    }

    /** Good for an hour. */
    Map<String, Object> claims() {
        long now = clock.now().getEpochSecond();
        return new TreeMap<>(Map.of("iat", now, "exp", now + 3600, "aud", OURS.toString()));
    }

    WebhookReading read(Map<String, String> headers, String body) {
        return webhook.read(name -> Optional.ofNullable(headers.get(name)), body.getBytes(UTF_8));
    }

    WebhookReading token(String token, String body) {
        return read(Map.of("Webhook-Signature", token), body);
    }

    /** Delivered with a stamp of this many seconds ago. */
    WebhookReading stamped(Signer signer, long secondsAgo, String body) {
        String stamp = Long.toString(clock.now().getEpochSecond() - secondsAgo);
        String signature = signer.stamp("msg_1", stamp, body);
        return read(Map.of("Webhook-Signature", signature, "Webhook-Id", "msg_1", "Webhook-Timestamp", stamp), body);
    }
}
