package dev.tickbox.functions.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Clock;
import dev.tickbox.functions.process.Invoked;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.generator.simulated.Journal;
import dev.tickbox.generator.simulated.SimulatedVendor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** While a deployment goes on, functions of two versions work on one ledger; and they may go on so. */
@Timeout(240)
class TwoVersionsTest {
    private static final String FUNCTIONS = "dev.tickbox.functions.";

    @TempDir
    private Path folder = Path.of("");

    @TempDir
    private Path history = Path.of("");

    @Test
    void the_previous_commit_s_functions_and_ours_share_a_ledger() throws Exception {
        Optional<String> previous = Previous.classPath(history);
        Assumptions.assumeTrue(previous.isPresent(), "no git history here, so no previous commit");
        Faults atOnce = new Faults("two", Duration.ZERO, Duration.ZERO, 0, 0, 0, 0, 0, 0, true);
        SimulatedVendor vendor = new SimulatedVendor(Journal.inMemory(), Clock.system(), atOnce);
        VendorCalls calls = new VendorCalls();
        try (Town town = new Town(folder, vendor, VendorCalls.WANTED, calls.keys())) {
            Map<String, String> old = Map.of(Older.CLASS_PATH, previous.get());
            Invoked oldSubmit = older(town, "SubmitFunction", old);
            Invoked oldReclaim = older(town, "ReclaimFunction", old);
            Invoked garden =
                    older(town, "PublishFunction", Map.of(Older.CLASS_PATH, previous.get(), "TICKBOX_SITE", "garden"));
            Invoked submit = town.start("submit", FUNCTIONS + "SubmitFunction", Map.of());
            Invoked reclaim = town.start("reclaim", FUNCTIONS + "ReclaimFunction", Map.of());
            Invoked kitchen = town.start("kitchen", FUNCTIONS + "PublishFunction", Map.of("TICKBOX_SITE", "kitchen"));
            Invoked webhook = town.start("webhook", FUNCTIONS + "WebhookFunction", Map.of());
            for (Invoked each : List.of(oldSubmit, oldReclaim, garden, submit, reclaim, kitchen, webhook)) {
                assertThat(each.ready())
                        .as(String.join("\n", town.said.lines()))
                        .isTrue();
            }
            town.cloud.topic().push("garden", garden.address());
            town.cloud.topic().push("kitchen", kitchen.address());

            orderBoth(town);
            EndToEndTest.tick(oldSubmit);
            calls.of(town, webhook);
            EndToEndTest.tick(reclaim);
            orderBoth(town);
            together(submit, oldSubmit);
            calls.of(town, webhook);
            together(oldReclaim, reclaim);
            town.said.await(line -> published(town) == 4);
            together(reclaim, oldReclaim);

            Audit after = Audit.of(town.store);
            after.nothingIsLost(4);
            after.nothingIsPublishedTwice(town);
            after.moneyAddsUp(town);
            assertThat(vendor.jobs()).hasSize(4);
            assertThat(after.sum("paid_micro_usd")).isEqualTo(vendor.chargedMicroUsd());
        }
    }

    private static Invoked older(Town town, String function, Map<String, String> own) throws IOException {
        return town.start("old-" + function, Older.class.getName(), FUNCTIONS + function, own);
    }

    private static void orderBoth(Town town) {
        Town.SITES.forEach(town::order);
    }

    private static void together(Invoked... functions) {
        CompletableFuture<?>[] ticks = List.of(functions).stream()
                .map(each -> CompletableFuture.runAsync(() -> {
                    try {
                        EndToEndTest.tick(each);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(ticks).join();
    }

    private static long published(Town town) {
        return Audit.states(Audit.of(town.store).items()).getOrDefault("PUBLISHED", 0L);
    }
}
