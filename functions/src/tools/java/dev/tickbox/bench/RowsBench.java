package dev.tickbox.bench;

import dev.tickbox.Clock;
import dev.tickbox.Ids;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Definition.Budget;
import dev.tickbox.content.Definition.ContentLimits;
import dev.tickbox.content.Definition.TickSchedule;
import dev.tickbox.content.FetchRequest;
import dev.tickbox.content.Job;
import dev.tickbox.content.Output;
import dev.tickbox.content.Schedule;
import dev.tickbox.content.Site;
import dev.tickbox.content.Step;
import dev.tickbox.content.VarValue;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.generator.simulated.Journal;
import dev.tickbox.generator.simulated.SimulatedGenerator;
import dev.tickbox.generator.simulated.SimulatedVendor;
import dev.tickbox.ledger.Definitions;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.RunDocument.RunState;
import dev.tickbox.money.Prices;
import dev.tickbox.store.Store;
import dev.tickbox.store.sqlite.SqliteStore;
import dev.tickbox.tick.Ticks;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.context.TickReport;
import dev.tickbox.tick.start.StartRuns;
import dev.tickbox.view.Actions;
import dev.tickbox.view.Estimate;
import dev.tickbox.view.Explanation;
import dev.tickbox.view.RunList;
import dev.tickbox.view.RunRecords;
import dev.tickbox.wiring.Wiring;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;

/** One run with a table of many rows, a page and a generation each, from a source and a vendor that answer at once; a clock that skips the waiting. */
final class RowsBench {
    private static final int TICKS_AT_MOST = 2000;
    private static final String MODEL = "gemini-3.5-flash-lite";

    private final Path work;
    private final int rows;
    private final Clock clock = Clock.system();
    private final AtomicLong skippedSeconds = new AtomicLong();

    RowsBench(Path work, int rows) {
        this.work = work;
        this.rows = rows;
    }

    void measure(Map<String, Object> figures) {
        Path file = work.resolve("rows.db");
        Definition definition = content(rows);
        String run;
        try (SqliteStore store = SqliteStore.open(file, Ids.system())) {
            run = play(store, definition, figures);
        }
        System.gc();
        Runtime heap = Runtime.getRuntime();
        long usedMiB = (heap.totalMemory() - heap.freeMemory()) >> 20;
        Figures.say(
                "heap                      %8d MiB in use after it, of %d MiB at most (aim: 10,000 rows within 256 MiB)",
                usedMiB, heap.maxMemory() >> 20);
        figures.put("heapMiB", usedMiB);
        try (SqliteStore store = SqliteStore.open(file, Ids.system())) {
            seen(store, definition, run, figures);
        }
    }

    private String play(Store store, Definition definition, Map<String, Object> figures) {
        Clock skipping = skipping();
        var vendor =
                new SimulatedVendor(Journal.inMemory(), skipping, Faults.NONE.within(Duration.ZERO, Duration.ZERO));
        TickContext context = new Wiring(skipping, Ids.system(), Map.of(), Optional.of(work), work.resolve("cache"))
                .context(store, new SimulatedGenerator(vendor), (document, id, state, cause) -> {});
        new Definitions(store, skipping).push(definition);
        String run = new StartRuns(context, "bench")
                .byHand(definition, definition.job("notes").orElseThrow())
                .id();
        Ticks ticks = new Ticks(context, Optional.empty());
        Figures each = new Figures(clock, 2 * TICKS_AT_MOST);
        long from = clock.nanos();
        for (int i = 0; i < TICKS_AT_MOST && !isDone(store, run); i++) {
            each.time(() -> checked(ticks.submit()));
            skippedSeconds.addAndGet(60);
            each.time(() -> checked(ticks.reclaim()));
        }
        double seconds = (clock.nanos() - from) / 1e9;
        if (!isDone(store, run) || vendor.jobs().size() != rows) {
            throw new IllegalStateException("the run of " + rows + " rows is not done; "
                    + vendor.jobs().size() + " bought: "
                    + store.get(RunDocument.ref(run)).orElseThrow().fields());
        }
        Figures.say(
                "rows                      %8.0f /s   a tick: p50 %.0f ms  p99 %.0f ms   (%,d rows, 1 page and 1 generation each; aim: 100/s)",
                rows / seconds, each.micros(50) / 1000, each.micros(99) / 1000, rows);
        figures.put("rowsPerSecond", Figures.rounded(rows / seconds));
        figures.put("rowTickP99Millis", Figures.rounded(each.micros(99) / 1000));
        return run;
    }

    /** What {@code list} and {@code explain} read, on a store that was just opened. */
    private void seen(Store store, Definition definition, String run, Map<String, Object> figures) {
        Figures list = new Figures(clock, 1);
        list.time(() -> RunList.of(store, Optional.empty(), Optional.empty(), 20, order -> Optional.empty()));
        Figures explain = new Figures(clock, 1);
        Estimate estimate = new Estimate(Prices.standard(), LocalDate.ofInstant(clock.now(), ZoneOffset.UTC));
        explain.time(() -> Explanation.of(
                RunRecords.read(store, run).orElseThrow(),
                Optional.of(definition),
                new Actions(store, estimate),
                order -> Optional.empty(),
                Optional.empty(),
                false,
                clock.now()));
        Figures.say(
                "list and explain          %8.0f ms and %.0f ms on a store just opened (aim: under a second)",
                list.micros(50) / 1000, explain.micros(50) / 1000);
        figures.put("listMillis", Figures.rounded(list.micros(50) / 1000));
        figures.put("explainMillis", Figures.rounded(explain.micros(50) / 1000));
    }

    private static void checked(TickReport report) {
        if (!report.errors().isEmpty()) {
            throw new IllegalStateException("a tick of the bench failed: " + report.toJson());
        }
    }

    private static boolean isDone(Store store, String run) {
        return store.get(RunDocument.ref(run))
                .filter(document -> document.fields().text("state").equals(RunState.DONE.name()))
                .isPresent();
    }

    private Clock skipping() {
        return new Clock() {
            @Override
            public Instant now() {
                return clock.now().plusSeconds(skippedSeconds.get());
            }

            @Override
            public long nanos() {
                return clock.nanos();
            }
        };
    }

    private static Definition content(int rows) {
        List<String> topics = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            topics.add("topic-" + i);
        }
        Step.Fetch page = new Step.Fetch("page", FetchRequest.page("https://rows.example/{{row.topic}}"));
        Step.Generate note = new Step.Generate(
                "note",
                "note.md",
                "Note {{row.topic}}: {{steps.page.text}}",
                MODEL,
                256,
                Optional.empty(),
                new Output.Text());
        Step.Each notes = new Step.Each(
                "notes",
                "vars.topics",
                Optional.empty(),
                List.of("topic"),
                /* onlyNew= */ false,
                /* minRows= */ 1,
                /* maxRows= */ rows,
                Optional.empty(),
                Step.OnRowFailure.WAIT,
                List.of(page, note),
                new TreeSet<>(Set.of("topic")));
        Job job = Job.of("notes", "site", new Schedule("0 6 * * *", ZoneOffset.UTC), MODEL, List.of(notes))
                .withMaxTokens(256)
                .with(new TreeMap<>(Map.of("topics", new VarValue.Many(topics))));
        return Definition.of(
                Map.of("site", new Site("site", "folder", Map.of("path", "site", "file", "{{run.id}}.md"))),
                Map.of("notes", job),
                TickSchedule.DEFAULT,
                new Budget(1_000_000_000, ZoneOffset.UTC),
                ContentLimits.DEFAULT.withOutstanding(1000));
    }
}
