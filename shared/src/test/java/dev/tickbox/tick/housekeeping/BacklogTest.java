package dev.tickbox.tick.housekeeping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Fields;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Write;
import dev.tickbox.tick.context.TickReport;
import dev.tickbox.world.World;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a report says of what is stuck. */
class BacklogTest {
    private final World world = new World(new MemoryStore(), Faults.NONE, 1);

    private void stuck(String id, String run) {
        Ref ref = ReservationDocument.ALL.ref(id);
        Fields fields = Fields.NONE.with("state", "STUCK").with("run", run).with("why", "refused");
        world.store.commit(List.of(new Write.Create(ref, fields)));
    }

    private void rows(int count) {
        for (int i = 0; i < count; i++) {
            stuck("a" + i, "weekly@2026-11-21T06:00Z+notes+" + i);
        }
    }

    private List<?> report() {
        TickReport report = new TickReport("reclaim", world.clock.now());
        Backlog.add(world.context(), Optional.empty(), report);
        return (List<?>) Objects.requireNonNull(report.toMap().get("stuck"));
    }

    @Test
    void what_is_stuck_is_named_behind_hundreds_of_rows() {
        rows(450);
        stuck("b", "daily@2026-11-21T06:00Z");
        assertThat(report()).isEqualTo(List.of("reservations/b (daily@2026-11-21T06:00Z): refused"));
    }

    @Test
    void where_more_is_stuck_than_a_tick_looks_through_it_says_so() {
        rows(600);
        assertThat(report()).isEqualTo(List.of("more than 500 reservations are stuck; tickbox list --state stuck"));
    }
}
