package dev.tickbox.content;

import dev.tickbox.Hash;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;

/**
 * A name that is safe in a file name and in an address: 1 to 60 of a to z, 0 to 9 and single dashes in between. Where letters cannot be
 * folded to these, a hash of the whole text takes their place, so that two such titles do not share a name.
 */
public final class Slug {
    private static final int MAX = 60;
    private static final int HASH = 10;

    /** Letters that do not come apart into a Latin letter and an accent. */
    private static final Map<String, String> FOLDED = Map.ofEntries(
            Map.entry("ß", "ss"),
            Map.entry("æ", "ae"),
            Map.entry("œ", "oe"),
            Map.entry("ø", "o"),
            Map.entry("đ", "d"),
            Map.entry("ð", "d"),
            Map.entry("þ", "th"),
            Map.entry("ł", "l"),
            Map.entry("ı", "i"));

    private Slug() {}

    public static String of(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (Map.Entry<String, String> fold : FOLDED.entrySet()) {
            lower = lower.replace(fold.getKey(), fold.getValue());
        }
        String folded = Normalizer.normalize(lower, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}+", "")
                .replaceAll("['’]", "");
        boolean lost = folded.codePoints().anyMatch(c -> c > 127 && Character.isLetterOrDigit(c));
        String slug = trim(folded.replaceAll("[^a-z0-9]+", "-"));
        if (slug.isEmpty()) {
            return hash(text);
        }
        return lost ? cut(slug, MAX - HASH - 1) + "-" + hash(text) : cut(slug, MAX);
    }

    /** At a dash, unless that would throw half of it away. */
    private static String cut(String slug, int length) {
        if (slug.length() <= length) {
            return slug;
        }
        int dash = slug.lastIndexOf('-', length);
        return trim(slug.substring(0, dash > length / 2 ? dash : length));
    }

    private static String trim(String slug) {
        return slug.replaceAll("^-+|-+$", "");
    }

    private static String hash(String text) {
        StringBuilder whole = new StringBuilder();
        text.codePoints().map(c -> c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c).forEach(whole::appendCodePoint);
        return Hash.sha256(whole.toString()).substring(0, HASH);
    }
}
