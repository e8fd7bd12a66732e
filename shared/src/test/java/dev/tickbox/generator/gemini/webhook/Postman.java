package dev.tickbox.generator.gemini.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tickbox.Clock;
import dev.tickbox.Json;
import dev.tickbox.generator.gemini.webhook.Webhook.WebhookReading;
import java.util.Map;
import java.util.Optional;

/** Carries the vendor's signed word to whoever reads it. */
public final class Postman {
    private static final Signer VENDOR = Signer.ed25519("v");

    private final Clock clock;
    private final Webhook webhook;

    public Postman(Clock clock) {
        this.clock = clock;
        this.webhook = new Webhook(new KeyCache(() -> Signer.set(VENDOR), clock), TestKeyIssuer.OURS, clock);
    }

    /** @param metadata what the purchase said of itself */
    public WebhookReading deliver(String handle, Map<String, Object> metadata) {
        String body = Json.write(Map.of(
                "type",
                "interaction.completed",
                "version",
                "v1",
                "data",
                Map.of("id", handle, "user_metadata", metadata)));
        String stamp = Long.toString(clock.now().getEpochSecond());
        String signature = VENDOR.stamp("msg_1", stamp, body);
        return webhook.read(
                name -> switch (name) {
                    case "Webhook-Signature" -> Optional.of(signature);
                    case "Webhook-Timestamp" -> Optional.of(stamp);
                    default -> Optional.of("msg_1");
                },
                body.getBytes(UTF_8));
    }
}
