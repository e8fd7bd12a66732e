package dev.tickbox.tick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.store.StoreException;
import dev.tickbox.tick.context.TickReport;
import dev.tickbox.world.Boundary;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class FullDiskTest {
    private static final Boundary FULL = new Boundary() {
        @Override
        public <T> T call(String name, Supplier<T> effect) {
            if (name.equals("store.commit")) {
                throw new StoreException("the disk is full");
            }
            return effect.get();
        }
    };

    private final World world = new World(new MemoryStore(), Faults.NONE, 1);

    private List<String> states() {
        return world.store.all(Query.of(ReservationDocument.ALL, 10)).stream()
                .map(document -> document.fields().text("state"))
                .toList();
    }

    @Test
    void nothing_is_submitted_while_nothing_can_be_written() {
        world.push(Contents.of(Contents.job(
                "daily", "garden", "0 6 * * *", OnUncertain.RESUBMIT, Contents.single("garden", "Write."))));
        world.process().submit();
        world.clock.advance(Duration.ofHours(2));

        TickReport report = world.process(FULL).submit();

        assertThat(report.errors()).anyMatch(error -> error.contains("the disk is full"));
        assertThat(world.vendor.jobs()).isEmpty();
        world.process().submit();
        assertThat(world.vendor.jobs()).hasSize(1);
    }

    @Test
    void a_finished_job_stays_submitted_until_it_can_be_kept() {
        world.push(Contents.of(Contents.job(
                "daily", "garden", "0 6 * * *", OnUncertain.RESUBMIT, Contents.single("garden", "Write."))));
        world.process().submit();
        world.clock.advance(Duration.ofHours(2));
        world.process().submit();
        world.clock.advance(Duration.ofMinutes(5));
        assertThat(states()).containsExactly("SUBMITTED");

        TickReport report = world.process(FULL).reclaim();

        assertThat(report.errors()).isNotEmpty();
        assertThat(states()).containsExactly("SUBMITTED");
        world.pass(Duration.ofHours(1));
        assertThat(states()).containsExactly("COLLECTED");
        assertThat(world.vendor.jobs()).hasSize(1);
        assertThat(world.site("garden").effects()).hasSize(1);
    }
}
