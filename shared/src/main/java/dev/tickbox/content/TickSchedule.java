package dev.tickbox.content;

import java.time.ZoneOffset;

/** When a scheduler should start the two ticks, in UTC. */
public record TickSchedule(Schedule submit, Schedule reclaim) {
    public static final TickSchedule DEFAULT =
            new TickSchedule(new Schedule("*/5 * * * *", ZoneOffset.UTC), new Schedule("*/2 * * * *", ZoneOffset.UTC));
}
