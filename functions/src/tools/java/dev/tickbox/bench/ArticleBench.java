package dev.tickbox.bench;

import dev.tickbox.Clock;
import dev.tickbox.Ids;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Definition.Budget;
import dev.tickbox.content.Definition.ContentLimits;
import dev.tickbox.content.Definition.TickSchedule;
import dev.tickbox.content.Job;
import dev.tickbox.content.Output;
import dev.tickbox.content.Schedule;
import dev.tickbox.content.Site;
import dev.tickbox.content.Step;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.generator.simulated.Journal;
import dev.tickbox.generator.simulated.SimulatedGenerator;
import dev.tickbox.generator.simulated.SimulatedVendor;
import dev.tickbox.ledger.Definitions;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.RunDocument.RunState;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store;
import dev.tickbox.tick.Ticks;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.start.StartRuns;
import dev.tickbox.wiring.Wiring;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** Whole articles, from a run to a file in a folder, bought from a vendor that answers at once; a clock that skips the waiting. */
final class ArticleBench {
    private static final int ARTICLES = 400;
    private static final int SITES = 4;
    private static final int TICKS_AT_MOST = 200;
    private static final String MODEL = "gemini-3.5-flash-lite";

    private final Store store;
    private final Clock clock;
    private final Path work;
    private final AtomicLong skippedSeconds = new AtomicLong();

    ArticleBench(Store store, Clock clock, Path work) {
        this.store = store;
        this.clock = clock;
        this.work = work;
    }

    void measure(Map<String, Object> figures) {
        Clock skipping = skipping();
        Faults atOnce = Faults.NONE.within(Duration.ZERO, Duration.ZERO);
        var vendor = new SimulatedVendor(Journal.inMemory(), skipping, atOnce);
        TickContext context = new Wiring(skipping, Ids.system(), Map.of(), Optional.of(work), work.resolve("cache"))
                .context(store, new SimulatedGenerator(vendor), (document, run, state, cause) -> {});
        Definition definition = content();
        new Definitions(store, skipping).push(definition);
        StartRuns start = new StartRuns(context, "bench");
        for (int i = 0; i < ARTICLES; i++) {
            start.byHand(definition, definition.job("job-" + i % SITES).orElseThrow());
        }
        Ticks ticks = new Ticks(context, Optional.empty());
        Figures each = new Figures(clock, 2 * TICKS_AT_MOST);
        long from = clock.nanos();
        int done = 0;
        for (int i = 0; i < TICKS_AT_MOST && done < ARTICLES; i++) {
            each.time(ticks::submit);
            skippedSeconds.addAndGet(60);
            each.time(ticks::reclaim);
            done = done();
        }
        double seconds = (clock.nanos() - from) / 1e9;
        if (done < ARTICLES || vendor.jobs().size() != ARTICLES) {
            throw new IllegalStateException(
                    done + " of " + ARTICLES + " done, " + vendor.jobs().size() + " bought");
        }
        Figures.say(
                "whole articles            %8.0f /s   a tick: p50 %.0f ms  p99 %.0f ms   (%d articles, %d sites)",
                ARTICLES / seconds, each.micros(50) / 1000, each.micros(99) / 1000, ARTICLES, SITES);
        figures.put("articlesPerSecond", Figures.rounded(ARTICLES / seconds));
        figures.put("articleTickP50Millis", Figures.rounded(each.micros(50) / 1000));
        figures.put("articleTickP99Millis", Figures.rounded(each.micros(99) / 1000));
    }

    private int done() {
        Query query = Query.of(RunDocument.ALL, ARTICLES)
                .where("state", RunState.DONE)
                .orderedBy("created_at");
        return store.query(query).documents().size();
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

    private static Definition content() {
        Map<String, Site> sites = new TreeMap<>();
        Map<String, Job> jobs = new TreeMap<>();
        for (int i = 0; i < SITES; i++) {
            String site = "site-" + i;
            sites.put(site, new Site(site, "folder", Map.of("path", site, "file", "{{run.id}}.md")));
            jobs.put("job-" + i, job("job-" + i, site));
        }
        return Definition.of(
                sites,
                jobs,
                TickSchedule.DEFAULT,
                new Budget(1_000_000_000, ZoneOffset.UTC),
                ContentLimits.DEFAULT.withOutstanding(1000));
    }

    private static Job job(String id, String site) {
        var steps = java.util.List.<Step>of(
                new Step.Generate(
                        "article", "prompt.md", "Write.", MODEL, 1024, Optional.empty(), new Output.Article()),
                new Step.Publish("publish", "article", site));
        return Job.of(id, site, new Schedule("0 6 * * *", ZoneOffset.UTC), MODEL, steps)
                .withMaxTokens(1024);
    }
}
