package dev.tickbox.content;

import java.time.ZoneOffset;

/** When a scheduler should start the two ticks, in UTC. */
public record Ticks(Schedule submit, Schedule reclaim) {
    public static final Ticks DEFAULT =
            new Ticks(new Schedule("*/5 * * * *", ZoneOffset.UTC), new Schedule("*/2 * * * *", ZoneOffset.UTC));
}
