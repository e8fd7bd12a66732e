package dev.tickbox.bench;

import dev.tickbox.Clock;
import dev.tickbox.Hash;
import dev.tickbox.Ids;
import dev.tickbox.Limits;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.generator.simulated.Journal;
import dev.tickbox.generator.simulated.SimulatedGenerator;
import dev.tickbox.generator.simulated.SimulatedVendor;
import dev.tickbox.store.Store;
import dev.tickbox.store.Write;
import dev.tickbox.store.sqlite.SqliteStore;
import dev.tickbox.tick.Ticks;
import dev.tickbox.wiring.Wiring;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ticks with nothing due, over a small ledger and a large one in turn: what is settled must not cost a tick anything. */
final class LedgerBench {
    private static final int SMALL = 1_000;
    private static final int IN_ONE_COMMIT = 400;
    private static final int TICKS = 200;
    private static final int WARM_UP = 50;

    private final Path work;
    private final int large;
    private final Clock clock = Clock.system();

    LedgerBench(Path work, int large) {
        this.work = work;
        this.large = large;
    }

    void measure(Map<String, Object> figures) {
        try (Store few = SqliteStore.open(work.resolve("few.db"), Ids.system());
                Store many = SqliteStore.open(work.resolve("many.db"), Ids.system())) {
            fill(few, SMALL);
            fill(many, large);
            Ticks small = ticks(few);
            Ticks big = ticks(many);
            for (int i = 0; i < WARM_UP; i++) {
                tick(small);
                tick(big);
            }
            Figures overFew = new Figures(clock, TICKS);
            Figures overMany = new Figures(clock, TICKS);
            for (int i = 0; i < TICKS; i++) {
                overFew.time(() -> tick(small));
                overMany.time(() -> tick(big));
            }
            double ratio = overMany.micros(50) / overFew.micros(50);
            Figures.say(
                    "both ticks over %,d settled documents: p50 %.0f µs, p99 %.0f µs",
                    SMALL, overFew.micros(50), overFew.micros(99));
            Figures.say(
                    "both ticks over %,d settled documents: p50 %.0f µs, p99 %.0f µs",
                    large, overMany.micros(50), overMany.micros(99));
            Figures.say("ratio of the medians: %.3f (aim: at most 1.1)", ratio);
            figures.put("tickMicrosSmall", Figures.rounded(overFew.micros(50)));
            figures.put("tickMicrosLarge", Figures.rounded(overMany.micros(50)));
            figures.put("ledgerRatio", Math.round(ratio * 1000) / 1000.0);
            figures.put("ledgerDocuments", (long) large);
        }
    }

    private static void tick(Ticks ticks) {
        var reports = List.of(ticks.reclaim(), ticks.submit());
        if (reports.stream().anyMatch(report -> !report.errors().isEmpty())) {
            throw new IllegalStateException(
                    "a tick of the bench failed: " + reports.getFirst().toJson());
        }
    }

    private Ticks ticks(Store store) {
        var vendor = new SimulatedVendor(Journal.inMemory(), clock, Faults.NONE);
        return new Ticks(
                new Wiring(clock, Ids.system(), Map.of(), Optional.of(work), work)
                        .context(store, new SimulatedGenerator(vendor), (document, run, state, cause) -> {}),
                Optional.empty());
    }

    /** Articles of the last 80 days, settled: eight documents each, as a real run leaves them. */
    private void fill(Store store, int documents) {
        List<Write> writes = new ArrayList<>();
        Instant now = clock.now();
        long spreadSeconds =
                Duration.ofDays(Limits.STANDARD.run().keepDays() - 10L).toSeconds();
        int articles = documents / SettledArticle.DOCUMENTS;
        for (int i = 0; i < articles; i++) {
            Instant at = now.minus(Duration.ofDays(2)).minusSeconds(spreadSeconds * i / articles);
            writes.addAll(new SettledArticle("job-" + i % 4, Hash.sha256("" + i), at).writes());
            if (writes.size() >= IN_ONE_COMMIT || i == articles - 1) {
                store.commit(List.copyOf(writes));
                writes.clear();
            }
        }
    }
}
