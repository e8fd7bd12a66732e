package dev.tickbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Clock;
import dev.tickbox.Ids;
import dev.tickbox.emulator.PubSubEmulator;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.generator.simulated.Journal;
import dev.tickbox.generator.simulated.SimulatedVendor;
import dev.tickbox.pubsub.PubSubWake;
import dev.tickbox.world.SeededIds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("long")
@Timeout(value = 2, unit = TimeUnit.HOURS)
class SoakTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void kills_freezes_and_repeats_lose_nothing_publish_nothing_twice_and_money_adds_up() throws Exception {
        Duration time = Duration.parse("PT" + System.getProperty("tickbox.soak", "30s"));
        String given = System.getProperty("tickbox.seed", "");
        long seed = given.isEmpty() ? Ids.system().random(1_000_000) : Long.parseLong(given);
        Faults some = Faults.NONE
                .seeded("" + seed)
                .within(Duration.ofMillis(200), Duration.ofMillis(1500))
                .refusing(40)
                .losingReplies(20);
        SimulatedVendor vendor = new SimulatedVendor(Journal.inMemory(), Clock.system(), some);
        try (TestDeployment town = new TestDeployment(folder, vendor, "batch", "");
                PubSubWake pubSub = PubSubWake.open(
                        town.cloud.topic().name(),
                        Optional.of(PubSubEmulator.required().host()))) {
            Soak soak = new Soak(town, new SeededIds(seed), pubSub);
            soak.run(time);
            Audit audit = Audit.of(town.store);
            System.out.printf(
                    "soak of %s, seed %d: %d ticks answered, %d kills, %d freezes, %d connections broken, %d messages doubled;%n"
                            + "  %d articles, %d bought (%d of batches twice), %d attempts at risk; charged %d, paid %d, at risk %d micro-dollars; troubles %s%n",
                    time,
                    seed,
                    soak.ticks.get(),
                    soak.troubles.kills.get(),
                    soak.troubles.freezes.get(),
                    soak.troubles.faults.get(),
                    soak.doubled.get(),
                    audit.items().size(),
                    vendor.jobs().size(),
                    audit.batchesTwice(town),
                    audit.atRisk(),
                    vendor.chargedMicroUsd(),
                    audit.sum("paid_micro_usd"),
                    audit.sum("risk_micro_usd"),
                    soak.background.wrong().stream().distinct().limit(10).toList());
            audit.nothingIsLost(soak.ordered.get(), soak.orderedRows.get());
            audit.nothingIsPublishedTwice(town);
            audit.moneyAddsUp(town);
            // Who freezes between the last look at the clock and the first byte, for longer than any lease, is seen by
            // no program.
            assertThat(audit.batchesTwice(town))
                    .as("batches bought twice")
                    .isLessThanOrEqualTo(soak.troubles.longFreezes.get());
            audit.nobodyToldTheKey(town);
            assertThat(soak.background.wrong()).doesNotContain("one more tick changed something");
        }
    }
}
