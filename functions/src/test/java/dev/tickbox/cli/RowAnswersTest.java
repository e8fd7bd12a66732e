package dev.tickbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Output;
import dev.tickbox.content.Step;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.world.Contents;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answering the questions of rows: by the commands that are printed, by the id of a row, and by its run and key. */
class RowAnswersTest {
    private static final String RUN = "digest@2026-11-21T06:00Z";

    @TempDir
    private Path folder = Path.of("");

    private CommandFixture desk = new CommandFixture(folder);

    @BeforeEach
    void sit_down() {
        desk = new CommandFixture(folder);
    }

    /** A run whose rows ask before they publish. */
    private Path asking(int rows) {
        List<String> topics = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            topics.add("topic " + i);
        }
        return desk.world(Faults.NONE, world -> {
            world.push(Contents.of(Contents.rows("garden", topics, RowAnswersTest::asking)));
            world.process().submit();
            world.clock.advance(Duration.ofMinutes(61));
            world.pass(Duration.ofHours(2));
        });
    }

    private static Step.Each asking(Step.Each each) {
        return new Step.Each(
                each.id(),
                each.of(),
                each.match(),
                each.key(),
                each.onlyNew(),
                each.minRows(),
                each.maxRows(),
                each.within(),
                each.onFailure(),
                List.of(
                        Contents.generate("note", "A note on {{row.topic}}.", new Output.Article()),
                        new Step.Approve("ok", "note", Optional.empty()),
                        new Step.Publish("out", "ok", "garden")),
                each.kept());
    }

    /** The printed commands without their program. */
    private static List<String> commands(String printed, String verb) {
        return printed.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("tickbox " + verb + " "))
                .map(line -> line.substring("tickbox ".length()).replaceFirst(" {2,}.*$", ""))
                .toList();
    }

    @Test
    void list_names_the_key_of_a_row_that_asks_and_its_commands_work() {
        Path store = asking(2);
        String list = desk.on(store, "list").done();
        assertThat(list).contains("Waits for your approval (2)", "(row topic 0), “", "(row topic 1), “");
        List<String> approve = commands(list, "approve").stream()
                .filter(line -> !line.contains("--show"))
                .toList();
        assertThat(approve).hasSize(2);
        assertThat(desk.type(approve.getFirst().split(" ")).done()).startsWith("approved: ok of " + RUN + "+notes+");
        String reject = commands(list, "reject").getLast().replace("WHY", "no");
        assertThat(desk.type(reject.split(" ")).done()).startsWith("rejected: ok of " + RUN + "+notes+");
        assertThat(desk.on(store, "list").done()).doesNotContain("Waits for your approval");
    }

    @Test
    void explain_of_a_row_prints_commands_that_work() {
        Path store = asking(2);
        String row = desk.on(store, "explain", RUN, "--row", "topic 1").done();
        String approve = commands(row, "approve").stream()
                .filter(line -> !line.contains("--show"))
                .findFirst()
                .orElseThrow();
        assertThat(desk.type(approve.split(" ")).done()).startsWith("approved: ");
        assertThat(desk.on(store, "explain", RUN, "--row", "topic 1").done()).contains("was approved by");
    }

    @Test
    void a_row_is_answered_by_its_run_and_its_key() {
        Path store = asking(2);
        assertThat(desk.on(store, "approve", RUN, "--row", "topic 0", "--show").done())
                .contains("title: ");
        assertThat(desk.on(store, "approve", RUN, "ok", "--row", "topic 0").done())
                .startsWith("approved: ok of " + RUN + "+notes+");
        assertThat(desk.on(store, "reject", RUN, "--row", "topic 1", "--because", "no")
                        .done())
                .startsWith("rejected: ok of ");
        assertThat(desk.on(store, "approve", RUN, "--row", "palm").complaint())
                .isEqualTo("run " + RUN + " has no row with the key palm");
        assertThat(desk.on(store, "approve", RUN, "nope", "--row", "topic 0").complaint())
                .contains("row " + RUN + "+notes+", "asks nothing in a step nope");
    }

    @Test
    void a_run_whose_rows_ask_says_so_and_how_to_answer_them() {
        Path store = asking(3);
        assertThat(desk.on(store, "approve", RUN).complaint())
                .startsWith(
                        "run " + RUN + " asks nothing itself; 3 questions of its rows wait for you: tickbox approve "
                                + RUN + " --row KEY");
    }

    @Test
    void a_table_says_how_many_questions_wait_and_a_list_how_many_it_does_not_show() {
        Path store = asking(60);
        assertThat(desk.on(store, "explain", RUN).done())
                .contains("notes: 0 of 60 rows done; 60 in progress; 60 questions wait for you");
        String list = desk.on(store, "list").done();
        assertThat(list)
                .contains(
                        "60 questions wait for you",
                        "Waits for your approval (60)",
                        "… and 55 more of " + RUN + "+notes");
        assertThat(list.lines()).hasSizeLessThan(70);
        assertThat(desk.on(store, "list", "--json").object()).containsEntry("askedInAll", 60L);
    }
}
