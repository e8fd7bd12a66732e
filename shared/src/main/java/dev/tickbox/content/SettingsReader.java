package dev.tickbox.content;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads {@code ticks}, {@code budget} and {@code limits}, with the bounds of each number. */
final class SettingsReader {
    private static final BigDecimal MAX_DOLLARS = new BigDecimal(1_000_000);

    private SettingsReader() {}

    static Ticks ticks(Section section) {
        ZoneId utc = ZoneId.of("UTC");
        section.only("submit", "reclaim");
        return new Ticks(
                section.or("submit", Ticks.DEFAULT.submit(), at -> Crons.read(at, utc)),
                section.or("reclaim", Ticks.DEFAULT.reclaim(), at -> Crons.read(at, utc)));
    }

    static Budget budget(Section section) {
        section.only("dailyUsd", "zone");
        return new Budget(
                section.need("dailyUsd").flatMap(SettingsReader::microUsd).orElse(0L),
                section.or("zone", Budget.DEFAULT.zone(), Crons::zone));
    }

    static ContentLimits limits(Section section) {
        ContentLimits otherwise = ContentLimits.DEFAULT;
        section.only("attempts", "outstanding", "keepDays");
        return new ContentLimits(
                section.or("attempts", otherwise.attempts(), at -> at.integer(1, 20)),
                section.or("outstanding", otherwise.outstanding(), at -> at.integer(1, 1000)),
                section.or("keepDays", otherwise.keepDays(), at -> at.integer(7, 3650)));
    }

    private static Optional<Long> microUsd(Value at) {
        if (at.node() instanceof ScalarNode scalar
                && Set.of(Tag.INT, Tag.FLOAT).contains(scalar.getTag())
                && scalar.getValue().matches("-?[0-9]+(\\.[0-9]*)?")) {
            BigDecimal dollars = new BigDecimal(scalar.getValue());
            if (dollars.signum() >= 0
                    && dollars.compareTo(MAX_DOLLARS) <= 0
                    && dollars.stripTrailingZeros().scale() <= 6) {
                return Optional.of(dollars.movePointRight(6).longValueExact());
            }
        }
        at.problem(at.path() + " must be dollars from 0 to 1000000 with at most six decimals, as in 2.50, not "
                + at.kind());
        return Optional.empty();
    }
}
