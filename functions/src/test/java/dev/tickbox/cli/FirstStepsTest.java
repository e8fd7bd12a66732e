package dev.tickbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstStepsTest {
    @TempDir
    private Path folder = Path.of("");

    private CommandFixture desk = new CommandFixture(folder);

    @BeforeEach
    void sit_down() {
        desk = new CommandFixture(folder.resolve("my-sites"));
    }

    private String run() {
        Map<String, Object> made = desk.played("run", "garden-daily", "--json").object();
        return String.valueOf(made.get("run"));
    }

    @Test
    void init_creates_valid_content_and_prints_the_next_commands() {
        String out = desk.type("init", desk.folder.toString()).done();
        assertThat(out).contains("tickbox check", "tickbox up --simulate");
        assertThat(desk.folder.resolve(".gitignore")).exists();
        String check = desk.played("check").done();
        assertThat(check)
                .contains("garden-daily", "2026-11-21T06:00:00Z, in 60 min", "at most about $0.0", "No mistakes");
        assertThat(desk.played("check", "--json").object()).containsKeys("sites", "jobs", "dailyMicroUsd");
        assertThat(desk.folder.resolve("simulated")).doesNotExist();
        assertThat(desk.folder.resolve("tickbox.db")).doesNotExist();
    }

    @Test
    void init_never_overwrites() throws IOException {
        Files.createDirectories(desk.folder);
        Files.writeString(desk.folder.resolve(".gitignore"), "mine\n");
        assertThat(desk.type("init", desk.folder.toString()).done()).contains("kept");
        assertThat(desk.folder.resolve(".gitignore")).hasContent("mine");
        assertThat(desk.type("init", desk.folder.toString()).complaint())
                .contains("already exists", "nothing was written");
    }

    @Test
    void check_lists_every_mistake_with_file_and_line() throws IOException {
        desk.type("init", desk.folder.toString()).done();
        Path file = desk.folder.resolve("tickbox.yaml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("0 6 * * *", "0 66 * * *")
                        .replace("prompts/recipe.md", "prompts/none.md"));
        CommandFixture.Said said = desk.here("check");
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains("tickbox.yaml:", "66", "prompts/none.md", "2 mistakes; nothing was bought");
        assertThat(desk.here("push").code()).isEqualTo(1);
        assertThat(desk.played("run", "garden-daily").code()).isEqualTo(1);
        assertThat(Files.exists(desk.folder.resolve("tickbox.db"))).isFalse();
        assertThat(Files.exists(desk.folder.resolve("tickbox-simulated.db"))).isFalse();
    }

    @Test
    void push_shows_what_changes_and_then_that_nothing_does() throws IOException {
        desk.type("init", desk.folder.toString()).done();
        assertThat(desk.here("push").done())
                .contains("added site garden", "added job kitchen-weekly", "added prompt prompts/garden.md");
        assertThat(desk.here("push").done()).isEqualToIgnoringNewLines("nothing changed");
        Files.writeString(desk.folder.resolve("prompts/garden.md"), "Another one, {{run.date}}.");
        Path file = desk.folder.resolve("tickbox.yaml");
        Files.writeString(file, Files.readString(file).replace("dailyUsd: 1.00", "dailyUsd: 2.00"));
        assertThat(desk.here("push", "--json").object().get("changes"))
                .isEqualTo(List.of("changed prompt prompts/garden.md", "changed budget"));
    }

    @Test
    void a_run_by_hand_prints_its_price_first_and_submits_immediately() {
        desk.type("init", desk.folder.toString()).done();
        String out = desk.played("run", "garden-daily").done();
        assertThat(out.lines().findFirst().orElseThrow()).contains("a new purchase", "at most about $0.0");
        assertThat(out).contains("article: at the vendor", "its history:");
        assertThat(desk.folder.resolve("simulated-vendor.jsonl")).content().hasLineCount(1);
        assertThat(desk.played("list").done()).contains("WAITING", "article SUBMITTED");
        // Without a real store, the simulated store is the default.
        assertThat(desk.here("list").done()).contains("WAITING", "article SUBMITTED");
    }

    @Test
    void an_abandoned_run_buys_nothing_more_and_can_be_removed_when_it_is_priced() {
        desk.type("init", desk.folder.toString()).done();
        String run = run();
        assertThat(desk.played("forget", run).complaint())
                .contains(
                        "at the vendor", "a tick checks it at 2026-11-21T05:00:21Z", "settled by 2027-01-15T05:00:00Z");
        assertThat(desk.played("abandon", run).done()).contains("abandoned article", "abandoned run", "may still bill");
        assertThat(desk.played("explain", run).done())
                .contains("ABANDONED", "still at the vendor", "abandoned by operator");
        assertThat(desk.played("abandon", run).done()).contains("abandoned run");
        assertThat(desk.played("retry", run).complaint()).contains("abandoned, which is final");
        desk.clock.advance(Duration.ofHours(1));
        assertThat(desk.played("forget", run).complaint()).contains("at the vendor");
        assertThat(desk.played("tick", "reclaim").done()).contains("paidMicroUsd");
        assertThat(desk.played("cost").done()).contains("wasted");
        // Only the attempt records this, because the reservation had ended.
        assertThat(desk.played("explain", run).done())
                .contains("SETTLED", "ended without a usable text", "wasted $0.0");
        assertThat(desk.played("forget", run).done()).contains("removed");
        assertThat(desk.played("list").done()).contains("There are no runs yet");
    }

    @Test
    void a_paused_store_sells_nothing_and_says_so() {
        desk.type("init", desk.folder.toString()).done();
        String run = run();
        assertThat(desk.played("pause").done()).contains("paused");
        assertThat(desk.played("pause", "--json").object()).containsEntry("changed", false);
        assertThat(desk.played("run", "garden-daily").complaint()).contains("paused", "nothing was bought", "resume");
        assertThat(desk.played("list").done()).startsWith("PAUSED");
        assertThat(desk.played("explain", run).done()).contains("the store is paused");
        assertThat(desk.played("resume").done()).contains("resumed");
        assertThat(desk.folder.resolve("simulated-vendor.jsonl")).content().hasLineCount(1);
    }
}
