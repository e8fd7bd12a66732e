package dev.tickbox.bench;

import dev.tickbox.Clock;
import dev.tickbox.Ids;
import dev.tickbox.Json;
import dev.tickbox.store.sqlite.SqliteStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "bench",
        hidden = true,
        mixinStandardHelpOptions = true,
        description = {
            "Measures this machine: raw durable commits, recorded steps, whole articles; with --ledger N instead",
            "how long a tick takes over N settled documents, against 1,000; with --handles N how it looks at N jobs; with",
            "--rows N one run with N rows, a page and a generation each, and how long list and explain take then. SQLite with",
            "full sync, in a folder of its own."
        })
public final class BenchCommand implements Callable<Integer> {
    @Option(
            names = "--ledger",
            paramLabel = "N",
            description = "Compare ticks over N settled documents with ticks over 1,000.")
    private @Nullable Integer ledger;

    @Option(
            names = "--handles",
            paramLabel = "N",
            description =
                    "Look at N unfinished jobs of a vendor that takes 100 ms: one tick, then four shares side by side.")
    private @Nullable Integer handles;

    @Option(
            names = "--rows",
            paramLabel = "N",
            description = "One run with a table of N rows, and what list and explain take for it.")
    private @Nullable Integer rows;

    @Option(names = "--folder", paramLabel = "DIR", description = "Where to measure (default: a temporary folder).")
    private @Nullable Path folder;

    @Option(names = "--json", description = "Print one JSON object on the last line.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Path parent = folder == null ? Path.of(System.getProperty("java.io.tmpdir")) : folder;
        Path work = Files.createTempDirectory(parent, "tickbox-bench");
        Map<String, Object> figures = new TreeMap<>();
        try {
            if (ledger != null) {
                new LedgerBench(work, ledger).measure(figures);
            } else if (handles != null) {
                new HandlesBench(work, handles).measure(figures);
            } else if (rows != null) {
                new RowsBench(work, rows).measure(figures);
            } else {
                all(work, figures);
            }
        } finally {
            remove(work);
        }
        if (json) {
            System.out.println(Json.write(figures));
        }
        return 0;
    }

    private static void all(Path work, Map<String, Object> figures) {
        Clock clock = Clock.system();
        try (SqliteStore store = SqliteStore.open(work.resolve("steps.db"), Ids.system())) {
            new StepBench(store, clock).measure(figures);
        }
        try (SqliteStore store = SqliteStore.open(work.resolve("articles.db"), Ids.system())) {
            new ArticleBench(store, clock, work).measure(figures);
        }
    }

    private static void remove(Path work) throws IOException {
        try (var files = Files.walk(work)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
