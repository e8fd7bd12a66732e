package dev.tickbox.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The schedule against its plain definition: walk through a year minute by minute as a person with a wall clock would. A minute that the
 * clock shows for the first time counts now; minutes that it jumped over count now too; minutes that it shows again don't count.
 */
@Tag("long")
class EveryMinuteTest {
    private static final Map<String, Predicate<LocalDateTime>> CRONS = Map.of(
            "*/13 1-3 * * *", t -> t.getMinute() % 13 == 0 && t.getHour() >= 1 && t.getHour() <= 3,
            "30 2 * * *", t -> t.getMinute() == 30 && t.getHour() == 2,
            "0 */2 * * SUN",
                    t -> t.getMinute() == 0
                            && t.getHour() % 2 == 0
                            && t.getDayOfWeek().getValue() == 7,
            "5,35 1-3 1-7 3,4,10,11 *",
                    t -> t.getMinute() % 30 == 5
                            && t.getHour() >= 1
                            && t.getHour() <= 3
                            && t.getDayOfMonth() <= 7
                            && List.of(3, 4, 10, 11).contains(t.getMonthValue()),
            "0 0 31 * MON",
                    t -> t.getMinute() == 0
                            && t.getHour() == 0
                            && (t.getDayOfMonth() == 31 || t.getDayOfWeek().getValue() == 1));

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026",
        "America/New_York, 2026",
        "Asia/Tokyo, 2026",
        "Australia/Lord_Howe, 2026",
        "Pacific/Apia, 2011",
        "Africa/Casablanca, 2026",
        "UTC, 2028"
    })
    void every_slot_of_a_year_is_where_a_wall_clock_says(String zone, int year) {
        Instant start = LocalDateTime.of(year, 1, 1, 0, 0).toInstant(ZoneOffset.UTC);
        Instant end = LocalDateTime.of(year + 1, 1, 1, 0, 0).toInstant(ZoneOffset.UTC);
        walk(ZoneId.of(zone), start, end).forEach((cron, expected) -> {
            Schedule schedule = new Schedule(cron, ZoneId.of(zone));
            assertThat(schedule.all(start, end, Integer.MAX_VALUE)).as(cron).isEqualTo(expected);
            for (int i = 1; i < expected.size(); i += 25) {
                Instant previous = expected.get(i - 1);
                Instant slot = expected.get(i);
                assertThat(schedule.latest(start, slot)).as(cron).contains(slot);
                assertThat(schedule.latest(start, slot.minusSeconds(1)))
                        .as(cron)
                        .contains(previous);
                assertThat(schedule.latest(slot, slot.plusSeconds(59))).as(cron).isEmpty();
            }
        });
    }

    /** Around the hours in which clocks change, every minute is asked for its next and its latest slot. */
    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-03-29T00:00:00Z",
        "Europe/Berlin, 2026-10-25T00:00:00Z",
        "America/New_York, 2026-03-08T06:00:00Z",
        "America/New_York, 2026-11-01T05:00:00Z",
        "Australia/Lord_Howe, 2026-04-04T14:00:00Z",
        "Australia/Lord_Howe, 2026-10-03T15:00:00Z",
        "Pacific/Apia, 2011-12-30T09:00:00Z"
    })
    void around_a_change_of_clocks_every_minute_knows_its_neighbours(String zone, Instant change) {
        Instant start = change.minusSeconds(99_960);
        Map<String, List<Instant>> expected = walk(ZoneId.of(zone), start, change.plusSeconds(200_000));
        for (String cron : List.of("*/13 1-3 * * *", "30 2 * * *")) {
            Schedule schedule = new Schedule(cron, ZoneId.of(zone));
            List<Instant> slots = expected.getOrDefault(cron, List.of());
            for (Instant t = change.minusSeconds(7_200);
                    t.isBefore(change.plusSeconds(14_400));
                    t = t.plusSeconds(60)) {
                Instant now = t.plusSeconds(31);
                Optional<Instant> next =
                        slots.stream().filter(s -> s.isAfter(now)).findFirst();
                Optional<Instant> latest =
                        slots.stream().filter(s -> !s.isAfter(now)).reduce((a, b) -> b);
                assertThat(schedule.next(now)).as(cron + " after " + now).isEqualTo(next);
                assertThat(schedule.latest(start, now))
                        .as(cron + " until " + now)
                        .isEqualTo(latest);
            }
        }
    }

    private static Map<String, List<Instant>> walk(ZoneId zone, Instant start, Instant end) {
        Map<String, List<Instant>> slots = new HashMap<>();
        LocalDateTime shown = LocalDateTime.ofInstant(start, zone);
        for (Instant t = start.plusSeconds(60); !t.isAfter(end); t = t.plusSeconds(60)) {
            LocalDateTime now = LocalDateTime.ofInstant(t, zone);
            Set<String> due = new HashSet<>();
            while (shown.isBefore(now)) {
                shown = shown.plusMinutes(1);
                for (Map.Entry<String, Predicate<LocalDateTime>> cron : CRONS.entrySet()) {
                    if (cron.getValue().test(shown)) {
                        due.add(cron.getKey());
                    }
                }
            }
            for (String cron : due) {
                slots.computeIfAbsent(cron, key -> new ArrayList<>()).add(t);
            }
        }
        return slots;
    }
}
