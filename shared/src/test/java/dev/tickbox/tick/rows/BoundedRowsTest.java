package dev.tickbox.tick.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Definition.ContentLimits;
import dev.tickbox.content.Job;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.Definitions;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.Runs;
import dev.tickbox.run.RunEvent;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.tick.context.TickReport;
import dev.tickbox.tick.start.DriveRuns;
import dev.tickbox.world.BilledStore;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What rows cost, and what they delay: what is bounded stays so, however many there are. */
class BoundedRowsTest {
    private static final String DIGEST = "digest@2026-11-21T06:00Z";
    private static final String ARTICLE = "daily@2026-11-21T06:00Z";

    private static List<String> topics(int count) {
        List<String> topics = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            topics.add("topic " + i);
        }
        return topics;
    }

    /** A job with so many rows, each bought and not published, and a digest of them. */
    private static Job rows(int count) {
        return Contents.rows(
                "garden", topics(count), each -> each.with(List.of(each.steps().getFirst())));
    }

    private static Definition room(Definition content) {
        return Contents.with(content, ContentLimits.DEFAULT.withOutstanding(1000));
    }

    private static BilledStore day(int count) {
        BilledStore store = new BilledStore(new MemoryStore());
        World world = new World(store, Faults.NONE, 1);
        world.push(room(Contents.of(rows(count))));
        world.pass(Duration.ofHours(8));
        assertThat(store.get(RunDocument.ref(DIGEST)).orElseThrow().fields().text("state"))
                .isEqualTo("DONE");
        return store;
    }

    @Test
    void a_row_with_one_generation_costs_what_the_documents_say() {
        BilledStore few = day(20);
        BilledStore many = day(220);
        double reads = (many.reads() - few.reads()) / 200.0;
        double writes = (many.writes() - few.writes()) / 200.0;
        System.out.printf("a row reads %.1f documents and writes %.1f%n", reads, writes);
        assertThat(reads).as("reads of a row").isLessThanOrEqualTo(45);
        assertThat(writes).as("writes of a row").isLessThanOrEqualTo(25);
    }

    @Test
    void a_drive_that_neither_makes_nor_closes_rows_reads_the_same_however_many_there_are() {
        assertThat(readsOfADrive(200)).isEqualTo(readsOfADrive(20));
    }

    private static long readsOfADrive(int count) {
        BilledStore store = new BilledStore(new MemoryStore());
        World world = new World(store, Faults.NONE, 1);
        world.push(room(Contents.of(rows(count))));
        for (int i = 0;
                i < 40 && store.query(Query.of(RunDocument.ROWS, 1)).documents().isEmpty();
                i++) {
            world.clock.advance(Duration.ofMinutes(2));
            world.process().submit();
        }
        new Runs(world.context(), "test").apply(DIGEST, new RunEvent.Wake());
        long before = store.reads();
        new DriveRuns(world.context(), new Definitions(store, world.clock), "test")
                .one(DIGEST, new TickReport("test", world.clock.now()));
        assertThat(store.get(RunDocument.ref(DIGEST)).orElseThrow().fields().text("state"))
                .isEqualTo("WAITING");
        return store.reads() - before;
    }

    @Test
    void rows_do_not_delay_the_article_of_another_job() {
        Job daily =
                Contents.job("daily", "kitchen", "0 6 * * *", OnUncertain.HOLD, Contents.single("kitchen", "Write."));
        int alone = ticksUntilPublished(Contents.of(daily));
        int beside = ticksUntilPublished(Contents.of(daily, rows(3000)));
        assertThat(beside).isLessThanOrEqualTo(alone + 1);
    }

    /** With the usual limit of what may be out at once, which the rows fill. */
    private static int ticksUntilPublished(Definition content) {
        World world = new World(new MemoryStore(), Faults.NONE, 1);
        world.push(content);
        for (int ticks = 0; ticks < 200; ticks++) {
            if (!world.site("kitchen").effects().isEmpty()) {
                assertThat(world.store.get(RunDocument.ref(ARTICLE))).isPresent();
                return ticks;
            }
            world.clock.advance(Duration.ofMinutes(2));
            world.process().submit();
            world.process().reclaim();
        }
        throw new AssertionError("never published");
    }
}
