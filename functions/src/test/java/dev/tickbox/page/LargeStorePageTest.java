package dev.tickbox.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Ids;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.AttemptDocument;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.StepRecord;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store;
import dev.tickbox.store.Write;
import dev.tickbox.store.sqlite.SqliteStore;
import dev.tickbox.world.Contents;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However much there is, a page is small, comes at once, and says what it left out. */
class LargeStorePageTest {
    private static final String RUN = "digest@2026-11-21T06:00Z";
    private static final Links LINKS = new Links.Served(Optional.of("token"));
    private static final int ROWS = 10_000;
    private static final int RUNS = Integer.getInteger("tickbox.pageRuns", 3_000);
    private static final int MOST_BYTES = 150_000;
    private static final int TRIES = 5;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void a_page_over_ten_thousand_rows_and_many_runs_is_small_and_comes_at_once() {
        try (Store store = SqliteStore.open(folder.resolve("many.db"), Ids.system());
                PageWorld page = new PageWorld(
                        store,
                        Faults.NONE.blocking(1000),
                        Contents.rows("garden", List.of("one", "two", "three"), each -> each))) {
            page.pass(Duration.ofHours(8));
            multiply(store);
            for (String path : List.of("", PageWorld.run(RUN), "job?id=digest", "site?id=garden")) {
                assertThat(bytes(page, path)).as(path).isLessThan(MOST_BYTES);
            }
            Map<String, Supplier<?>> made = Map.of(
                    "today", () -> page.pages.today(LINKS),
                    "run", () -> page.pages.run(RUN, LINKS),
                    "job", () -> page.pages.job("digest", LINKS),
                    "site", () -> page.pages.site("garden", LINKS),
                    "find", () -> page.pages.get("find", Map.of("id", "digest@"), Optional.empty()));
            made.forEach((name, one) ->
                    assertThat(millis(one)).as(name + " in milliseconds").isLessThan(500));
            assertThat(page.look("").body()).contains("is not added up here for so many purchases", "… and 9,995 more");
            assertThat(page.look(PageWorld.run(RUN)).body())
                    .contains("… and 9995 more failed", "more rows", "Key of a row");
            assertThat(page.look("job?id=digest").body()).contains("There are older ones");
            assertThat(page.look("find?id=" + PageWorld.run(RUN).substring("run?id=".length()) + "&row=two")
                            .status())
                    .isEqualTo(303);
            assertThat(page.troubles).isEmpty();
        }
    }

    private static int bytes(PageWorld page, String path) {
        return page.look(path).body().getBytes(StandardCharsets.UTF_8).length;
    }

    /** Of the processor, since other tests use this machine, too; the best of some, since the first ones load classes. */
    private static long millis(Supplier<?> page) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long best = Long.MAX_VALUE;
        for (int i = 0; i < TRIES; i++) {
            long before = threads.getCurrentThreadCpuTime();
            assertThat(page.get()).isNotNull();
            best = Math.min(best, (threads.getCurrentThreadCpuTime() - before) / 1_000_000);
        }
        return best;
    }

    private static void multiply(Store store) {
        Document row = store.query(Query.of(RunDocument.ROWS, 1)).documents().getFirst();
        String id = row.ref().id();
        create(
                store,
                3,
                ROWS,
                i -> new Write.Create(
                        RunDocument.ref(id.substring(0, id.lastIndexOf('+') + 1) + "f" + i),
                        row.fields().with("key", "key " + i).with("position", (long) i)));
        Document table = store.all(Query.of(StepRecord.of(RUN), 10)).stream()
                .filter(each -> StepRecord.read(each).kind() == StepRecord.Kind.EACH)
                .findFirst()
                .orElseThrow();
        store.commit(new Write.Update(
                table,
                table.fields()
                        .with(
                                "output",
                                table.fields()
                                        .text("output")
                                        .replace("\"count\":3", "\"count\":" + ROWS)
                                        .replace("\"made\":3", "\"made\":" + ROWS))));
        Document run = store.get(RunDocument.ref(RUN)).orElseThrow();
        create(
                store,
                0,
                RUNS,
                i -> new Write.Create(
                        RunDocument.ref("digest@2026-10-01T00:00Z-" + i),
                        run.fields()
                                .with("state", i % 50 == 0 ? "FAILED" : "DONE")
                                .with("failed_step", "draft")
                                .with("why", "it had no title")
                                .with("due", null)
                                .with("ended_at", run.fields().time("created_at"))
                                .with(
                                        "created_at",
                                        run.fields().time("created_at").minusSeconds(i + 60L))));
        Document attempt =
                store.query(Query.of(AttemptDocument.ALL, 1)).documents().getFirst();
        create(
                store,
                0,
                RUNS,
                i -> new Write.Create(
                        AttemptDocument.ALL.ref(
                                Integer.toHexString(i) + attempt.ref().id()),
                        attempt.fields()
                                .with("run", "digest@2026-10-01T00:00Z-" + i)
                                .with("root", null)));
    }

    private static void create(Store store, int from, int to, IntFunction<Write> write) {
        List<Write> some = new ArrayList<>();
        for (int i = from; i < to; i++) {
            some.add(write.apply(i));
            if (some.size() == 400 || i == to - 1) {
                assertThat(store.commit(some)).isEqualTo(Store.Outcome.APPLIED);
                some = new ArrayList<>();
            }
        }
    }
}
