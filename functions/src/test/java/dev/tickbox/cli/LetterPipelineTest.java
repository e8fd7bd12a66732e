package dev.tickbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The pipeline "Weekly letter" of the docs, as it is printed. */
class LetterPipelineTest extends PrintedPipeline {
    private static final String MONDAY = "2026-11-23T06:00:00Z";
    private static final List<String> FEEDS =
            List.of("https://garden-news.example/feed.xml", "https://seeds.example/rss");

    LetterPipelineTest() {
        super("Weekly letter");
    }

    @Test
    void a_letter_is_published_once_it_is_approved() throws Exception {
        world.slot(MONDAY);
        assertThat(world.files("letter")).isEmpty();
        assertThat(world.approveAll()).isEqualTo(1);
        world.pass(Duration.ofMinutes(10), Duration.ofMinutes(2));
        assertThat(world.files("letter")).hasSize(1);
        assertThat(world.bought()).isEqualTo(1);
    }

    @Test
    void an_edited_letter_is_what_is_published() throws Exception {
        world.slot(MONDAY);
        Path better = Files.writeString(folder.resolve("better.md"), "The moss was early this year.\n");
        world.type("approve", world.runId(), "--with", better.toString()).done();
        world.pass(Duration.ofMinutes(10), Duration.ofMinutes(2));
        assertThat(world.files("letter"))
                .singleElement()
                .satisfies(letter -> assertThat(letter).content().endsWith("The moss was early this year.\n"));
        assertThat(world.bought()).as("nothing is bought for it").isEqualTo(1);
    }

    @Test
    void in_a_quiet_week_nothing_is_bought() {
        FEEDS.forEach(world::standsStill);
        world.slot(MONDAY);
        world.approveAll();
        int bought = world.bought();
        world.slot("2026-11-30T06:00:00Z");
        assertThat(world.run().text("state")).isEqualTo("LEFT_OUT");
        assertThat(world.type("list").done()).contains("some");
        assertThat(world.bought()).isEqualTo(bought);
    }

    @Test
    void a_letter_is_written_without_one_dead_source_and_not_without_all() throws Exception {
        world.dies(FEEDS.getFirst());
        world.slot(MONDAY);
        assertThat(world.approveAll()).isEqualTo(1);
        world.dies(FEEDS.getLast());
        world.slot("2026-11-30T06:00:00Z");
        assertThat(world.run().text("state")).isEqualTo("FAILED");
        assertThat(world.bought()).isEqualTo(1);
        world.troubles.clear();
        world.type("retry", world.runId()).done();
        world.pass(Duration.ofMinutes(10), Duration.ofMinutes(1));
        assertThat(world.approveAll()).as("after a retry").isEqualTo(1);
    }

    @Test
    void a_letter_that_nobody_approves_is_dropped_and_the_next_monday_asks_again() throws Exception {
        world.slot(MONDAY);
        world.pass(Duration.ofDays(3), Duration.ofHours(1));
        assertThat(world.run().text("state")).isEqualTo("LEFT_OUT");
        assertThat(world.files("letter")).isEmpty();
        assertThat(world.type("cost", "--json").object().toString()).containsPattern("wasted\\w*=[1-9]");
        world.slot("2026-11-30T06:00:00Z");
        assertThat(world.approveAll()).isEqualTo(1);
        assertThat(world.bought()).isEqualTo(2);
    }
}
