package dev.tickbox.generator.gemini;

import dev.tickbox.Shortened;

/** The vendor's words, made fit to be kept. */
final class VendorText {
    private VendorText() {}

    /** Half a character, which JSON can carry and a store cannot, becomes a question mark. */
    static String whole(String text) {
        return Shortened.whole(text);
    }

    static String shortened(String text, int characters) {
        return whole(Shortened.words(text.strip(), characters));
    }
}
