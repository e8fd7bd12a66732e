package dev.tickbox.money;

/**
 * More tokens than a text has, by what every vocabulary of the vendor's size can do: it has all pairs of small ASCII letters, it joins a
 * space with the word after it, and at worst a token is a byte. Digits, capitals and signs may each be a token of their own; a letter of
 * another script is at worst split in two. Prose in English comes out at about twice its tokens.
 */
final class TokenBound {
    private static final int SMALL_LETTERS_A_TOKEN = 2;
    private static final int TOKENS_A_FOREIGN_LETTER = 2;

    private TokenBound() {}

    static long of(String text) {
        long tokens = 0;
        int at = 0;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            int next = at + Character.charCount(c);
            if (isSmall(c)) {
                while (next < text.length() && isSmall(text.charAt(next))) {
                    next++;
                }
                tokens += Math.ceilDiv(next - at, SMALL_LETTERS_A_TOKEN);
            } else if (c != ' ' || next == text.length() || !Character.isLetter(text.charAt(next))) {
                tokens += tokens(c);
            }
            at = next;
        }
        return tokens;
    }

    private static boolean isSmall(int c) {
        return c >= 'a' && c <= 'z';
    }

    private static int tokens(int c) {
        if (c < 0x80) {
            return 1;
        }
        if (c < 0x10000 && Character.isLetter(c)) {
            return TOKENS_A_FOREIGN_LETTER;
        }
        return c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    }
}
