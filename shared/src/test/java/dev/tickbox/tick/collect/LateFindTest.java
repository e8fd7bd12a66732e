package dev.tickbox.tick.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.generator.Mode;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.AttemptDocument;
import dev.tickbox.store.Document;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.tick.Ticks;
import dev.tickbox.vendor.OverTheWire;
import dev.tickbox.vendor.WireFault;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A batch job whose reply was lost, in a listing that shows it only after a while; through the real SDK. */
class LateFindTest {
    private static final Faults FORTY_MINUTES = Faults.NONE.within(Duration.ofMinutes(40), Duration.ofMinutes(40));

    private static World bought(Duration listedAfter) {
        World world = new World(new MemoryStore(), FORTY_MINUTES, 1);
        world.push(Contents.of(Contents.buying("daily", Contents.MODEL, Mode.BATCH)));
        try (OverTheWire wire = new OverTheWire(world.vendor, world.clock, listedAfter, Optional.empty())) {
            wire.fake().next(new WireFault.ResetAfter(true));
            while (world.site("garden").effects().isEmpty()) {
                world.clock.advance(Duration.ofMinutes(2));
                Ticks process = new Ticks(
                        world.context(world.store, wire.generator(), site -> world.site(site.id())), Optional.empty());
                process.submit();
                process.reclaim();
                assertThat(world.clock.now()).isBefore(World.START.plus(Duration.ofHours(12)));
            }
            world.clock.advance(Duration.ofHours(1));
            new Ticks(world.context(world.store, wire.generator(), site -> world.site(site.id())), Optional.empty())
                    .reclaim();
        }
        return world;
    }

    private static long sum(World world, String field) {
        return attempts(world).stream()
                .mapToLong(each -> each.fields().number(field))
                .sum();
    }

    private static List<Document> attempts(World world) {
        return world.store.query(Query.of(AttemptDocument.ALL, 9)).documents();
    }

    @Test
    void a_job_that_shows_within_a_quarter_of_an_hour_is_bought_once() {
        World world = bought(Duration.ofMinutes(14));
        assertThat(world.vendor.jobs()).hasSize(1);
        assertThat(sum(world, "paid_micro_usd")).isEqualTo(world.vendor.chargedMicroUsd());
        assertThat(sum(world, "risk_micro_usd")).isZero();
    }

    @Test
    void a_job_that_shows_only_after_the_next_was_bought_is_booked_all_the_same() {
        World world = bought(Duration.ofMinutes(30));
        assertThat(world.vendor.jobs())
                .as("the price of a vendor that denied it twice")
                .hasSize(2);
        assertThat(attempts(world))
                .allSatisfy(
                        attempt -> assertThat(attempt.fields().text("state")).isEqualTo("SETTLED"));
        assertThat(sum(world, "paid_micro_usd")).isEqualTo(world.vendor.chargedMicroUsd());
        assertThat(sum(world, "wasted_micro_usd")).isPositive();
        assertThat(sum(world, "risk_micro_usd")).isZero();
        assertThat(world.site("garden").effects()).hasSize(1);
    }
}
