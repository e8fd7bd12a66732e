package dev.tickbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.approval.Lapse;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.content.Output;
import dev.tickbox.content.Step;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.world.Contents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApproveTest {
    private static final String RUN = "daily@2026-11-21T06:00Z";

    @TempDir
    private Path folder = Path.of("");

    private CommandFixture desk = new CommandFixture(folder);
    private Path store = folder;

    @BeforeEach
    void ask() {
        desk = new CommandFixture(folder);
        store = desk.world(Faults.NONE, world -> {
            world.push(Contents.of(Contents.job(
                    "daily",
                    "garden",
                    "0 6 21 11 *",
                    OnUncertain.RESUBMIT,
                    List.of(
                            Contents.generate("draft", "Write.", new Output.Article()),
                            new Step.Approve(
                                    "ok", "draft", Optional.of(new Lapse(Duration.ofHours(9), Lapse.End.DROP))),
                            new Step.Publish("publish", "ok", "garden")))));
            world.clock.advance(Duration.ofMinutes(61));
            world.pass(Duration.ofMinutes(10));
        });
    }

    private CommandFixture.Said on(String... words) {
        return desk.on(store, words);
    }

    @Test
    void list_says_what_waits_since_when_what_lapses_and_prints_commands_that_work() {
        String list = on("list").done();
        assertThat(list)
                .contains(
                        "Waits for your approval (1)",
                        "ok of " + RUN + ", “",
                        "waits for your approval since 2026-11-21T06:0",
                        "if nobody answers it is dropped at 2026-11-21T15:0",
                        "tickbox reject " + RUN + " ok --because WHY");
        String command = list.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("tickbox approve") && !line.contains("--show"))
                .findFirst()
                .orElseThrow();
        assertThat(desk.type(command.replaceFirst("^tickbox ", "").split(" ")).done())
                .startsWith("approved: ok of " + RUN);
        assertThat(on("list").done()).doesNotContain("Waits for your approval");
    }

    @Test
    void the_text_is_shown_without_an_answer() {
        assertThat(on("approve", RUN, "--show").done()).contains("title: ", "## ");
        assertThat(on("approve", RUN, "--show", "--json").object())
                .containsEntry("state", "ASKED")
                .containsKey("text");
        assertThat(on("approve", RUN, "--show", "--by", "ana").code()).isEqualTo(2);
    }

    @Test
    void the_same_answer_again_is_no_error_and_another_one_is() {
        assertThat(on("approve", RUN, "--by", "ana").done()).startsWith("approved: ");
        assertThat(on("approve", RUN, "--by", "ben").done()).startsWith("already approved: ");
        assertThat(on("reject", RUN, "--because", "too long").complaint())
                .startsWith("ok of " + RUN + ": it was approved by ana at ");
        assertThat(on("explain", RUN).done()).contains("Questions", "was approved by ana at ");
    }

    @Test
    void a_beginning_of_the_run_is_enough_and_a_wrong_step_is_said() {
        assertThat(on("approve", "daily@", "nope").complaint())
                .startsWith("run " + RUN + " asks nothing in a step nope");
        assertThat(on("reject", "daily@", "ok", "--because", "no").done()).startsWith("rejected: ok of " + RUN);
    }

    @Test
    void a_rejection_needs_a_reason() {
        assertThat(on("reject", RUN).code()).isEqualTo(2);
        assertThat(on("reject", RUN, "--because", " ").code()).isEqualTo(2);
    }

    @Test
    void an_edited_article_is_its_markdown_or_all_of_its_fields() throws IOException {
        Path json = Files.writeString(folder.resolve("better.json"), "{\"title\":\"Only this\"}");
        assertThat(on("approve", RUN, "--with", json.toString()).complaint())
                .startsWith("ok of " + RUN + ": the edited text cannot be used: it does not match its schema");
        assertThat(on("approve", RUN, "--with", folder.resolve("none.md").toString())
                        .complaint())
                .contains("none.md cannot be read");
        Path markdown = Files.writeString(folder.resolve("better.md"), "Better.\n");
        assertThat(on("approve", RUN, "--with", markdown.toString(), "--by", "ana")
                        .done())
                .startsWith("approved with your changes: ");
        assertThat(on("explain", RUN).done()).contains("approved with changes by ana");
        assertThat(on("approve", RUN).complaint()).contains("another text was approved by ana");
    }

    @Test
    void an_answer_while_the_store_is_paused_is_recorded_and_says_what_it_waits_for() {
        on("pause").done();
        assertThat(on("approve", RUN).done()).contains("the store is paused: nothing is bought or published before");
    }

    @Test
    void an_answer_after_the_run_was_abandoned_is_refused() {
        on("abandon", RUN).done();
        assertThat(on("approve", RUN).complaint()).contains("its run has ended; the question was withdrawn");
    }

    @Test
    void json_names_the_question_and_its_answer() {
        Map<String, Object> said = on("approve", RUN, "--json", "--by", "ana").object();
        assertThat(said)
                .containsEntry("state", "APPROVED")
                .containsEntry("step", "ok")
                .containsEntry("already", false);
        assertThat(on("list", "--json").object()).containsEntry("asked", List.of());
    }
}
