package dev.tickbox.content.reader;

import dev.tickbox.content.Definition.Budget;
import dev.tickbox.content.Definition.ContentLimits;
import dev.tickbox.content.Definition.TickSchedule;
import dev.tickbox.content.reader.YamlValue.YamlMapping;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads {@code ticks}, {@code budget} and {@code limits}, with the bounds of each number. */
final class SettingsReader {
    private static final int MAX_DOLLARS = 1_000_000;

    /** With more than this a long could not hold what many tokens cost. */
    private static final int MAX_DOLLARS_PER_MILLION_TOKENS = 10_000;

    private SettingsReader() {}

    static TickSchedule ticks(YamlMapping section) {
        ZoneId utc = ZoneId.of("UTC");
        section.only("submit", "reclaim");
        return new TickSchedule(
                section.or("submit", TickSchedule.DEFAULT.submit(), at -> CronReader.read(at, utc)),
                section.or("reclaim", TickSchedule.DEFAULT.reclaim(), at -> CronReader.read(at, utc)));
    }

    static Budget budget(YamlMapping section) {
        section.only("dailyUsd", "zone");
        return new Budget(
                section.need("dailyUsd").flatMap(SettingsReader::dollars).orElse(0L),
                section.or("zone", Budget.DEFAULT.zone(), CronReader::zone));
    }

    static ContentLimits limits(YamlMapping section) {
        ContentLimits otherwise = ContentLimits.DEFAULT;
        section.only("attempts", "outstanding", "batchJobs", "overdueHours", "keepDays");
        return new ContentLimits(
                /* attempts= */ section.or("attempts", otherwise.attempts(), at -> at.integer(1, 20)),
                /* outstanding= */ section.or("outstanding", otherwise.outstanding(), at -> at.integer(1, 1000)),
                /* batchJobs= */ section.or("batchJobs", otherwise.batchJobs(), at -> at.integer(1, 100)),
                /* overdueHours= */ section.or("overdueHours", otherwise.overdueHours(), at -> at.integer(1, 1200)),
                /* keepDays= */ section.or("keepDays", otherwise.keepDays(), at -> at.integer(7, 3650)));
    }

    static Optional<Long> dollars(YamlValue at) {
        return microUsd(at, MAX_DOLLARS, "dollars");
    }

    static Optional<Long> perMillionTokens(YamlValue at) {
        return microUsd(at, MAX_DOLLARS_PER_MILLION_TOKENS, "dollars for a million tokens");
    }

    private static Optional<Long> microUsd(YamlValue at, int most, String what) {
        if (at.node() instanceof ScalarNode scalar
                && Set.of(Tag.INT, Tag.FLOAT).contains(scalar.getTag())
                && scalar.getValue().matches("-?[0-9]+(\\.[0-9]*)?")) {
            BigDecimal dollars = new BigDecimal(scalar.getValue());
            if (dollars.signum() >= 0
                    && dollars.compareTo(new BigDecimal(most)) <= 0
                    && dollars.stripTrailingZeros().scale() <= 6) {
                return Optional.of(dollars.movePointRight(6).longValueExact());
            }
        }
        at.problem(at.path() + " must be " + what + " from 0 to " + most
                + " with at most six decimals, as in 2.50, not " + at.kind());
        return Optional.empty();
    }
}
