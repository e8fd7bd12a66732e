package dev.tickbox;

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

    /** A cause, as a document keeps it. */
    public static String why(String text) {
        return words(text, WHY);
    }
}
