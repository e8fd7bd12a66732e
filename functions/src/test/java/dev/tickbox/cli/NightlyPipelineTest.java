package dev.tickbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.world.MemorySource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The pipeline "Nightly from feeds" of the docs, as it is printed. */
class NightlyPipelineTest extends PrintedPipeline {
    private static final String SLOT = "2026-11-20T13:00:00Z";
    private static final List<String> FEEDS = List.of("https://news.example/feed.xml", "https://blog.example/rss");

    NightlyPipelineTest() {
        super("Nightly from feeds");
    }

    private int publishedAfterApproval() throws Exception {
        world.slot(SLOT);
        assertThat(world.files("lab")).as("before anybody approves").isEmpty();
        int approved = world.approveAll();
        world.pass(Duration.ofMinutes(10), Duration.ofMinutes(2));
        return approved;
    }

    @Test
    void what_is_approved_is_on_both_sites_with_its_picture() throws Exception {
        int approved = publishedAfterApproval();
        assertThat(approved).isBetween(1, 3);
        assertThat(world.files("lab")).hasSize(approved);
        assertThat(world.files("archive"))
                .hasSize(approved)
                .allMatch(file -> file.toString().contains("/archive/2026/"));
        for (Path article : world.files("archive")) {
            assertThat(article).content().containsPattern("image: .*https://\\w+\\.example/2026-11-20/\\d/image.jpg");
            assertThat(article).content().containsPattern("alt: .+");
        }
        assertThat(world.run().text("state")).isEqualTo("DONE");
    }

    @Test
    void an_article_is_approved_by_its_link_although_its_note_has_the_same_key() throws Exception {
        world.slot(SLOT);
        Matcher link = Pattern.compile("https://\\w+\\.example/2026-11-20/\\d")
                .matcher(world.type("list").done());
        assertThat(link.find()).isTrue();
        assertThat(world.type("approve", world.runId(), "--row", link.group()).done())
                .startsWith("approved: ");
        world.pass(Duration.ofMinutes(10), Duration.ofMinutes(2));
        assertThat(world.files("lab")).hasSize(1);
    }

    @Test
    void an_article_of_a_page_without_a_picture_has_none() throws Exception {
        for (int i = 1; i < 6; i++) {
            for (String host : List.of("news", "blog")) {
                String page = "https://" + host + ".example/2026-11-20/" + i;
                world.troubles.put(
                        page, reply -> MemorySource.text(page, "<html><title>Moss</title><p>It grows.</p></html>"));
            }
        }
        publishedAfterApproval();
        assertThat(world.files("lab"))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(file).content().contains("alt: ").doesNotContain("image:"));
    }

    @Test
    void only_entries_that_are_worth_it_are_picked_from() throws Exception {
        publishedAfterApproval();
        String explained = world.type("explain", world.runId()).done();
        assertThat(explained).contains("notes: 2 of 6 rows done; 4 left out by worth");
    }

    @Test
    void on_a_quiet_night_nothing_is_bought_or_published() throws Exception {
        FEEDS.forEach(world::standsStill);
        publishedAfterApproval();
        int bought = world.bought();
        List<Path> files = world.files("lab");
        world.slot("2026-11-21T13:00:00Z");
        assertThat(world.run().text("state")).isEqualTo("LEFT_OUT");
        assertThat(world.type("list").done()).contains("notes");
        assertThat(world.bought()).isEqualTo(bought);
        assertThat(world.files("lab")).isEqualTo(files);
    }

    @Test
    void one_dead_feed_does_not_hold_the_other() throws Exception {
        world.dies(FEEDS.getFirst());
        assertThat(publishedAfterApproval()).isPositive();
        assertThat(world.files("lab"))
                .allSatisfy(file -> assertThat(file)
                        .content()
                        .contains("https://blog.example/")
                        .doesNotContain("https://news.example/"));
    }

    @Test
    void a_night_on_which_all_feeds_are_dead_is_failed_and_not_a_quiet_one() throws Exception {
        FEEDS.forEach(world::dies);
        world.slot(SLOT);
        assertThat(world.run().text("state")).isEqualTo("FAILED");
        assertThat(world.type("list").done()).contains("tickbox retry");
        assertThat(world.bought()).isZero();
    }

    @Test
    void a_page_that_cannot_be_read_is_left_out_after_its_time() throws Exception {
        String dead = "https://news.example/2026-11-20/1";
        world.dies(dead);
        world.slot(SLOT);
        assertThat(world.type("list").done()).doesNotContain("tickbox approve");
        world.pass(Duration.ofHours(7), Duration.ofMinutes(10));
        assertThat(world.approveAll()).isPositive();
        world.pass(Duration.ofMinutes(10), Duration.ofMinutes(2));
        assertThat(world.files("lab"))
                .isNotEmpty()
                .noneSatisfy(file -> assertThat(file).content().contains(dead));
        assertThat(world.run().text("state")).isEqualTo("DONE");
    }

    @Test
    void a_night_on_which_no_page_can_be_read_is_failed() throws Exception {
        for (int i = 1; i < 6; i++) {
            world.dies("https://news.example/2026-11-20/" + i);
            world.dies("https://blog.example/2026-11-20/" + i);
        }
        world.slot(SLOT);
        world.pass(Duration.ofHours(7), Duration.ofMinutes(10));
        assertThat(world.run().text("state")).isEqualTo("FAILED");
        assertThat(world.type("list").done())
                .contains("notes: 0 of 6 rows done; 6 not done within 6h", "--from " + world.runId() + " --at notes");
        assertThat(world.bought()).isZero();
    }

    @Test
    void links_that_the_model_made_up_are_not_fetched_and_the_step_to_do_again_is_named() throws Exception {
        Path pick = folder.resolve("prompts/pick.md");
        Files.writeString(pick, Files.readString(pick).replace("{{link}}", "https://elsewhere.example/"));
        world.slot(SLOT);
        assertThat(world.run().text("state")).isEqualTo("FAILED");
        assertThat(world.type("list").done())
                .contains("step pick wrote other keys", "--from " + world.runId() + " --at pick");
    }

    @Test
    void what_nobody_approves_is_dropped_and_does_not_hold_the_others() throws Exception {
        world.slot(SLOT);
        world.approveOne();
        world.pass(Duration.ofMinutes(10), Duration.ofMinutes(2));
        assertThat(world.files("lab")).hasSize(1);
        assertThat(world.run().text("state")).isEqualTo("WAITING");
        world.pass(Duration.ofHours(11), Duration.ofMinutes(30));
        assertThat(world.files("lab")).hasSize(1);
        assertThat(world.files("archive")).hasSize(1);
        assertThat(world.run().text("state")).isEqualTo("DONE");
    }
}
