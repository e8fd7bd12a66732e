package dev.tickbox.content.reader;

import dev.tickbox.content.Schedule;
import dev.tickbox.content.Suggestion;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** Reads a cron line and a zone, and says in plain words what is wrong with them. */
final class CronReader {
    private static final String FIELDS = "minute hour day-of-month month day-of-week, as in \"0 6 * * *\"";

    private CronReader() {}

    static Optional<Schedule> read(YamlValue at, ZoneId zone) {
        return at.text().flatMap(text -> {
            String cron = String.join(" ", text.strip().split("\\s+"));
            Optional<String> problem = problem(cron);
            problem.ifPresent(message -> at.problem(at.path() + " \"" + text.strip() + "\": " + message));
            return problem.isPresent() ? Optional.empty() : Optional.of(new Schedule(cron, zone));
        });
    }

    private static Optional<String> problem(String cron) {
        int fields = cron.split(" ").length;
        if (cron.startsWith("@")) {
            return Optional.of("write it as five fields: " + FIELDS);
        }
        if (fields != 5) {
            String seconds = fields == 6 ? " (there is no field for seconds)" : "";
            return Optional.of("has " + fields + " fields" + seconds + "; five are needed: " + FIELDS);
        }
        try {
            boolean comes =
                    new Schedule(cron, ZoneOffset.UTC).next(Instant.EPOCH).isPresent();
            return comes ? Optional.empty() : Optional.of("that day never comes");
        } catch (IllegalArgumentException e) {
            String why = String.valueOf(e.getMessage())
                    .replace("Failed to parse cron expression. ", "")
                    .replace("Invalid chars in expression! Expression: ", "cannot read ")
                    .replaceAll(" Invalid chars: .*", "")
                    .replaceAll(
                            "Invalid range! \\[(\\d+),(\\d+)]",
                            "the range $1-$2 runs backwards; write it as two with a comma");
            return Optional.of(Character.toLowerCase(why.charAt(0)) + why.substring(1) + "; the fields are " + FIELDS);
        }
    }

    static Optional<ZoneId> zone(YamlValue at) {
        return at.text().flatMap(id -> {
            try {
                return Optional.of(Schedule.zone(id));
            } catch (DateTimeException | IllegalArgumentException e) {
                String hint = Suggestion.hint(id, ZoneId.getAvailableZoneIds());
                at.problem("unknown zone " + id + (hint.isEmpty() ? "; write it as in Europe/Berlin" : hint));
                return Optional.empty();
            }
        });
    }
}
