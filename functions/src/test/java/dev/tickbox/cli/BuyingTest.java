package dev.tickbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.vendor.TestKey;
import dev.tickbox.world.ManualClock;
import dev.tickbox.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Buying needs only a key and the address of the vendor. */
class BuyingTest {
    @TempDir
    private Path folder = Path.of("");

    private final ManualClock clock = new ManualClock(World.START);
    private final GeminiStandIn shop = new GeminiStandIn(clock);
    private Path mine = folder;

    @BeforeEach
    void begin() {
        mine = folder.resolve("my");
        desk(Map.of()).type("init", mine.toString()).done();
    }

    @AfterEach
    void end() {
        shop.close();
    }

    private CommandFixture desk(Map<String, String> environment) {
        return new CommandFixture(mine, clock, environment);
    }

    @Test
    void a_run_is_bought_once_and_published_and_what_was_paid_is_what_was_charged() throws IOException {
        CommandFixture desk = desk(shop.environment());
        assertThat(desk.here("run", "garden-daily", "--json").object()).containsEntry("state", "WAITING");
        assertThat(shop.fake.posts()).isEqualTo(1);
        for (int i = 0; i < 5; i++) {
            clock.advance(Duration.ofMinutes(1));
            desk.here("tick").done();
        }
        assertThat(shop.fake.posts()).isEqualTo(1);
        try (var files = Files.list(mine.resolve("public/garden"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".md"))).hasSize(1);
        }
        assertThat(desk.here("cost", "--json").done()).contains("\"paidMicroUsd\":" + shop.vendor.chargedMicroUsd());
    }

    @Test
    void the_content_may_name_a_secret_that_holds_the_key() throws IOException {
        says("gemini: {secret: gemini-key}");
        Map<String, String> environment = new HashMap<>(shop.environment());
        environment.put("GEMINI_API_KEY", "another-accounts-key");
        environment.put("TICKBOX_SECRET_GEMINI_KEY", TestKey.VALUE);
        desk(environment).here("run", "garden-daily").done();
        assertThat(shop.fake.seen().getFirst().header("x-goog-api-key")).contains(TestKey.VALUE);
    }

    @Test
    void a_missing_secret_is_not_replaced_by_the_key_of_another_account() throws IOException {
        says("gemini: {secret: gemini-key}");
        assertThat(desk(shop.environment()).here("run", "garden-daily").complaint())
                .contains("the content names the secret gemini-key, which does not exist");
        assertThat(shop.fake.posts()).isZero();
    }

    @Test
    void a_purchase_over_the_budget_waits_and_a_retry_after_raising_it_buys() throws IOException {
        budget("1.00", "0.04");
        CommandFixture desk = desk(shop.environment());
        desk.here("run", "garden-daily").done();
        Object run = desk.here("run", "garden-daily", "--json").object().get("run");
        assertThat(shop.fake.posts()).isEqualTo(1);
        assertThat(desk.here("list").done()).contains("article RESERVED: the budget of $0.0400 for ");
        assertThat(desk.here("explain", "" + run).done()).contains("tickbox retry ");

        assertThat(desk.here("check").done()).doesNotContain("Warning");
        budget("0.04", "0.01");
        assertThat(desk.here("check").done()).contains("Warning: job garden-daily would get stuck");
        budget("0.01", "1.00");
        desk.here("tick", "submit").done();
        assertThat(shop.fake.posts()).as("not by itself").isEqualTo(1);
        assertThat(desk.here("retry", "" + run).done())
                .contains("the next submit tick sends article of " + run + ", if the budget allows it\n");
        desk.here("tick", "submit").done();
        assertThat(shop.fake.posts()).isEqualTo(2);
        assertThat(desk.here("retry", "" + run).done())
                .startsWith("nothing to retry: ")
                .contains("  article: at the vendor; next check at ");
    }

    private void budget(String from, String to) throws IOException {
        Path file = mine.resolve("tickbox.yaml");
        Files.writeString(file, Files.readString(file).replace("dailyUsd: " + from, "dailyUsd: " + to));
    }

    @Test
    void what_is_missing_is_named_with_the_correction_and_no_store_is_created() throws IOException {
        assertThat(desk(Map.of()).here("tick").complaint()).contains("set GEMINI_API_KEY", "--simulate");
        says("gemini: {secret: gemini-key}");
        assertThat(desk(Map.of()).here("run", "garden-daily").complaint())
                .contains("the secret gemini-key", "TICKBOX_SECRET_GEMINI_KEY", "GEMINI_API_KEY", "--simulate");
        assertThat(mine.resolve("tickbox.db")).doesNotExist();
    }

    @Test
    void a_wrong_setting_is_named_but_its_value_is_not_printed() {
        assertThat(desk(Map.of("GEMINI_API_KEY", "two words")).here("tick").complaint())
                .contains("GEMINI_API_KEY")
                .doesNotContain("two words");
        Map<String, String> environment = new HashMap<>(shop.environment());
        environment.put("TICKBOX_GEMINI_BASE_URL", "https://me:password@proxy.example.com");
        assertThat(desk(environment).here("tick").complaint())
                .contains("TICKBOX_GEMINI_BASE_URL")
                .doesNotContain("password");
    }

    @Test
    void a_real_purchase_after_simulation_uses_another_store() {
        CommandFixture desk = desk(shop.environment());
        desk.played("run", "garden-daily").done();
        assertThat(shop.fake.posts()).isZero();
        desk.here("run", "garden-daily").done();
        assertThat(shop.fake.posts()).isEqualTo(1);
        assertThat(mine.resolve("tickbox.db")).exists();
        assertThat(mine.resolve("tickbox-simulated.db")).exists();
    }

    @Test
    void an_abandoned_run_is_cancelled_at_the_vendor() {
        CommandFixture desk = desk(shop.environment());
        Object run = desk.here("run", "garden-daily", "--json").object().get("run");
        desk.here("abandon", String.valueOf(run)).done();
        assertThat(shop.fake.seen().getLast().path()).endsWith("/cancel");
    }

    private void says(String line) throws IOException {
        Path file = mine.resolve("tickbox.yaml");
        Files.writeString(file, line + "\n" + Files.readString(file));
    }
}
