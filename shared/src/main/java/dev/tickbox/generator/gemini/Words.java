package dev.tickbox.generator.gemini;

import java.nio.charset.StandardCharsets;

/** The vendor's words, made fit to be kept. */
final class Words {
    private Words() {}

    /** Half a character, which JSON can carry and a store cannot, becomes a question mark. */
    static String whole(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    static String shortened(String text, int characters) {
        String plain = text.strip();
        return whole(plain.length() <= characters ? plain : plain.substring(0, characters) + "…");
    }
}
