package dev.tickbox.holes;

import dev.tickbox.house.Sources;
import dev.tickbox.interleaving.ScheduleSearch;
import dev.tickbox.simulation.SeedSearch;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process of its own in which a hole is open, and in which it is looked for. */
final class Search {
    private static final String SEEDS = "2000";
    private static final int MINUTES = 20;
    private static final String FOUND = "FOUND ";

    private Search() {}

    /** @param after how many schedules or seeds it took */
    record Found(Hole hole, Finder finder, long after, String how) {
        /** A line of the table. */
        String line() {
            return "| " + hole.number() + " | " + hole.what() + " | " + finder.title() + " | " + finder.after(after)
                    + " |\n";
        }
    }

    /** @throws IllegalStateException where it is not found, or where something else came in between */
    static Found of(Hole hole, Finder finder, Path folder) throws IOException, InterruptedException {
        Path classes = PutBack.compiled(hole, folder);
        Path said = folder.resolve("said.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dtickbox.root=" + Sources.ROOT,
                // The check that is looked for counts, even where the suite leaves it out for now.
                "-Dtickbox.open=",
                "-cp",
                classes + File.pathSeparator + PutBack.classPath()));
        command.addAll(
                switch (finder) {
                    case Finder.Interleaving each -> List.of(ScheduleSearch.class.getName(), each.says());
                    case Finder.Simulation each -> List.of(SeedSearch.class.getName(), each.check(), SEEDS);
                    case Finder.Scenario each -> List.of(ScenarioSearch.class.getName(), each.qualified());
                });
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            return found(hole, finder, process, said);
        } finally {
            process.destroyForcibly();
        }
    }

    private static Found found(Hole hole, Finder finder, Process process, Path said)
            throws IOException, InterruptedException {
        String where = hole + ", by " + finder.title() + ": ";
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            throw new IllegalStateException(where + "no end within " + MINUTES + " minutes");
        }
        List<String> lines = Files.readAllLines(said);
        String found = lines.stream()
                .filter(line -> line.startsWith(FOUND))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException(where + String.join("\n", lines.subList(Math.max(0, lines.size() - 12), lines.size()))));
        String[] words = found.split(" ", 3);
        return new Found(hole, finder, Long.parseLong(words[1]), words[2]);
    }
}
