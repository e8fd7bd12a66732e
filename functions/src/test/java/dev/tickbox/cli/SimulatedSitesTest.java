package dev.tickbox.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Clock;
import dev.tickbox.process.PackagedProcess;
import dev.tickbox.publisher.git.BareSite;
import dev.tickbox.world.ManualClock;
import dev.tickbox.world.World;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With the simulated vendor no real site is changed: articles go into a folder. */
@Tag("long")
class SimulatedSitesTest {
    @TempDir
    private Path folder = Path.of("");

    private BareSite real = new BareSite(folder);
    private Path mine = folder;

    @BeforeEach
    void begin() throws Exception {
        real = BareSite.create(folder.resolve("site.git"));
        mine = Files.createDirectories(folder.resolve("my"));
        content("{publisher: git, remote: \"" + real.folder()
                + "\", file: \"posts/{{run.date}}.md\", url: \"https://garden.example/{{article.slug}}\"}");
    }

    private void content(String site) throws IOException {
        Files.writeString(mine.resolve("tickbox.yaml"), """
                sites: {garden: SITE}
                jobs: {garden-daily: {site: garden, schedule: "0 6 * * *", model: gemini-3.8-flash, prompt: prompt.md}}
                """.replace("SITE", site));
        Files.writeString(mine.resolve("prompt.md"), "Write.");
    }

    private Path article() {
        return mine.resolve("simulated/garden/posts/2026-11-21.md");
    }

    @Test
    void run_and_tick_publish_into_a_folder_and_the_remote_gets_no_commit() throws Exception {
        CommandFixture desk = new CommandFixture(mine);
        assertThat(desk.played("run", "garden-daily").done())
                .contains(
                        "no real site is changed",
                        mine.resolve("simulated/SITE").toString());
        for (int i = 0; i < 5; i++) {
            desk.clock.advance(Duration.ofMinutes(1));
            desk.played("tick").done();
        }
        assertThat(real.log()).isEmpty();
        assertThat(article()).content().contains("tickbox");
        String address = article().toUri().toString();
        assertThat(desk.played("list").done()).contains("DONE", address).doesNotContain("garden.example");
        assertThat(desk.played("explain", "garden").done())
                .contains("simulated/garden/posts/{{run.date}}.md", "the real site is not changed")
                .doesNotContain(real.folder().toString());
    }

    @Test
    @Timeout(120)
    void up_simulate_publishes_into_a_folder_and_says_so_first() throws Exception {
        // The run is from yesterday, so that its text is finished when the process checks it.
        ManualClock yesterday = new ManualClock(Clock.system().now().minus(Duration.ofDays(1)));
        new CommandFixture(mine, yesterday, Map.of())
                .played("run", "garden-daily")
                .done();
        ProcessBuilder builder = PackagedProcess.running(
                        Tickbox.class, List.of("up", "--simulate", "--every", "1", "--content", mine.toString()))
                .redirectErrorStream(true);
        Process up = builder.start();
        try (BufferedReader lines = up.inputReader(UTF_8)) {
            List<String> said =
                    lines.lines().takeWhile(line -> !line.contains("PUBLISHED")).toList();
            assertThat(said).anyMatch(line -> line.contains("no real site is changed"));
            assertThat(real.log()).as(said.toString()).isEmpty();
            assertThat(mine.resolve("simulated/garden/posts"))
                    .as(said.toString())
                    .isDirectoryContaining("glob:**.md");
        } finally {
            up.destroy();
        }
        assertThat(up.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_bought_text_goes_to_the_real_site_and_to_no_folder() throws Exception {
        ManualClock clock = new ManualClock(World.START);
        try (GeminiStandIn shop = new GeminiStandIn(clock)) {
            CommandFixture desk = new CommandFixture(mine, clock, shop.environment());
            desk.here("run", "garden-daily").done();
            for (int i = 0; i < 5; i++) {
                clock.advance(Duration.ofMinutes(1));
                desk.here("tick").done();
            }
            assertThat(real.log()).hasSize(1);
            assertThat(mine.resolve("simulated")).doesNotExist();
            assertThat(desk.here("list").done()).contains("https://garden.example/");
            assertThat(desk.here("explain", "garden").done())
                    .contains(real.folder().toString())
                    .doesNotContain("simulated");
        }
    }

    @Test
    void a_real_site_inside_the_folder_for_simulated_texts_is_refused_before_a_purchase() throws Exception {
        content("{publisher: folder, path: simulated/garden}");
        ManualClock clock = new ManualClock(World.START);
        try (GeminiStandIn shop = new GeminiStandIn(clock)) {
            CommandFixture desk = new CommandFixture(mine, clock, shop.environment());
            assertThat(desk.here("run", "garden-daily").complaint())
                    .contains("which is reserved for simulated texts", "another path");
            assertThat(shop.fake.posts()).isZero();
        }
    }

    @Test
    void check_simulate_shows_a_folder_for_each_site() {
        CommandFixture desk = new CommandFixture(mine);
        assertThat(desk.played("check").done())
                .contains("the real site is never changed", "simulated/garden/posts/{{run.date}}.md")
                .doesNotContain(real.folder().toString());
        assertThat(desk.here("check").out()).contains(real.folder().toString()).doesNotContain("simulated/garden");
    }
}
