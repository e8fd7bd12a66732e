package dev.tickbox.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/** The failures of the week, and their times. */
final class WeekOfFaults {
    static final String TICKBOX = "tickbox";
    static final String SCRIPT = "script";
    static final List<String> WAYS = List.of(TICKBOX, SCRIPT);

    /** A Monday at midnight. All schedules are in UTC, so that the output needs only one time. */
    static final Instant START = Instant.parse("2026-11-16T00:00:00Z");

    static final Instant END = START.plus(Duration.ofDays(7));

    /** The site whose work is interrupted. */
    static final String SITE = "garden";

    private WeekOfFaults() {}

    /** Begins at its time, and affects the slots of that morning. */
    sealed interface Trouble {
        Instant at();

        String words();
    }

    /** A process of each contender is killed at this point. */
    record Kill(Instant at, KillPoint point, String words) implements Trouble {}

    /** The sites are down. */
    record Outage(Instant at, Instant until, String words) implements Trouble {}

    /** Two processes of each contender work at the same moment. */
    record Overlap(Instant at, String words) implements Trouble {}

    static List<Trouble> troubles() {
        return List.of(
                new Kill(on(0, "06:00"), KillPoint.BEFORE_SUBMIT, "kill -9 just before the call to the vendor"),
                new Kill(
                        on(1, "06:00"),
                        KillPoint.AFTER_SUBMIT,
                        "kill -9 after the vendor accepted the job, before its handle is stored"),
                new Kill(
                        on(2, "06:00"),
                        KillPoint.BEFORE_SETTLING,
                        "kill -9 after the text has arrived, before it is marked as collected"),
                new Outage(on(3, "05:00"), on(3, "10:00"), "all sites are down until 10:00; the vendor works"),
                new Kill(on(4, "06:00"), KillPoint.BEFORE_PUBLISH, "kill -9 just before the article is published"),
                new Kill(
                        on(5, "06:00"),
                        KillPoint.AFTER_PUBLISH,
                        "kill -9 after the article is published, before this is stored"),
                new Overlap(on(6, "06:00"), "two ticks start at the same moment"));
    }

    /** The slots that a failure affects. */
    static List<ExpectedArticle> hit(Trouble trouble, List<ExpectedArticle> slots) {
        Instant morning = on(Duration.between(START, trouble.at()).toDays(), "06:00");
        return slots.stream()
                .filter(slot -> slot.at().equals(morning))
                .filter(slot -> !(trouble instanceof Kill) || slot.site().equals(SITE))
                .toList();
    }

    static Optional<KillPoint> point(Trouble trouble) {
        return trouble instanceof Kill kill ? Optional.of(kill.point()) : Optional.empty();
    }

    private static Instant on(long day, String time) {
        return START.plus(Duration.ofDays(day))
                .plusSeconds(LocalTime.parse(time).toSecondOfDay());
    }
}
