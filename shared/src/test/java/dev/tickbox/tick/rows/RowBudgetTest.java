package dev.tickbox.tick.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Definition.Budget;
import dev.tickbox.content.Definition.ContentLimits;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.AttemptDocument;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.ledger.ReservationDocument.ReservationState;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows of several days that share a budget which is too small for them. */
class RowBudgetTest {
    /** What one row may cost, as the ledger says it. */
    private static final long ESTIMATE = estimate();

    private static long estimate() {
        World world = new World(new MemoryStore(), Faults.NONE, 1);
        world.push(content(1, Budget.DEFAULT));
        world.process().submit();
        world.pass(Duration.ofHours(2));
        return world.store
                .all(Query.of(AttemptDocument.ALL, 10))
                .getFirst()
                .fields()
                .number("estimate_micro_usd");
    }

    private static Definition content(int rowCount, Budget budget) {
        List<String> topics = new ArrayList<>();
        for (int i = 0; i < rowCount; i++) {
            topics.add("topic " + i);
        }
        Definition rows = Contents.of(Contents.rows("garden", topics, each -> each));
        return Contents.with(rows, budget, ContentLimits.DEFAULT.withOutstanding(20), rows.vendor());
    }

    /** When the rows of a run that wait for money are tried again. */
    private static List<Instant> due(World world, String run) {
        return world
                .store
                .all(Query.of(ReservationDocument.ALL, 100).where("state", ReservationState.RESERVED))
                .stream()
                .filter(each -> each.fields().text("run").startsWith(run + "+"))
                .map(each -> each.fields().time("due"))
                .sorted()
                .toList();
    }

    /** A tick reads no more rows than may be out, so their order in the store decides. */
    @Test
    void what_is_put_off_to_another_day_keeps_its_order_so_that_no_row_waits_for_ever() {
        World world = new World(new MemoryStore(), Faults.NONE.within(Duration.ofDays(5), Duration.ofDays(5)), 1);
        // Four fifths of it are enough for four rows and not for five.
        world.push(content(12, new Budget(ESTIMATE * 22 / 4, ZoneOffset.UTC)));
        world.process().submit();
        world.pass(Duration.between(world.clock.now(), Instant.parse("2026-11-22T07:00:00Z")));
        List<Instant> older = due(world, "digest@2026-11-21T06:00Z");
        List<Instant> newer = due(world, "digest@2026-11-22T06:00Z");
        assertThat(older).hasSize(4);
        assertThat(newer).hasSize(12);
        assertThat(older.getFirst()).isAfterOrEqualTo("2026-11-23T00:00:00Z");
        assertThat(older.getLast()).isBefore(newer.getFirst());
        assertThat(newer.getLast()).isBefore("2026-11-23T00:05:00Z");
    }
}
