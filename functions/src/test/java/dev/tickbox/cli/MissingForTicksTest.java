package dev.tickbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.publisher.git.BareSite;
import dev.tickbox.vendor.TestKey;
import dev.tickbox.world.ManualClock;
import dev.tickbox.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The content has no mistakes, but a tick on this machine lacks a key, a secret or a folder. */
class MissingForTicksTest {
    private static final String SECRET = "TICKBOX_SECRET_KITCHEN_GIT";

    @TempDir
    private Path folder = Path.of("");

    private final ManualClock clock = new ManualClock(World.START);
    private final GeminiStandIn shop = new GeminiStandIn(clock);
    private Path mine = folder;

    @BeforeEach
    void begin() throws Exception {
        mine = Files.createDirectories(folder.resolve("my"));
        BareSite.create(folder.resolve("site.git"));
        content("{publisher: git, remote: \"" + folder.resolve("site.git") + "\", secret: kitchen-git}", "");
    }

    @AfterEach
    void end() {
        shop.close();
    }

    private void content(String kitchen, String more) throws IOException {
        Files.writeString(mine.resolve("tickbox.yaml"), """
                sites:
                  garden: {publisher: folder, path: public/garden}
                  kitchen: KITCHEN
                jobs:
                  garden-daily: {site: garden, schedule: "0 6 * * *", model: gemini-3.8-flash, prompt: prompt.md}
                  kitchen-daily: {site: kitchen, schedule: "0 6 * * *", model: gemini-3.8-flash, prompt: prompt.md}
                """.replace("KITCHEN", kitchen) + more);
        Files.writeString(mine.resolve("prompt.md"), "Write.");
    }

    private CommandFixture with(String... variables) {
        Map<String, String> environment = new HashMap<>(shop.environment());
        for (String name : variables) {
            environment.put(name, TestKey.VALUE);
        }
        return new CommandFixture(mine, clock, environment);
    }

    private static void cannot(CommandFixture.Said said, String... what) {
        assertThat(said.code()).as(said.out() + said.err()).isEqualTo(CheckCommand.NOT_FROM_HERE);
        assertThat(said.out())
                .contains("No mistakes", "A tick on this machine could not:")
                .contains(what);
    }

    @Test
    void with_everything_set_check_reports_nothing_and_prints_no_secret() {
        CommandFixture.Said said = with(SECRET).here("check");
        assertThat(said.done()).doesNotContain("could not", TestKey.VALUE);
        assertThat(with(SECRET).here("check", "--json").object()).containsEntry("notFromHere", List.of());
    }

    @Test
    void no_key_and_the_missing_secret_of_a_site_are_named_at_once() {
        cannot(
                new CommandFixture(mine, clock, Map.of()).here("check"),
                "buy: there is no Gemini key: set GEMINI_API_KEY",
                "publish on kitchen: there is no secret kitchen-git (looked for the environment variable " + SECRET);
        assertThat((List<?>) with().here("check", "--json").object().get("notFromHere"))
                .hasSize(1);
    }

    @Test
    void a_key_that_the_content_names_and_that_is_missing_is_named() throws IOException {
        content("{publisher: folder, path: public/kitchen}", "gemini: {secret: gemini-key}\n");
        cannot(with().here("check"), "buy: there is no Gemini key", "TICKBOX_SECRET_GEMINI_KEY");
    }

    @Test
    void a_folder_that_cannot_be_created_is_named_and_no_file_is_left() throws IOException {
        Files.writeString(mine.resolve("public"), "a file");
        content("{publisher: folder, path: other/deep/kitchen}", "");
        cannot(with().here("check"), "publish on garden: ", mine.resolve("public") + " is not a folder");
        try (Stream<Path> files = Files.list(mine)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("tickbox.yaml", "prompt.md", "public");
        }
    }

    @Test
    void a_repository_that_is_not_there_is_named() throws IOException {
        Path none = folder.resolve("none.git");
        content("{publisher: git, remote: \"" + none + "\"}", "");
        cannot(with().here("check"), "publish on kitchen: there is no git repository " + none, "git init --bare");
        content("{publisher: git, remote: \"file://" + none + "\"}", "");
        cannot(with().here("check"), "there is no git repository " + none);
        assertThat(none).doesNotExist();
    }

    @Test
    void on_firestore_the_functions_have_what_is_missing_here() throws IOException {
        content("{publisher: git, remote: \"https://example.com/kitchen.git\", secret: kitchen-git}", "");
        Path yaml = mine.resolve("tickbox.yaml");
        Files.writeString(
                yaml,
                Files.readString(yaml)
                        .replace(
                                "{publisher: folder, path: public/garden}",
                                "{publisher: git, remote: \"https://example.com/garden.git\"}"));
        assertThat(new CommandFixture(mine, clock, Map.of())
                        .here("check", "--store", "firestore:project")
                        .done())
                .contains("cannot be checked from here")
                .doesNotContain("could not");
    }

    @Test
    void nothing_is_bought_for_a_site_until_its_secret_is_set() {
        CommandFixture desk = with();
        desk.here("push").done();
        desk.here("tick").done();
        clock.advance(Duration.ofMinutes(61));
        assertThat(desk.here("tick", "submit").done())
                .contains("job kitchen-daily", "there is no secret kitchen-git", "\"heldForSite\":1");
        assertThat(shop.fake.posts()).as("the garden's alone").isEqualTo(1);
        assertThat(desk.here("explain", "kitchen-daily@2026-11-21T06:00Z").done())
                .contains("article: the next submit tick sends it, if the budget allows it; on hold now: ", SECRET);

        with(SECRET).here("tick", "submit").done();
        assertThat(shop.fake.posts()).isEqualTo(2);
    }

    @Test
    void a_run_by_hand_that_could_not_be_published_is_not_created() {
        assertThat(with().here("run", "kitchen-daily").complaint())
                .contains("job kitchen-daily: not bought", "there is no secret kitchen-git", SECRET);
        assertThat(with().here("list").done()).contains("There are no runs yet");
        assertThat(shop.fake.posts()).isZero();
    }
}
