package dev.tickbox.content;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Periods as content says them: {@code 15m}, {@code 48h}, {@code 8d}. */
public final class Period {
    private static final Pattern WRITTEN = Pattern.compile("([1-9][0-9]{0,4})([mhd])");

    private Period() {}

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
