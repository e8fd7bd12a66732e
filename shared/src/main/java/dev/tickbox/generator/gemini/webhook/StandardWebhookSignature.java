package dev.tickbox.generator.gemini.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tickbox.Clock;
import dev.tickbox.generator.gemini.webhook.JwtSignature.SignatureScheme;
import dev.tickbox.generator.gemini.webhook.Webhook.SignatureProof;
import java.io.ByteArrayOutputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the vendor is reported to send in fact (googleapis/python-genai issue 2927, August 2026), though its pages describe a token:
 * the Standard Webhooks headers with asymmetric {@code v1a} signatures, Ed25519 over {@code id.timestamp.body}, and no word about
 * which of the published keys.
 */
record StandardWebhookSignature(KeyCache keys, Clock clock) {
    static final String SCHEME = "v1a,";
    private static final Duration AGE = Duration.ofMinutes(5);
    private static final int SIGNATURES = 10;

    SignatureProof prove(String signatures, Function<String, Optional<String>> header, byte[] body) {
        Optional<String> id = header.apply("Webhook-Id");
        Optional<String> stamp = header.apply("Webhook-Timestamp");
        if (id.isEmpty() || stamp.isEmpty()) {
            return new SignatureProof.False("Webhook-Id or Webhook-Timestamp is missing");
        }
        Optional<String> untimely = untimely(stamp.get());
        if (untimely.isPresent()) {
            return new SignatureProof.False(untimely.get());
        }
        byte[] content = content(id.get() + "." + stamp.get() + ".", body);
        List<byte[]> made = Arrays.stream(signatures.split(" ", SIGNATURES + 1))
                .limit(SIGNATURES)
                .filter(each -> each.startsWith(SCHEME))
                .map(each -> base64(each.substring(SCHEME.length())))
                .toList();
        KeyCache.Answer answer = keys.find(key ->
                made.stream().anyMatch(signature -> SignatureScheme.ED25519.made(signature, key.key(), content)));
        return switch (answer) {
            case KeyCache.Fits fits -> new SignatureProof.Genuine(new String(body, UTF_8));
            case KeyCache.NoneFits none -> new SignatureProof.False("the signature matches none of the vendor's keys");
            case KeyCache.Unavailable none -> new SignatureProof.Unclear(none.why());
        };
    }

    private Optional<String> untimely(String stamp) {
        try {
            Instant at = Instant.ofEpochSecond(Long.parseLong(stamp));
            Instant now = clock.now();
            return at.isAfter(now.plus(Webhook.SKEW)) || at.isBefore(now.minus(AGE))
                    ? Optional.of("it is from " + at + ", and it is " + now)
                    : Optional.empty();
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.of("Webhook-Timestamp is not a time");
        }
    }

    private static byte[] content(String prefix, byte[] body) {
        var all = new ByteArrayOutputStream();
        all.writeBytes(prefix.getBytes(UTF_8));
        all.writeBytes(body);
        return all.toByteArray();
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0]; // No key makes an empty signature.
        }
    }
}
