package dev.tickbox.generator.gemini.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tickbox.Json;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Signs as the vendor does, with a key of its own; or as a forger does, with another's name. */
public final class Signer {
    private final String id;
    private final KeyPair keys;

    private Signer(String id, KeyPair keys) {
        this.id = id;
        this.keys = keys;
    }

    public static Signer rsa(String id) {
        return new Signer(id, generate("RSA", 2048));
    }

    static Signer shortRsa(String id) {
        return new Signer(id, generate("RSA", 1024));
    }

    static Signer ed25519(String id) {
        return new Signer(id, generate("Ed25519", 255));
    }

    private static KeyPair generate(String algorithm, int size) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(size);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** As the vendor publishes it. */
    Map<String, Object> published() {
        if (keys.getPublic() instanceof RSAPublicKey rsa) {
            return Map.of(
                    "kty",
                    "RSA",
                    "kid",
                    id,
                    "n",
                    base64(rsa.getModulus().toByteArray()),
                    "e",
                    base64(rsa.getPublicExponent().toByteArray()));
        }
        byte[] encoded = keys.getPublic().getEncoded();
        byte[] raw = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        return Map.of("kty", "OKP", "crv", "Ed25519", "kid", id, "x", base64(raw));
    }

    public static String set(Signer... signers) {
        return Json.write(
                Map.of("keys", Arrays.stream(signers).map(Signer::published).toList()));
    }

    /** A token with these claims and the hash of the body. */
    public String token(Map<String, Object> claims, String body) {
        Map<String, Object> all = new TreeMap<>(claims);
        all.putIfAbsent("body_sha256", sha256(body));
        return bare("RS256", all);
    }

    /** A token with these claims only, that says of itself that it was made with this algorithm. */
    String bare(String algorithm, Map<String, Object> claims) {
        String header = base64(
                Json.write(Map.of("alg", algorithm, "kid", id, "typ", "JWT")).getBytes(UTF_8));
        String signed = header + "." + base64(Json.write(claims).getBytes(UTF_8));
        return signed + "." + base64(sign("SHA256withRSA", signed));
    }

    /** A {@code v1a} signature over the headers and the body. */
    String stamp(String id, String timestamp, String body) {
        return "v1a," + Base64.getEncoder().encodeToString(sign("Ed25519", id + "." + timestamp + "." + body));
    }

    private byte[] sign(String algorithm, String text) {
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(keys.getPrivate());
            signature.update(text.getBytes(UTF_8));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String sha256(String body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
