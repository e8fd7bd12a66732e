package dev.tickbox.notifier.web;

import dev.tickbox.secret.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs as Standard Webhooks 1.0.0 says: HMAC-SHA256 over id, time and body. */
record StandardSignature(String name, String secret) {
    private static final String PREFIX = "whsec_";
    private static final int KEY_BYTES_AT_LEAST = 16;

    /** @throws Secrets.Unavailable if the secret is no key; it is not repeated */
    String of(String id, Instant at, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key(), "HmacSHA256"));
            byte[] signed = mac.doFinal((id + "." + at.getEpochSecond() + "." + body).getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HMAC-SHA256", e);
        }
    }

    private byte[] key() {
        String base64 = secret.strip();
        byte[] key;
        try {
            key = Base64.getDecoder().decode(base64.startsWith(PREFIX) ? base64.substring(PREFIX.length()) : base64);
        } catch (IllegalArgumentException e) {
            throw unusable();
        }
        if (key.length < KEY_BYTES_AT_LEAST) {
            throw unusable();
        }
        return key;
    }

    private Secrets.Unavailable unusable() {
        return new Secrets.Unavailable("the secret " + name + " is no key for a webhook: it must be whsec_ and then at"
                + " least " + KEY_BYTES_AT_LEAST + " bytes in base64");
    }
}
