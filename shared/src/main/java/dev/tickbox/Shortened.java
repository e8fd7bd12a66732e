package dev.tickbox;

import java.nio.charset.StandardCharsets;

/** Text that is cut to a length. It is never cut between the halves of a character, which no hash, file or store could hold. */
public final class Shortened {
    /** What a document tells a person of a cause: long enough for a stack trace's first lines, short beside a document's 1 MiB. */
    public static final int WHY = 2_000;

    private Shortened() {}

    /** Its beginning: at most so many UTF-16 units. */
    public static String start(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        boolean between = length > 0
                && Character.isHighSurrogate(text.charAt(length - 1))
                && Character.isLowSurrogate(text.charAt(length));
        return text.substring(0, between ? length - 1 : length);
    }

    /** Words for a person: with a mark where something was left out. */
    public static String words(String text, int length) {
        return text.length() <= length ? text : start(text, length) + "…";
    }

    /** A cause, as a document keeps it: nothing that an exception says may be too long to be written, or not be text. */
    public static String why(String text) {
        return whole(words(text, WHY));
    }

    /** Half a character, which comes from a text that somebody else cut, becomes a question mark. */
    public static String whole(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
