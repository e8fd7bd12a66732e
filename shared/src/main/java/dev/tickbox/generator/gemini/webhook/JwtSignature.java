package dev.tickbox.generator.gemini.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tickbox.Clock;
import dev.tickbox.Json;
import dev.tickbox.generator.gemini.webhook.Webhook.SignatureProof;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the vendor's pages describe: {@code Webhook-Signature} holds a JWT (RFC 7519) signed with RS256 by a key of its published set.
 * Its claims are not documented. Assumed here: the event stands in the claims, or a claim holds the SHA-256 of the body; a token
 * that vouches for neither proves nothing. It has an expiry, or the time it was made at, which is then good for five minutes. An
 * audience that is an address must be ours; one that is not (a project, perhaps) is not judged.
 */
record JwtSignature(KeyCache keys, Clock clock, URI ours) {
    private static final Duration AGE = Duration.ofMinutes(5);
    /** The vendor sends again for a day. */
    private static final Duration AGE_WITH_EXPIRY = Duration.ofHours(24);

    private static final List<String> HASHES = List.of("body_sha256", "request_body_sha256", "payload_sha256");

    SignatureProof prove(String token, byte[] body) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return new SignatureProof.False(
                    "Webhook-Signature is neither " + StandardWebhookSignature.SCHEME + " nor a token");
        }
        try {
            Node header = json(parts[0]);
            if (!header.text("alg").orElse("none").equals("RS256") || header.has("crit")) {
                return new SignatureProof.False("the token is not signed with RS256 alone");
            }
            byte[] signed = (parts[0] + "." + parts[1]).getBytes(US_ASCII);
            Optional<String> id = header.text("kid");
            KeyCache.Answer answer = keys.find(key -> key.key() instanceof RSAPublicKey
                    && id.isPresent()
                    && key.id().equals(id));
            return switch (answer) {
                case KeyCache.Fits fits ->
                    SignatureScheme.RS256.made(bytes(parts[2]), fits.key().key(), signed)
                            ? genuine(json(parts[1]), body)
                            : new SignatureProof.False("the token's signature is wrong");
                case KeyCache.NoneFits none -> new SignatureProof.False("the token names none of the vendor's keys");
                case KeyCache.Unavailable none -> new SignatureProof.Unclear(none.why());
            };
        } catch (IllegalArgumentException e) {
            return new SignatureProof.False("the token cannot be read: " + e.getMessage());
        }
    }

    private SignatureProof genuine(Node claims, byte[] body) {
        Optional<String> wrong = untimely(claims).or(() -> elsewhere(claims));
        if (wrong.isPresent()) {
            return new SignatureProof.False(wrong.get());
        }
        Optional<String> hash =
                HASHES.stream().flatMap(each -> claims.text(each).stream()).findFirst();
        if (hash.isPresent() && !sameHash(hash.get(), body)) {
            return new SignatureProof.False("the signature is for another body");
        }
        if (claims.node("data").isPresent()) {
            return new SignatureProof.Genuine(Json.write(claims.values()));
        }
        return hash.isPresent()
                ? new SignatureProof.Genuine(new String(body, UTF_8))
                : new SignatureProof.False("the token contains neither an event id nor a hash of the body");
    }

    private Optional<String> untimely(Node claims) {
        Instant now = clock.now();
        Optional<Instant> made = claims.time("iat");
        Optional<Instant> until = claims.time("exp").or(() -> made.map(at -> at.plus(AGE)));
        if (until.isEmpty() || !now.isBefore(until.get().plus(Webhook.SKEW))) {
            return Optional.of("the token has expired");
        }
        boolean early = Stream.of(made, claims.time("nbf"))
                .flatMap(Optional::stream)
                .anyMatch(from -> from.isAfter(now.plus(Webhook.SKEW)));
        boolean old = made.isPresent() && made.get().isBefore(now.minus(AGE_WITH_EXPIRY));
        return early || old ? Optional.of("the token was not issued recently") : Optional.empty();
    }

    private Optional<String> elsewhere(Node claims) {
        List<String> audiences = claims.texts("aud");
        boolean addressed = audiences.stream().anyMatch(each -> each.startsWith("https://"));
        return addressed && !audiences.contains(ours.toString())
                ? Optional.of("the token is for " + audiences)
                : Optional.empty();
    }

    private static boolean sameHash(String claimed, byte[] body) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
            String hex = HexFormat.of().formatHex(hash);
            return claimed.equals(hex)
                    || claimed.equals(Base64.getEncoder().encodeToString(hash))
                    || claimed.equals(Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static Node json(String part) {
        return Node.parse(new String(bytes(part), UTF_8));
    }

    private static byte[] bytes(String base64Url) {
        return Base64.getUrlDecoder().decode(base64Url);
    }

    /** The two ways in which the vendor signs. */
    enum SignatureScheme {
        RS256("SHA256withRSA"),
        ED25519("Ed25519");

        private final String algorithm;

        SignatureScheme(String algorithm) {
            this.algorithm = algorithm;
        }

        boolean made(byte[] signature, PublicKey by, byte[] over) {
            try {
                Signature check = Signature.getInstance(algorithm);
                check.initVerify(by);
                check.update(over);
                return check.verify(signature);
            } catch (GeneralSecurityException e) {
                return false; // A key of another kind, or a signature that is none.
            }
        }
    }
}
