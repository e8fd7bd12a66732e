package dev.tickbox.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.content.Output;
import dev.tickbox.content.Step;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.world.Contents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagesTest {
    private static final Pattern HREF = Pattern.compile("href=\"(?!#)([^\"]+)\"");

    private final PageWorld page = new PageWorld(
            new MemoryStore(),
            Faults.NONE,
            Contents.job(
                    "asking",
                    "garden",
                    "0 6 * * *",
                    OnUncertain.RESUBMIT,
                    List.of(
                            Contents.generate("draft", "Write.", new Output.Article()),
                            new Step.Approve("ok", "draft", Optional.empty()),
                            new Step.Publish("publish", "ok", "garden"))),
            Contents.job("hourly", "kitchen", "0 * * * *", OnUncertain.RESUBMIT, Contents.single("kitchen", "Write.")));

    @BeforeEach
    void morning() {
        page.world.clock.advance(Duration.ofMinutes(58));
        page.pass(Duration.ofMinutes(72));
    }

    @AfterEach
    void close() {
        page.close();
    }

    private String body(String path) {
        return page.look(path).body();
    }

    @Test
    void today_says_what_needs_you_with_the_command_and_its_price() {
        assertThat(body(""))
                .contains(
                        "Waits for your approval",
                        "tickbox approve asking@2026-11-21T06:00Z ok",
                        "ends the run; its text is not used; buys nothing",
                        "of a budget of $5.0000 a day",
                        "Next slots")
                .doesNotContain("Nothing waits for you.");
    }

    @Test
    void a_slot_without_a_run_is_red_first_as_late_and_then_as_missing() {
        page.world.clock.advance(Duration.ofHours(3));
        assertThat(body("")).contains("class=\"late bad\"", "late: no tick has made its run yet", "overdue");
        page.pass(Duration.ofMinutes(2));
        // The latest missed slot alone gets a run.
        assertThat(body(""))
                .contains("class=\"missing bad\"", "class=\"needs_you bad\"", "class=\"in_progress\"", "class=\"done\"")
                .doesNotContain("overdue", "class=\"late");
    }

    @Test
    void a_run_a_job_and_a_site_tell_their_story() {
        assertThat(body(PageWorld.run("asking@2026-11-21T06:00Z")))
                .contains(
                        "What happens next",
                        "What you can do",
                        "waits for your approval",
                        "asks for approval",
                        "draft, bought");
        assertThat(body("job?id=asking"))
                .contains("asks a person to approve draft", "tickbox run asking", "schedule 0 6 * * *");
        assertThat(body("site?id=kitchen")).contains("Nothing waits to be published.", "job?id&#x3D;hourly");
    }

    @Test
    void a_search_leads_where_explain_would() {
        var found = page.look("find?id=asking%402026-11-21");
        assertThat(found.status()).isEqualTo(303);
        assertThat(found.header("Location")).contains("run?id=asking%402026-11-21T06%3A00Z");
        assertThat(page.look("find?id=garden").header("Location")).contains("site?id=garden");
        assertThat(page.look("find?id=nothing-here").status()).isEqualTo(404);
        assertThat(page.look("elsewhere").status()).isEqualTo(404);
    }

    @Test
    void every_link_of_every_page_leads_to_a_page() {
        List<String> open = new java.util.ArrayList<>(List.of(""));
        List<String> seen = new java.util.ArrayList<>();
        while (!open.isEmpty()) {
            String path = open.removeFirst();
            if (seen.contains(path)) {
                continue;
            }
            seen.add(path);
            var answer = page.look(path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            HREF.matcher(answer.body())
                    .results()
                    .map(href -> href.group(1).replace("&#x3D;", "=").replace("./", ""))
                    .forEach(open::add);
        }
        assertThat(seen).hasSizeGreaterThan(6);
    }

    @Test
    void as_files_every_link_leads_to_a_file(@TempDir Path folder) throws IOException {
        PageFiles.Written written = PageFiles.write(page.pages, folder);
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> files = all.toList();
            assertThat(files).hasSize(written.files());
            for (Path file : files) {
                for (MatchResult href :
                        HREF.matcher(Files.readString(file)).results().toList()) {
                    assertThat(folder.resolve(href.group(1))).exists();
                }
            }
        }
        assertThat(Files.readString(folder.resolve("index.html")))
                .contains("Needs you")
                .doesNotContain("<form");
    }
}
