package dev.tickbox.tick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Fields;
import dev.tickbox.content.Definition;
import dev.tickbox.content.VendorSettings;
import dev.tickbox.generator.Mode;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.AttemptDocument;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PricedTest {
    private static final Definition PLAIN = Contents.of(Contents.buying("daily", Contents.MODEL, Mode.BACKGROUND));

    private static Definition priced(long inputMicroUsd, long outputMicroUsd) {
        VendorSettings vendor = new VendorSettings(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new TreeMap<>(Map.of(Contents.MODEL, new VendorSettings.Price(inputMicroUsd, outputMicroUsd))));
        return Contents.with(PLAIN, PLAIN.budget(), PLAIN.limits(), vendor);
    }

    private static Fields attempt(World world) {
        return world.store.all(Query.of(AttemptDocument.ALL, 10)).getFirst().fields();
    }

    private static World submittedAt(String when, Definition content) {
        World world = new World(new MemoryStore(), Faults.NONE, 1);
        world.clock.advance(Duration.between(World.START, Instant.parse(when)));
        world.push(content);
        world.start(content, 1);
        world.process().submit();
        return world;
    }

    @Test
    void a_purchase_is_priced_as_on_the_day_on_which_it_was_made() {
        World before = submittedAt("2026-12-31T23:59:00Z", PLAIN);
        before.clock.advance(Duration.ofMinutes(2));
        before.process().reclaim();
        World after = submittedAt("2027-01-01T00:01:00Z", PLAIN);
        after.clock.advance(Duration.ofMinutes(2));
        after.process().reclaim();

        assertThat(attempt(before).text("charge_day")).isEqualTo("2026-12-31");
        assertThat(attempt(before).number("paid_micro_usd")).isEqualTo(before.vendor.chargedMicroUsd());
        assertThat(attempt(after).number("paid_micro_usd")).isEqualTo(after.vendor.chargedMicroUsd());
        assertThat(attempt(after).number("estimate_micro_usd"))
                .isBetween(
                        2 * attempt(before).number("estimate_micro_usd") - 1,
                        2 * attempt(before).number("estimate_micro_usd"));
    }

    @Test
    void a_tick_goes_by_the_prices_of_the_current_content() {
        World world = submittedAt("2026-11-21T05:00:00Z", priced(10_000_000, 10_000_000));
        long estimate = attempt(world).number("estimate_micro_usd");
        world.push(priced(1_000_000, 1_000_000));
        world.clock.advance(Duration.ofMinutes(2));
        world.process().reclaim();

        Fields handle = attempt(world).list("handles").getFirst();
        assertThat(handle.number("paid_micro_usd"))
                .isEqualTo(handle.number("input_tokens") + handle.number("output_tokens"));
        assertThat(estimate).isGreaterThan(2048 * 10);
    }
}
