package dev.tickbox;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 as 64 hex digits. The golden vectors in the tests may never change: stored keys are made of these. */
public final class Hash {
    private Hash() {}

    /**
     * Of a tag that names what is hashed and in which version, and the parts. Each is preceded by its length in bytes (four, big-endian),
     * so that {@code "ab", "c"} and {@code "a", "bc"} differ.
     */
    public static String of(String tag, String... parts) {
        MessageDigest digest = digest();
        update(digest, tag);
        for (String part : parts) {
            update(digest, part);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    public static String sha256(String text) {
        return HexFormat.of().formatHex(digest().digest(utf8(text)));
    }

    private static void update(MessageDigest digest, String part) {
        byte[] bytes = utf8(part);
        digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
        digest.update(bytes);
    }

    private static byte[] utf8(String text) {
        Canonical.checkText(text); // Java would write every lone surrogate as "?", and two texts would have one hash
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
