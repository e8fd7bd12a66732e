package dev.tickbox.generator.gemini.webhook;

import dev.tickbox.Clock;
import dev.tickbox.generator.gemini.webhook.Webhook.WebhookReading.CannotTell;
import dev.tickbox.generator.gemini.webhook.Webhook.WebhookReading.Event;
import dev.tickbox.generator.gemini.webhook.Webhook.WebhookReading.Forged;
import dev.tickbox.generator.gemini.webhook.Webhook.WebhookReading.NotOurs;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads what the vendor sends to our address. An event that comes twice changes nothing the second time, since the ledger takes a
 * handle once; so age alone bounds what an eavesdropper could send again. A stranger may name our address in a job of his own, and
 * the vendor will sign that: he would also have to know the reservation's key, a SHA-256 that is in no published text.
 */
public final class Webhook {
    static final Duration SKEW = Duration.ofSeconds(30);
    /** The two words that a submission sends along and that come back here. */
    public static final String KEY = "key";

    public static final String ATTEMPT = "attempt";
    private static final String VENDOR = "https://generativelanguage.googleapis.com";
    private static final int BYTES = 256 * 1024;
    private static final Pattern WHOLE_KEY = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,5}");

    private final JwtSignature token;
    private final StandardWebhookSignature stamped;

    Webhook(KeyCache keys, URI ours, Clock clock) {
        this.token = new JwtSignature(keys, clock, ours);
        this.stamped = new StandardWebhookSignature(keys, clock);
    }

    /**
     * @param ours the address that the content names
     * @param vendor the vendor's own, if it is not the usual one
     */
    public static Webhook at(URI ours, Optional<String> vendor, Clock clock) {
        String base = vendor.orElse(VENDOR).replaceAll("/+$", "");
        return new Webhook(
                new KeyCache(new KeyServer(URI.create(base + "/.well-known/jwks.json")), clock), ours, clock);
    }

    /** What goes with a submission. */
    public static Map<String, String> metadata(String key, int attempt) {
        return Map.of(KEY, key, ATTEMPT, Integer.toString(attempt));
    }

    /**
     * @param header the first value of a header, whatever the case of its name
     * @param body as it came, byte for byte
     */
    public WebhookReading read(Function<String, Optional<String>> header, byte[] body) {
        Optional<String> signature = header.apply("Webhook-Signature");
        if (signature.isEmpty()) {
            return new Forged("there is no Webhook-Signature");
        }
        if (body.length > BYTES) {
            return new Forged("the body is longer than any event of the vendor");
        }
        SignatureProof proof = signature.get().contains(StandardWebhookSignature.SCHEME)
                ? stamped.prove(signature.get(), header, body)
                : token.prove(signature.get(), body);
        return switch (proof) {
            case SignatureProof.Genuine genuine -> event(genuine.event());
            case SignatureProof.False no -> new Forged(no.why());
            case SignatureProof.Unclear no -> new CannotTell(no.why());
        };
    }

    /** Where the vendor puts our two words is not documented: beside the data, or in it. */
    private static WebhookReading event(String json) {
        try {
            Node event = Node.parse(json);
            Node data = event.node("data").orElse(Node.NONE);
            String type = event.text("type").orElse("");
            String handle = data.text("id").orElse("");
            Node ours = data.node("user_metadata")
                    .or(() -> event.node("user_metadata"))
                    .orElse(Node.NONE);
            String key = ours.text(KEY).orElse("");
            String attempt = ours.text(ATTEMPT).orElse("");
            if (!type.startsWith("interaction.")
                    || handle.isEmpty()
                    || !WHOLE_KEY.matcher(key).matches()
                    || !NUMBER.matcher(attempt).matches()) {
                return new NotOurs(type + " without the key and the number of an attempt");
            }
            return new Event(key, Integer.parseInt(attempt), handle, type);
        } catch (IllegalArgumentException e) {
            return new NotOurs("an event that cannot be read: " + e.getMessage());
        }
    }

    /** What a signature vouches for. */
    sealed interface SignatureProof {
        /** @param event the JSON that is signed, itself or by its hash */
        record Genuine(String event) implements SignatureProof {}

        record False(String why) implements SignatureProof {}

        record Unclear(String why) implements SignatureProof {}
    }

    /** What a delivery came to. */
    public sealed interface WebhookReading {
        /**
         * The vendor has this attempt under this handle. Answer 204 once the ledger has it, 503 if it cannot be reached.
         *
         * @param type such as {@code interaction.completed}; a hint, never an ending: that is for the next look to say
         */
        record Event(String key, int attempt, String handle, String type) implements WebhookReading {}

        /** Genuine, and about something that is not Tickbox's: answer 204, so that it is not sent again. */
        record NotOurs(String why) implements WebhookReading {}

        /** Not the vendor's word, or not from now: answer 401. */
        record Forged(String why) implements WebhookReading {}

        /** The vendor's keys cannot be had: answer 503, so that it is sent again. */
        record CannotTell(String why) implements WebhookReading {}
    }
}
