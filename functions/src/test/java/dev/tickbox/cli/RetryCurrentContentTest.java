package dev.tickbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.vendor.Reply;
import dev.tickbox.vendor.WireFault;
import dev.tickbox.world.ManualClock;
import dev.tickbox.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The vendor answers 404 for a model, and {@code model:} is corrected in the content. */
class RetryCurrentContentTest {
    private static final String MODEL = "gemini-3.8-flash";
    private static final String OTHER = "gemini-3.5-flash-lite";

    @TempDir
    private Path folder = Path.of("");

    private final ManualClock clock = new ManualClock(World.START);
    private final GeminiStandIn shop = new GeminiStandIn(clock);
    private CommandFixture desk = new CommandFixture(folder);
    private String run = "";

    @BeforeEach
    void the_vendor_refuses_the_model() {
        Path mine = folder.resolve("my");
        new CommandFixture(mine, clock, Map.of()).type("init", mine.toString()).done();
        desk = new CommandFixture(mine, clock, shop.environment());
        refuses();
        run = "" + desk.here("run", "garden-daily", "--json").object().get("run");
    }

    @AfterEach
    void end() {
        shop.close();
    }

    private void refuses() {
        shop.fake.next(new WireFault.Instead(Reply.error(404, "not_found", "no such model"), false));
    }

    private void ticks() {
        for (int i = 0; i < 5; i++) {
            clock.advance(Duration.ofMinutes(1));
            desk.here("tick").done();
        }
    }

    private void mends() throws IOException {
        Path file = desk.folder.resolve("tickbox.yaml");
        Files.writeString(file, Files.readString(file).replace(MODEL, OTHER));
    }

    private String sentLast() {
        return shop.fake.seen().getLast().body();
    }

    @Test
    void a_plain_retry_prints_what_differs_and_sends_the_old_request_again() throws IOException {
        mends();
        refuses();
        assertThat(desk.here("retry", run).done())
                .contains(
                        "the request for article is sent unchanged, but the current content differs in: model " + MODEL
                                + " → " + OTHER,
                        "tickbox retry --current-content " + run);
        desk.here("tick", "submit").done();
        assertThat(shop.fake.posts()).isEqualTo(2);
        assertThat(sentLast()).contains(MODEL);
        assertThat(desk.here("list").done())
                .contains("Needs your decision (1)")
                .containsSubsequence("tickbox retry --current-content " + run, "tickbox retry ");
    }

    @Test
    void with_the_current_content_it_is_bought_once_and_published_once() throws IOException {
        mends();
        assertThat(desk.here("retry", "--current-content", run).done())
                .startsWith("this may cost at most about $0.0")
                .contains(
                        "continues with the current content",
                        "article: the stored request is dropped; the current content differs in: model " + MODEL + " → "
                                + OTHER);
        ticks();
        assertThat(shop.fake.posts()).isEqualTo(2);
        assertThat(desk.here("cost", "--json").done())
                .contains("\"paidMicroUsd\":" + shop.vendor.chargedMicroUsd(), "\"wastedMicroUsd\":0");
        try (var files = Files.list(desk.folder.resolve("public/garden"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".md"))).hasSize(1);
        }
        assertThat(desk.here("explain", run).done())
                .contains("DONE", ", started with ", "continued by operator with content ");
        Map<String, Object> explained = desk.here("explain", run, "--json").object();
        assertThat(explained.get("madeWith")).isNotNull().isNotEqualTo(explained.get("definition"));
    }

    @Test
    void the_json_of_an_explanation_has_the_same_content() throws IOException {
        mends();
        assertThat(desk.here("retry", run, "--json").object())
                .containsEntry("todaysContentDiffers", Map.of("article", List.of("model " + MODEL + " → " + OTHER)))
                .hasEntrySatisfying(
                        "goOnWithTodaysContent",
                        command -> assertThat("" + command).startsWith("tickbox retry --current-content " + run));
        Map<String, Object> switched =
                desk.here("retry", "--current-content", run, "--json").object();
        assertThat(switched).containsKeys("mayCostMicroUsd", "definition", "madeWith", "done");
    }

    @Test
    void an_impossible_command_is_one_clear_error() throws IOException {
        assertThat(desk.here("retry", "--current-content", run).complaint())
                .contains("the current content has the same for this run");
        assertThat(desk.here("retry", run).done()).doesNotContain("--current-content");
        Path file = desk.folder.resolve("tickbox.yaml");
        String content = Files.readString(file);
        Files.writeString(file, content.replace("garden-daily:", "garden-weekly:"));
        assertThat(desk.here("retry", "--current-content", run).complaint())
                .contains("the current content has no job garden-daily");
        Files.writeString(file, content);
        ticks();
        assertThat(desk.here("retry", "--current-content", run).complaint()).contains("it is done");
        assertThat(desk.here("retry", "--help").done()).contains("--current-content");
    }
}
