package dev.tickbox.generator.gemini.webhook;

import dev.tickbox.generator.gemini.webhook.KeyCache.Published;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** A JSON Web Key Set (RFC 7517). What is neither RSA nor Ed25519, or too short to trust, is left out. */
final class KeySet {
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
