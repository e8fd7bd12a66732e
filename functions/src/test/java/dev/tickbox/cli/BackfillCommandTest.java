package dev.tickbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clock is at 2026-11-21T05:00Z. */
class BackfillCommandTest {
    private static final String[] THREE = {"backfill", "daily", "--from", "2026-11-18", "--to", "2026-11-20"};

    @TempDir
    private Path folder = Path.of("");

    private CommandFixture desk = new CommandFixture(folder);

    @BeforeEach
    void content() throws IOException {
        desk = new CommandFixture(folder);
        Files.createDirectories(folder.resolve("prompts"));
        Files.writeString(folder.resolve("prompts/daily.md"), "Write about {{run.date}}.\n");
        Files.writeString(folder.resolve("tickbox.yaml"), """
                sites: {garden: {publisher: folder, path: public}}
                jobs:
                  daily: {site: garden, schedule: "0 6 * * *", zone: Asia/Tokyo, model: gemini-3.8-flash,
                          prompt: prompts/daily.md, catchUp: all}
                  now: {site: garden, model: gemini-3.8-flash, prompt: prompts/daily.md}
                budget: {dailyUsd: 0.05}
                """);
    }

    private CommandFixture.Said three(String... more) {
        String[] words = Arrays.copyOf(THREE, THREE.length + more.length);
        System.arraycopy(more, 0, words, THREE.length, more.length);
        return desk.played(words);
    }

    @Test
    void slots_and_price_are_said_before_it_asks_and_made_after_a_yes() {
        desk.played("tick").done();
        CommandFixture.Said alone = three();
        assertThat(alone.code()).isEqualTo(1);
        assertThat(alone.out())
                .contains(
                        "  daily@2026-11-17T21:00Z  2026-11-18 06:00:00 Asia/Tokyo (2026-11-17T21:00:00Z)\n",
                        "3 slots, 3 runs to make\n",
                        "all of them cost at most about $0.09",
                        "more than the budget of a day ($0.0500)");
        assertThat(alone.err()).contains("the same with --yes");
        assertThat(desk.played("list").done()).startsWith("There are no runs yet.");
        desk.answering("yes");
        assertThat(three().done()).contains("made 3 runs\n");
        assertThat(three().done()).startsWith("3 slots, 0 runs to make; 3 are there\n");
        assertThat(three("--json", "--yes").object())
                .containsEntry("made", List.of())
                .containsEntry("there", 3L);
    }

    @Test
    void what_is_refused_makes_nothing() {
        desk.played("tick").done();
        assertThat(desk.played("backfill", "now", "--from", "2026-11-18", "--to", "2026-11-20", "--yes")
                        .complaint())
                .isEqualTo("job now: it has no schedule, and so no slots; nothing was made");
        assertThat(desk.played("backfill", "dayly", "--from", "2026-11-18", "--to", "2026-11-20")
                        .complaint())
                .contains("did you mean daily?");
        assertThat(desk.played("backfill", "daily", "--from", "yesterday", "--to", "2026-11-20")
                        .code())
                .isEqualTo(2);
        assertThat(desk.played("backfill", "daily", "--from", "2026-11-20").code())
                .isEqualTo(2);
    }

    @Test
    void many_slots_that_are_made_up_for_at_once_are_announced_with_their_price() {
        desk.played("tick").done();
        desk.played("pause").done();
        desk.clock.advance(Duration.ofDays(150));
        String words =
                "job daily (catchUp: all): the next submit tick makes the runs of 100 slots that were missed, and later"
                        + " ones those of more; they cost at most about $6.";
        assertThat(desk.played("list").done()).contains(words);
        assertThat(desk.played("resume").done()).contains(words);
        assertThat(desk.played("pause").done()).doesNotContain("catchUp");
    }
}
