package dev.tickbox.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Clock;
import dev.tickbox.Json;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.generator.simulated.Journal;
import dev.tickbox.generator.simulated.SimulatedVendor;
import dev.tickbox.process.FunctionProcess;
import dev.tickbox.store.Document;
import dev.tickbox.vendor.WireFault;
import dev.tickbox.wake.Notice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("long")
@Timeout(240)
class EndToEndTest {
    private static final String FUNCTIONS = "dev.tickbox.functions.";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void an_article_goes_from_its_reservation_to_its_site_through_every_function() throws Exception {
        Faults atOnce = Faults.NONE.seeded("e2e").within(Duration.ZERO, Duration.ZERO);
        SimulatedVendor vendor = new SimulatedVendor(Journal.inMemory(), Clock.system(), atOnce);
        VendorCalls calls = new VendorCalls();
        try (TestDeployment town = new TestDeployment(folder, vendor, VendorCalls.WANTED, calls.keys())) {
            FunctionProcess submit = town.start("submit", FUNCTIONS + "SubmitFunction", Map.of());
            FunctionProcess reclaim = town.start("reclaim", FUNCTIONS + "ReclaimFunction", Map.of());
            FunctionProcess garden =
                    town.start("garden", FUNCTIONS + "PublishFunction", Map.of("TICKBOX_SITE", "garden"));
            FunctionProcess kitchen =
                    town.start("kitchen", FUNCTIONS + "PublishFunction", Map.of("TICKBOX_SITE", "kitchen"));
            FunctionProcess webhook = town.startWebhook(VendorCalls.OURS);
            for (FunctionProcess each : List.of(submit, reclaim, garden, kitchen, webhook)) {
                assertThat(each.ready())
                        .as(String.join("\n", town.said.lines()))
                        .isTrue();
            }
            town.cloud.topic().push("garden", garden.address());
            town.cloud.topic().push("kitchen", kitchen.address());

            town.order("garden");
            town.order("kitchen");
            assertThat(tick(submit)).containsEntry("submitted", 2L).doesNotContainKey("errors");
            assertThat(tick(reclaim)).as("it is too early to look").doesNotContainKeys("collected", "errors");
            calls.of(town, webhook);
            assertThat(tick(reclaim)).containsEntry("collected", 2L).doesNotContainKey("errors");
            for (String site : TestDeployment.SITES) {
                town.said.await(line -> line.contains("PUBLISHED") && line.contains(site + "-daily"));
            }
            assertThat(tick(reclaim)).containsEntry("told", 2L);
            Audit after = Audit.of(town.store);
            after.nothingIsLost(2, 0);
            after.nothingIsPublishedTwice(town);
            after.moneyAddsUp(town);
            assertThat(after.sum("paid_micro_usd")).isEqualTo(vendor.chargedMicroUsd());

            again(town, List.of(submit, reclaim), Map.of("garden", garden, "kitchen", kitchen));
            assertThat(Audit.of(town.store)).isEqualTo(after);
            stop(town, submit);
            Audit.of(town.store).nobodyToldTheKey(town);
        }
    }

    static Map<String, Object> tick(FunctionProcess function) throws Exception {
        var answer = function.post("");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return Json.parseObject(answer.body());
    }

    /** Repeats every tick and every message. */
    private static void again(TestDeployment town, List<FunctionProcess> ticks, Map<String, FunctionProcess> publishers)
            throws Exception {
        for (FunctionProcess function : ticks) {
            tick(function);
        }
        for (Document item : Audit.of(town.store).items()) {
            Notice notice =
                    new Notice(item.fields().text("site"), List.of(item.ref().id()));
            String data = Base64.getEncoder().encodeToString(notice.toJson().getBytes(UTF_8));
            String envelope = Json.write(Map.of("message", Map.of("data", data), "subscription", "s"));
            for (FunctionProcess publisher : publishers.values()) {
                assertThat(publisher.post(envelope).status()).isEqualTo(204);
            }
        }
    }

    /** A function that is asked to stop during a purchase completes the purchase first. */
    private static void stop(TestDeployment town, FunctionProcess submit) throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        town.gemini.next(new WireFault.After(() -> {
            asked.countDown();
            await(answer);
        }));
        town.order("garden");
        CompletableFuture<Void> tick = CompletableFuture.runAsync(() -> {
            try {
                submit.post("");
            } catch (java.io.IOException cutOff) {
                // The invoker drops the connection; the work continues.
            }
        });
        await(asked);
        submit.process().destroy();
        answer.countDown();
        assertThat(submit.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
        tick.get(60, TimeUnit.SECONDS);
        assertThat(Audit.states(Audit.of(town.store).reservations())).containsEntry("SUBMITTED", 1L);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
