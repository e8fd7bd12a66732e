package dev.tickbox.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static Schedule schedule(String cron, String zone) {
        return new Schedule(cron, ZoneId.of(zone));
    }

    private static List<String> slots(String cron, String zone, String after, String until) {
        return schedule(cron, zone).all(Instant.parse(after), Instant.parse(until), 100).stream()
                .map(Instant::toString)
                .toList();
    }

    @Test
    void a_daily_time_is_local() {
        assertThat(slots("0 6 * * *", "Asia/Tokyo", "2026-11-20T21:00:00Z", "2026-11-22T21:00:00Z"))
                .containsExactly("2026-11-21T21:00:00Z", "2026-11-22T21:00:00Z");
    }

    @Test
    void in_spring_a_time_in_the_gap_happens_at_the_gaps_end() {
        assertThat(slots("30 2 * * *", "Europe/Berlin", "2026-03-27T22:00:00Z", "2026-03-30T12:00:00Z"))
                .containsExactly("2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z");
        assertThat(slots("30 2 * * *", "America/New_York", "2026-03-08T00:00:00Z", "2026-03-09T12:00:00Z"))
                .containsExactly("2026-03-08T07:00:00Z", "2026-03-09T06:30:00Z");
    }

    @Test
    void several_times_in_one_gap_and_the_one_at_its_end_are_one_slot() {
        assertThat(slots("*/20 2-3 * * *", "Europe/Berlin", "2026-03-29T00:00:00Z", "2026-03-29T12:00:00Z"))
                .containsExactly("2026-03-29T01:00:00Z", "2026-03-29T01:20:00Z", "2026-03-29T01:40:00Z");
    }

    @Test
    void in_autumn_a_time_that_comes_twice_happens_at_the_first() {
        assertThat(slots("30 2 * * *", "Europe/Berlin", "2026-10-24T12:00:00Z", "2026-10-26T12:00:00Z"))
                .containsExactly("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
        assertThat(slots("30 1 * * *", "America/New_York", "2026-11-01T00:00:00Z", "2026-11-02T12:00:00Z"))
                .containsExactly("2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z");
    }

    @Test
    void an_hourly_job_rests_in_the_hour_that_comes_again() {
        assertThat(slots("0 * * * *", "Europe/Berlin", "2026-10-24T23:30:00Z", "2026-10-25T02:30:00Z"))
                .containsExactly("2026-10-25T00:00:00Z", "2026-10-25T02:00:00Z");
    }

    @Test
    void lord_howe_moves_its_clocks_by_half_an_hour() {
        assertThat(slots("15 2 * * *", "Australia/Lord_Howe", "2026-10-03T00:00:00Z", "2026-10-04T12:00:00Z"))
                .containsExactly("2026-10-03T15:30:00Z");
        assertThat(slots("45 1 * * *", "Australia/Lord_Howe", "2026-04-04T00:00:00Z", "2026-04-05T12:00:00Z"))
                .containsExactly("2026-04-04T14:45:00Z");
    }

    @Test
    void the_day_that_apia_skipped_is_one_slot_at_its_end() {
        assertThat(slots("0 */6 * * *", "Pacific/Apia", "2011-12-30T05:00:00Z", "2011-12-30T16:00:00Z"))
                .containsExactly("2011-12-30T10:00:00Z", "2011-12-30T16:00:00Z");
    }

    @Test
    void a_leap_day_comes_every_fourth_year() {
        assertThat(schedule("0 12 29 2 *", "UTC").next(Instant.parse("2026-11-21T00:00:00Z")))
                .contains(Instant.parse("2028-02-29T12:00:00Z"));
        assertThat(schedule("0 12 29 2 *", "UTC")
                        .latest(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2026-11-21T00:00:00Z")))
                .contains(Instant.parse("2024-02-29T12:00:00Z"));
    }

    @Test
    void a_day_of_the_month_and_a_day_of_the_week_are_either_or() {
        assertThat(slots("0 0 13 * FRI", "UTC", "2026-11-01T00:00:00Z", "2026-11-20T00:00:00Z"))
                .containsExactly("2026-11-06T00:00:00Z", "2026-11-13T00:00:00Z", "2026-11-20T00:00:00Z");
        assertThat(slots("0 0 14 * 5", "UTC", "2026-11-12T00:00:00Z", "2026-11-15T00:00:00Z"))
                .containsExactly("2026-11-13T00:00:00Z", "2026-11-14T00:00:00Z");
    }

    @Test
    void sunday_is_0_and_7() {
        String sunday = "2026-11-22T00:00:00Z";
        assertThat(slots("0 0 * * 0", "UTC", "2026-11-16T00:00:00Z", "2026-11-23T00:00:00Z"))
                .containsExactly(sunday);
        assertThat(slots("0 0 * * 7", "UTC", "2026-11-16T00:00:00Z", "2026-11-23T00:00:00Z"))
                .containsExactly(sunday);
        assertThat(slots("0 0 * * SUN", "UTC", "2026-11-16T00:00:00Z", "2026-11-23T00:00:00Z"))
                .containsExactly(sunday);
    }

    @Test
    void after_is_exclusive_and_until_is_inclusive() {
        Schedule noon = schedule("0 12 * * *", "UTC");
        Instant today = Instant.parse("2026-11-21T12:00:00Z");
        Instant yesterday = Instant.parse("2026-11-20T12:00:00Z");

        assertThat(noon.next(yesterday)).contains(today);
        assertThat(noon.next(today.minusMillis(1))).contains(today);
        assertThat(noon.latest(yesterday, today)).contains(today);
        assertThat(noon.latest(yesterday, today.minusMillis(1))).isEmpty();
        assertThat(noon.latest(yesterday.minusMillis(1), today.minusMillis(1))).contains(yesterday);
        assertThat(noon.latest(today, yesterday)).isEmpty();
        assertThat(noon.all(yesterday, today, 10)).containsExactly(today);
        assertThat(noon.all(yesterday, today.plusSeconds(86_400 * 9), 3))
                .containsExactly(today, today.plusSeconds(86_400), today.plusSeconds(172_800));
    }

    @Test
    void a_date_that_never_comes_has_no_next() {
        assertThat(schedule("0 0 30 2 *", "UTC").next(Instant.parse("2026-11-21T00:00:00Z")))
                .isEmpty();
        assertThat(schedule("0 0 31 4,6 *", "UTC").next(Instant.parse("2026-11-21T00:00:00Z")))
                .isEmpty();
    }
}
