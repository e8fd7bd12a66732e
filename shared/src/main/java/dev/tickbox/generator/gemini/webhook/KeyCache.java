package dev.tickbox.generator.gemini.webhook;

import dev.tickbox.Clock;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The vendor's keys, kept for a while. They are fetched anew when old, and when none fits, since a new one may have been published;
 * but never more often than once a minute, so that forgers cannot make us call.
 */
final class KeyCache {
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final Duration FRESH = Duration.ofHours(1);
    /** Where the vendor's address does not answer, older ones still do: a key is not withdrawn within hours. */
    private static final Duration USABLE = Duration.ofHours(24);

    /** Where the key set is published. */
    interface Source {
        String fetch() throws IOException;
    }

    /** @param id how a token names it; a key may have none */
    record Published(Optional<String> id, PublicKey key) {}

    sealed interface Answer {}

    record Fits(Published key) implements Answer {}

    record NoneFits() implements Answer {}

    record Unavailable(String why) implements Answer {}

    private final Source source;
    private final Clock clock;
    private List<Published> keys = List.of();
    private Optional<Instant> fetchedAt = Optional.empty();
    private Optional<Instant> triedAt = Optional.empty();
    private String trouble = "";

    KeyCache(Source source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    synchronized Answer find(Predicate<Published> fits) {
        if (olderThan(fetchedAt, FRESH)) {
            fetch();
        }
        Optional<Published> known = known(fits);
        if (known.isEmpty()) {
            fetch();
            known = known(fits);
        }
        if (known.isPresent()) {
            return new Fits(known.get());
        }
        return trouble.isEmpty() ? new NoneFits() : new Unavailable(trouble);
    }

    private Optional<Published> known(Predicate<Published> fits) {
        return olderThan(fetchedAt, USABLE)
                ? Optional.empty()
                : keys.stream().filter(fits).findFirst();
    }

    private void fetch() {
        if (!olderThan(triedAt, PAUSE)) {
            return;
        }
        triedAt = Optional.of(clock.now());
        try {
            keys = KeySet.parse(source.fetch());
            fetchedAt = triedAt;
            trouble = "";
        } catch (IOException | IllegalArgumentException e) {
            trouble = "the vendor's keys cannot be fetched: " + e.getMessage();
        }
    }

    private boolean olderThan(Optional<Instant> time, Duration age) {
        return time.filter(each -> clock.now().isBefore(each.plus(age))).isEmpty();
    }

    /** A JSON Web Key Set (RFC 7517). What is neither RSA nor Ed25519, or too short to trust, is left out. */
    private static final class KeySet {
        private static final int RSA_BITS = 2048;
        /** What stands before the 32 bytes of an Ed25519 key in its X.509 form (RFC 8410). */
        private static final String ED25519_PREFIX = "302a300506032b6570032100";

        private KeySet() {}

        static List<Published> parse(String json) {
            return Node.parse(json).nodes("keys").stream()
                    .flatMap(each -> key(each).stream())
                    .toList();
        }

        private static Optional<Published> key(Node key) {
            try {
                return publicKey(key).map(found -> new Published(key.text("kid"), found));
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                throw new IllegalArgumentException("a key of the set is broken: " + e.getMessage(), e);
            }
        }

        private static Optional<PublicKey> publicKey(Node key) throws GeneralSecurityException {
            String type = key.text("kty").orElse("");
            if (type.equals("RSA")) {
                BigInteger modulus = new BigInteger(1, bytes(key, "n"));
                BigInteger exponent = new BigInteger(1, bytes(key, "e"));
                return modulus.bitLength() < RSA_BITS
                        ? Optional.empty()
                        : Optional.of(
                                KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent)));
            }
            if (type.equals("OKP") && key.text("crv").orElse("").equals("Ed25519")) {
                String encoded = ED25519_PREFIX + HexFormat.of().formatHex(bytes(key, "x"));
                var spec = new X509EncodedKeySpec(HexFormat.of().parseHex(encoded));
                return Optional.of(KeyFactory.getInstance("Ed25519").generatePublic(spec));
            }
            return Optional.empty();
        }

        private static byte[] bytes(Node key, String name) {
            return Base64.getUrlDecoder().decode(key.text(name).orElse(""));
        }
    }
}
