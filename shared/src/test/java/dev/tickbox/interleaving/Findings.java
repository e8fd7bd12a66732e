package dev.tickbox.interleaving;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was broken, by how many schedules, and by the first of them. */
final class Findings {
    private static final int SHOWN = 12;

    private final Map<String, Finding> holes = new LinkedHashMap<>();
    private final Map<String, Finding> others = new LinkedHashMap<>();

    private Optional<String> wanted = Optional.empty();

    /** What somebody looked for is found, so nothing more need be played. */
    static final class Found extends Error {
        private static final long serialVersionUID = 1;

        final long after;

        Found(Interleaving schedule, String message, long after) {
            super(schedule + "  " + message);
            this.after = after;
        }
    }

    private static final class Finding {
        final String first;
        final long after;
        long times;

        Finding(String first, long after) {
            this.first = first;
            this.after = after;
        }
    }

    /** From here on the first schedule that says this ends the search. */
    void searchFor(String words) {
        wanted = Optional.of(words);
    }

    /** @param after how many schedules had been begun by then */
    void broken(Interleaving schedule, List<String> messages, long after) {
        for (String message : messages) {
            if (wanted.filter(message::contains).isPresent()) {
                throw new Found(schedule, message, after);
            }
        }
        messages.stream().findFirst().ifPresent(message -> count(others, kind(message), schedule, message, after));
        messages.forEach(message -> MendedHole.ALL.stream()
                .filter(hole -> hole.message().matcher(message).find())
                .forEach(hole -> count(holes, hole.name(), schedule, message, after)));
    }

    private static void count(Map<String, Finding> findings, String kind, Interleaving by, String what, long after) {
        findings.computeIfAbsent(kind, each -> new Finding(by + "\n        " + what, after)).times++;
    }

    /** One kind for messages that differ in names and numbers only. */
    private static String kind(String message) {
        return message.replaceAll("[0-9a-f]{16,}", "#").replaceAll("\\d+", "0");
    }

    /** The first schedule that falls into it, if any does. */
    Optional<String> fallsInto(MendedHole hole) {
        return Optional.ofNullable(holes.get(hole.name())).map(each -> each.first);
    }

    /** What breaks, to be read and replayed. */
    List<String> unexpected() {
        return others.values().stream()
                .limit(SHOWN)
                .map(each -> "\n  broken by " + each.times + ", first after " + each.after + ": " + each.first
                        + "\n        replay: mvn -pl shared test -Dtest=InterleavingTest '-Dtickbox.interleaving="
                        + each.first.lines().findFirst().orElse("") + "'")
                .toList();
    }

    List<String> table() {
        List<String> lines = new ArrayList<>();
        holes.forEach((name, each) ->
                lines.add(name + ": " + each.times + " schedules, first after " + each.after + ": " + each.first));
        return lines;
    }
}
