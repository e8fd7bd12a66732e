package dev.tickbox.view;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Times in the zone of the job and in UTC, which is what the store holds. */
public record ReadableTime(ZoneId zone) {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    public static final ReadableTime UTC = new ReadableTime(ZoneOffset.UTC);

    /** One column in UTC, two elsewhere. */
    public String at(Instant time) {
        String utc = utc(time);
        return isUtc() ? utc : LOCAL.format(time.atZone(zone)) + "  " + utc;
    }

    /** For use in a sentence. */
    public String says(Instant time) {
        return isUtc() ? utc(time) : LOCAL.format(time.atZone(zone)) + " " + zone + " (" + utc(time) + ")";
    }

    public String legend() {
        return isUtc() ? "times are UTC" : "times are " + zone + ", then UTC";
    }

    private boolean isUtc() {
        return zone.getRules().equals(ZoneOffset.UTC.getRules());
    }

    private static String utc(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Such as {@code 5 min ago}; what a clock that went back puts into the future is now. */
    public static String ago(Instant now, Instant then) {
        String wait = from(/* now= */ then, /* then= */ now);
        return wait.equals("now") ? wait : wait.substring("in ".length()) + " ago";
    }

    /** Such as {@code in 5 min}. */
    public static String from(Instant now, Instant then) {
        Duration wait = Duration.between(now, then);
        if (wait.compareTo(Duration.ofSeconds(1)) < 0) {
            return "now";
        }
        if (wait.compareTo(Duration.ofMinutes(2)) < 0) {
            return "in " + wait.toSeconds() + " s";
        }
        if (wait.compareTo(Duration.ofHours(2)) < 0) {
            return "in " + wait.toMinutes() + " min";
        }
        return wait.compareTo(Duration.ofDays(2)) < 0 ? "in " + wait.toHours() + " h" : "in " + wait.toDays() + " days";
    }
}
