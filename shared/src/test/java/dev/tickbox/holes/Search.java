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
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A hole is put back in a process of its own, and looked for there. */
final class Search {
    private static final long SEEDS = 2000;
    private static final int MINUTES = 20;
    private static final int SHOWN_LINES = 12;
    private static final String FOUND = "FOUND ";
    private static final String NOT_FOUND = "NOT " + FOUND;

    private final Hole hole;
    private final Finder finder;
    private final Path folder;

    /** @param folder an empty one, for what is compiled and what the processes say */
    Search(Hole hole, Finder finder, Path folder) {
        this.hole = hole;
        this.finder = finder;
        this.folder = folder;
    }

    /** @param after how many schedules or seeds it took */
    record Found(Hole hole, Finder finder, long after, String how) {
        /** A line of the table. */
        String line() {
            return beginning(hole, finder) + finder.after(after) + " |\n";
        }
    }

    /** Of a line of the table, all that is known before it is looked for. */
    static String beginning(Hole hole, Finder finder) {
        return "| " + hole.number() + " | " + hole.what() + " | " + finder.title() + " | ";
    }

    /** @throws IllegalStateException where it is not found, or where something else came in between */
    Found play() throws IOException, InterruptedException {
        String opened = PutBack.compiled(hole, folder) + File.pathSeparator + PutBack.classPath();
        return switch (finder) {
            case Finder.Interleaving each -> need(said(opened, ScheduleSearch.class, each.says()));
            case Finder.Simulation each -> bySeeds(opened, each.check());
            case Finder.Scenario each -> need(said(opened, ScenarioSearch.class, each.qualified()));
        };
    }

    /** A seed that breaks the check without the hole, too, finds nothing. */
    private Found bySeeds(String opened, String check) throws IOException, InterruptedException {
        Found found = need(said(opened, SeedSearch.class, check, "1", "" + SEEDS));
        while (said(PutBack.classPath(), SeedSearch.class, check, "" + found.after(), "" + found.after())
                .isPresent()) {
            found = need(said(opened, SeedSearch.class, check, "" + (found.after() + 1), "" + SEEDS));
        }
        return found;
    }

    private Found need(Optional<Found> found) {
        return found.orElseThrow(() -> new IllegalStateException(where() + "not found"));
    }

    private String where() {
        return hole + ", by " + finder.title() + ": ";
    }

    private Optional<Found> said(String classPath, Class<?> main, String... args)
            throws IOException, InterruptedException {
        Path said = Files.createTempFile(folder, "said", ".txt");
        boolean isShort = finder instanceof Finder.Scenario;
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=" + (isShort ? 1 : 4),
                "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dtickbox.root=" + Sources.ROOT,
                // The check that is looked for counts, even where the suite leaves it out for now.
                "-Dtickbox.open=",
                "-cp",
                classPath,
                main.getName()));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                throw new IllegalStateException(where() + "no end within " + MINUTES + " minutes");
            }
        } finally {
            process.destroyForcibly();
        }
        return read(Files.readAllLines(said));
    }

    private Optional<Found> read(List<String> lines) {
        for (String line : lines) {
            if (line.startsWith(FOUND)) {
                String[] words = line.split(" ", 3);
                return Optional.of(new Found(hole, finder, Long.parseLong(words[1]), words[2]));
            }
            if (line.startsWith(NOT_FOUND)) {
                return Optional.empty();
            }
        }
        throw new IllegalStateException(where()
                + String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size())));
    }
}
