package dev.tickbox.cli;

import dev.tickbox.Fields;
import dev.tickbox.Json;
import dev.tickbox.view.Actions;
import dev.tickbox.view.NeedsYou;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code tick --quiet} prints: what a person should read and has not read yet. What was printed is remembered in a file beside the
 * store, written after the printing: so a tick that dies in between prints it again, and a lost file only repeats it.
 */
final class QuietTick {
    private static final Duration AGAIN = Duration.ofDays(1);

    private final Path file;
    private final Instant now;

    /** What waits for a person, by what names it. It is news again once it was settled and has come back. */
    private final Map<String, List<String>> waiting = new LinkedHashMap<>();

    /** Errors come and go from tick to tick: one is news again after a day. */
    private final Map<String, List<String>> errors = new LinkedHashMap<>();

    QuietTick(StoreOptions where, Instant now) {
        this.file = where.beside(".tickbox").resolve("told-" + where.name().replaceAll("[^\\w.-]", "_") + ".json");
        this.now = now;
    }

    void waits(NeedsYou needs, StoreOptions where) {
        needs.asked().shown().forEach(each -> {
            List<String> lines = new ArrayList<>();
            lines.add(each.what() + ", " + each.about() + " waits for your approval");
            lines.addAll(Actions.lines(each.ways(), where::again, "    "));
            waiting.put("asks " + each.what(), lines);
        });
        needs.asked()
                .more()
                .forEach(each -> waiting.put(
                        "asks " + each.of(), List.of("more questions of " + each.of() + " wait for your approval")));
        needs.stuck().forEach(each -> {
            List<String> lines = new ArrayList<>();
            lines.add(each.what() + ": " + each.why());
            lines.addAll(Actions.lines(each.ways(), where::again, "    "));
            waiting.put("stuck " + each.subject(), lines);
        });
    }

    void waits(String line) {
        waiting.put(line, List.of(line));
    }

    void failed(String message) {
        errors.put("error " + message, List.of("error: " + message));
    }

    /** Prints what is news; after a day all of it again. */
    void print(Console voice) {
        Map<String, Instant> told = read();
        Map<String, List<String>> all = new LinkedHashMap<>(waiting);
        all.putAll(errors);
        boolean isOld =
                told.entrySet().stream().anyMatch(each -> all.containsKey(each.getKey()) && isOld(each.getValue()));
        List<String> lines = new ArrayList<>();
        Map<String, Instant> next = new TreeMap<>();
        told.forEach((key, at) -> {
            if (waiting.containsKey(key) || (key.startsWith("error ") && !isOld(at))) {
                next.put(key, at);
            }
        });
        all.forEach((key, text) -> {
            if (isOld || !next.containsKey(key)) {
                lines.addAll(text);
                next.put(key, now);
            }
        });
        if (!lines.isEmpty()) {
            voice.say(lines);
            voice.object(new LinkedHashMap<>(Map.of("read", lines)));
            voice.out().flush();
        }
        if (!next.equals(told)) {
            write(voice, next);
        }
    }

    /** Also where a clock that went back has written it: else it would be silent until then. */
    private boolean isOld(Instant at) {
        return at.isAfter(now) || !now.isBefore(at.plus(AGAIN));
    }

    private Map<String, Instant> read() {
        Map<String, Instant> told = new TreeMap<>();
        try {
            Fields all = new Fields(Json.parseObject(Files.readString(file)));
            all.values().forEach((key, at) -> told.put(key, Instant.parse(String.valueOf(at))));
            return told;
        } catch (IOException | RuntimeException absent) {
            return new TreeMap<>();
        }
    }

    private void write(Console voice, Map<String, Instant> told) {
        Map<String, Object> map = new TreeMap<>();
        told.forEach((key, at) -> map.put(key, at.toString()));
        Path temporary = file.resolveSibling(
                file.getFileName() + "." + ProcessHandle.current().pid());
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(temporary, Json.write(map));
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            voice.say("what was printed cannot be remembered, so that the next tick prints it again: " + e);
        }
    }
}
