package dev.tickbox.doctor;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What one look found.
 *
 * @param area what was looked at, such as {@code store} or {@code site kitchen}
 * @param text without a part of a secret
 * @param mend a command or a deed that mends it
 */
public record Finding(String area, Verdict verdict, String text, Optional<String> mend) {
    /** What others say may have several lines, or signs that a terminal obeys; a finding is one line of text. */
    private static final Pattern UNPRINTABLE =
            Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]+\\s*");

    public Finding {
        area = printable(area);
        text = printable(text);
        mend = mend.map(Finding::printable);
    }

    private static String printable(String text) {
        return UNPRINTABLE.matcher(text.strip()).replaceAll(" ");
    }

    public enum Verdict {
        GOOD,
        /** It works now, or nobody can tell from here. */
        WARNING,
        /** A tick fails, or will. */
        BAD;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Finding good(String area, String text) {
        return new Finding(area, Verdict.GOOD, text, Optional.empty());
    }

    public static Finding warning(String area, String text, String mend) {
        return new Finding(area, Verdict.WARNING, text, Optional.of(mend));
    }

    public static Finding bad(String area, String text, String mend) {
        return new Finding(area, Verdict.BAD, text, Optional.of(mend));
    }

    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("area", area);
        map.put("verdict", verdict.word());
        map.put("text", text);
        mend.ifPresent(how -> map.put("mend", how));
        return map;
    }
}
