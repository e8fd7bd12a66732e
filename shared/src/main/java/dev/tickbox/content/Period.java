package dev.tickbox.content;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Periods as content says them: {@code 15m}, {@code 48h}, {@code 8d}. */
public final class Period {
    private static final Pattern WRITTEN = Pattern.compile("([1-9][0-9]{0,4})([mhd])");

    private Period() {}

    /** For a message about a text that is none: what a number without a unit may mean. */
    public static String hint(String text) {
        if (!text.matches("[1-9][0-9]{0,8}")) {
            return "";
        }
        int seconds = Integer.parseInt(text);
        return "; write its unit, as in "
                + (seconds % 86_400 == 0
                        ? seconds / 86_400 + "d"
                        : seconds % 3600 == 0 ? seconds / 3600 + "h" : seconds % 60 == 0 ? seconds / 60 + "m" : "1h")
                + (seconds % 60 == 0 ? " for " + text + " seconds" : "");
    }

    public static Optional<Duration> of(String text) {
        Matcher period = WRITTEN.matcher(text);
        if (!period.matches()) {
            return Optional.empty();
        }
        return Optional.of(Duration.parse(
                switch (period.group(2)) {
                    case "m" -> "PT" + period.group(1) + "M";
                    case "h" -> "PT" + period.group(1) + "H";
                    default -> "P" + period.group(1) + "D";
                }));
    }
}
