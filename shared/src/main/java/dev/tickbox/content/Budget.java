package dev.tickbox.content;

import java.time.ZoneId;
import java.time.ZoneOffset;

/** What one day may cost, and where its midnight is. Whoever says nothing has a limit all the same. */
public record Budget(long dailyMicroUsd, ZoneId zone) {
    public static final Budget DEFAULT = new Budget(5_000_000, ZoneOffset.UTC);

    public Budget {
        zone = Schedule.named(zone);
    }
}
