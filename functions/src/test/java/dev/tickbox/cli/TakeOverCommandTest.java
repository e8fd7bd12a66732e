package dev.tickbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.cli.CommandFixture.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that begins in the middle of another, by the command. */
class TakeOverCommandTest {
    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void content() throws IOException {
        Files.createDirectories(folder.resolve("prompts"));
        Files.writeString(folder.resolve("prompts/outline.md"), "Outline.\n");
        Files.writeString(folder.resolve("prompts/draft.md"), "Draft {{steps.outline.text}}\n");
        Files.writeString(folder.resolve("tickbox.yaml"), """
                sites:
                  lab: {publisher: folder, path: public/lab}
                  archive: {publisher: folder, path: public/archive}
                jobs:
                  weekly:
                    model: gemini-3.8-flash
                    steps:
                      - {id: outline, generate: prompts/outline.md}
                      - {id: draft, generate: prompts/draft.md, output: article}
                      - {id: out, publish: draft, to: [lab, archive]}
                """);
    }

    @Test
    void a_run_begins_at_a_step_of_another_and_says_what_it_has_of_it() {
        CommandFixture desk = new CommandFixture(folder);
        String first = Objects.requireNonNull(
                (String) desk.played("run", "weekly", "--json").object().get("run"));
        ticks(desk);
        assertThat(desk.played("explain", first).done()).contains("  DONE", "sites lab, archive");

        assertThat(desk.played("run", "weekly", "--from", first, "--at", "draft")
                        .complaint())
                .contains("has published step out.", "--publish-again", "nothing was bought");
        assertThat(desk.played("run", "weekly", "--from", first, "--at", "drft").complaint())
                .contains("did you mean draft?");

        Said again = desk.played("run", "weekly", "--from", first, "--at", "draft", "--publish-again");
        assertThat(again.done()).contains("taken over from run " + first + ", and not bought again: outline");
        ticks(desk);

        String second = again.out()
                .lines()
                .filter(line -> line.startsWith("created run "))
                .map(line -> line.substring("created run ".length()))
                .findFirst()
                .orElseThrow();
        assertThat(desk.played("explain", second).done())
                .contains("  DONE", "taken over from run " + first + ", where it was paid: outline");
        assertThat(desk.played("explain", first).done()).contains("run " + second + " goes on with what it has");
        assertThat(desk.played("text", second, "outline").done())
                .isEqualTo(desk.played("text", first, "outline").done());
        assertThat(desk.played("cost", "--by", "step").done()).contains("weekly/outline", "weekly/draft");
    }

    @Test
    void where_to_begin_and_of_which_run_belong_together() {
        Said said = new CommandFixture(folder).played("run", "weekly", "--at", "draft");

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("--from RUN and --at STEP belong together");
    }

    private static void ticks(CommandFixture desk) {
        for (int i = 0; i < 6; i++) {
            desk.clock.advance(Duration.ofMinutes(2));
            desk.played("tick").done();
        }
    }
}
