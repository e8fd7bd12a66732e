package dev.tickbox.content;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A cron line in a zone. Its slots are the local times that match, each once: at its earlier offset where the clocks go back, and at the
 * gap's end where they go forward, so that several local times in one gap are one slot. Matching is done on local time (cron-utils is
 * shown it as if it were UTC), and the zone's rules turn local times into instants; so it can't go wrong where cron-utils' own handling of
 * zones does.
 *
 * @param cron five fields: minute, hour, day of month, month, day of week
 */
public record Schedule(String cron, ZoneId zone) {
    private static final CronParser PARSER = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

    /** A content is read at every tick, and parsing its lines would be much of what an idle tick does. */
    private static final Map<String, ExecutionTime> MATCHERS = new ConcurrentHashMap<>();

    /** Asked for once: each time it is a copy of six hundred names. */
    private static final Set<String> ZONES = Set.copyOf(ZoneId.getAvailableZoneIds());

    public Schedule {
        matcher(cron);
        zone = named(zone);
    }

    /** Java's constant for UTC is called "Z", and is not equal to the zone "UTC" that a stored definition gives back. */
    static ZoneId named(ZoneId zone) {
        return zone.getId().equals("Z") ? ZoneId.of("UTC") : zone;
    }

    /** Only names from the time zone database, because "+02:00" would be silently wrong for half of the year. */
    public static ZoneId zone(String id) {
        if (!ZONES.contains(id)) {
            throw new IllegalArgumentException("unknown zone " + id);
        }
        return ZoneId.of(id);
    }

    /** @throws IllegalArgumentException with what is wrong, in words for the person who wrote it */
    private static ExecutionTime matcher(String cron) {
        return MATCHERS.computeIfAbsent(cron, line -> ExecutionTime.forCron(PARSER.parse(line)));
    }

    public Optional<Instant> next(Instant afterExclusive) {
        return next(matcher(cron), afterExclusive);
    }

    private Optional<Instant> next(ExecutionTime matcher, Instant after) {
        LocalDateTime cursor = minute(after);
        while (true) {
            Optional<ZonedDateTime> match = matcher.nextExecution(cursor.atZone(ZoneOffset.UTC));
            if (match.isEmpty()) {
                return Optional.empty();
            }
            cursor = match.get().toLocalDateTime();
            Instant slot = resolve(cursor);
            // Where the clocks went back, the local times of the second pass have had their slot in the first.
            if (slot.isAfter(after)) {
                return Optional.of(slot);
            }
        }
    }

    public Optional<Instant> latest(Instant afterExclusive, Instant untilInclusive) {
        LocalDateTime local = minute(untilInclusive);
        ZoneOffsetTransition transition = zone.getRules().getTransition(local);
        // In the second pass of an hour, everything up to that hour's end has had its slot.
        LocalDateTime end =
                transition != null && transition.isOverlap() && !untilInclusive.isBefore(transition.getInstant())
                        ? transition.getDateTimeBefore()
                        : local.plusMinutes(1);
        return matcher(cron)
                .lastExecution(end.atZone(ZoneOffset.UTC))
                .map(match -> resolve(match.toLocalDateTime()))
                .filter(slot -> slot.isAfter(afterExclusive));
    }

    /** In order, the first {@code limit} of them. */
    public List<Instant> all(Instant afterExclusive, Instant untilInclusive, int limit) {
        ExecutionTime matcher = matcher(cron);
        List<Instant> slots = new ArrayList<>();
        Optional<Instant> slot = next(matcher, afterExclusive);
        while (slots.size() < limit && slot.isPresent() && !slot.get().isAfter(untilInclusive)) {
            slots.add(slot.get());
            slot = next(matcher, slot.get());
        }
        return slots;
    }

    private LocalDateTime minute(Instant instant) {
        return LocalDateTime.ofInstant(instant, zone).truncatedTo(ChronoUnit.MINUTES);
    }

    private Instant resolve(LocalDateTime local) {
        ZoneOffsetTransition transition = zone.getRules().getTransition(local);
        if (transition != null && transition.isGap()) {
            return transition.getInstant();
        }
        return ZonedDateTime.ofLocal(local, zone, null).toInstant(); // in an overlap: the earlier offset
    }
}
