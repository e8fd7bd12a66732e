package dev.tickbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.content.Output;
import dev.tickbox.content.Step;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.generator.simulated.Faults.Fate;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextCommandTest {
    private static final String RUN = "daily@2026-11-21T06:00Z";

    @TempDir
    private Path folder = Path.of("");

    private CommandFixture desk = new CommandFixture(folder);

    @BeforeEach
    void sit_down() {
        desk = new CommandFixture(folder);
    }

    private Path world(Faults faults) {
        return desk.world(faults, world -> {
            List<Step> steps = List.of(
                    Contents.generate("outline", "Outline of {{run.date}}.", new Output.Text()),
                    Contents.generate("draft", "Write this: {{steps.outline.text}}", new Output.Article()),
                    new Step.Approve("ok", "draft", Optional.empty()),
                    new Step.Publish("publish", "ok", "garden"));
            world.push(Contents.of(Contents.job("daily", "garden", "0 6 21 11 *", OnUncertain.RESUBMIT, steps)));
            pass(world);
        });
    }

    private static void pass(World world) {
        world.clock.advance(Duration.ofMinutes(61));
        world.pass(Duration.ofMinutes(20));
    }

    @Test
    void what_was_bought_is_printed_step_by_step_and_each_by_itself() {
        Path store = world(Faults.NONE);
        String outline = desk.on(store, "text", RUN, "outline").done();
        String draft = desk.on(store, "text", "daily@", "draft").done();
        assertThat(draft).contains("title: ", "slug: ", "\n\n## ");
        assertThat(desk.on(store, "text", RUN).done())
                .isEqualTo("── outline, bought ──\n" + outline + "\n── draft, bought ──\n" + draft);
        assertThat(desk.on(store, "text", RUN, "ok").done())
                .as("what is asked about")
                .isEqualTo(draft);
        assertThat(text(desk.on(store, "text", RUN, "draft", "--json").object()))
                .startsWith("{\"")
                .contains("\"markdown\":");
    }

    private static String text(Map<String, Object> said) {
        return Objects.requireNonNull((String) entry(said, "texts").get("text"));
    }

    private static Map<?, ?> entry(Map<String, Object> said, String list) {
        return (Map<?, ?>) ((List<?>) Objects.requireNonNull(said.get(list))).getFirst();
    }

    @Test
    void an_edited_text_is_printed_and_the_bought_one_is_still_there() throws IOException {
        Path store = world(Faults.NONE);
        String draft = desk.on(store, "text", RUN, "draft").done();
        Path better = Files.writeString(folder.resolve("better.md"), "Better.\n");
        desk.on(store, "approve", RUN, "--with", better.toString(), "--by", "ana")
                .done();
        assertThat(desk.on(store, "text", RUN, "ok").done()).contains("title: ").endsWith("\n\nBetter.\n\n");
        assertThat(desk.on(store, "text", RUN, "ok", "--bought").done()).isEqualTo(draft);
        assertThat(desk.on(store, "text", RUN).done()).contains("── draft, bought ──", "── ok, edited: by ana ──");
        assertThat(entry(desk.on(store, "text", RUN, "ok", "--json").object(), "texts")
                        .get("origin"))
                .isEqualTo("EDITED");
    }

    @Test
    void a_part_that_came_is_printed_and_said_to_be_one() {
        Path store = world(Faults.NONE.with(Fate.INCOMPLETE, 1000));
        CommandFixture.Said said = desk.on(store, "text", RUN, "outline");
        assertThat(said.code()).isZero();
        assertThat(said.err()).isEqualTo("tickbox: outline, bought, not used: out of tokens\n");
        assertThat(said.out()).hasSizeGreaterThan(20);
        assertThat(desk.on(store, "explain", RUN).done()).contains("tickbox text " + RUN + " outline");
    }

    @Test
    void the_request_is_printed_as_it_was_rendered_also_of_what_is_stuck() {
        Path store = world(Faults.NONE.blocking(1000));
        assertThat(desk.on(store, "text", RUN, "outline", "--request").done())
                .contains("maxTokens: 2048", "model: gemini-3.8-flash", "\n\nOutline of 2026-11-21.\n");
        assertThat(entry(desk.on(store, "text", RUN, "--request", "--json").object(), "requests"))
                .extracting("step", "state")
                .containsExactly("outline", "STUCK");
        assertThat(desk.on(store, "text", RUN).complaint())
                .isEqualTo("run " + RUN + " has no text yet; to see what happens next: tickbox explain " + RUN
                        + " --store sqlite:" + store + " --simulate");
        assertThat(desk.on(store, "text", RUN, "outlin", "--request").complaint())
                .endsWith("did you mean outline?");
        assertThat(desk.on(store, "text", RUN, "--request", "--bought").code()).isEqualTo(2);
        assertThat(desk.on(store, "text", "daily").complaint()).contains("daily is not a run");
    }

    @Test
    void the_text_of_a_row_is_found_by_its_key() {
        Path store = desk.world(Faults.NONE, world -> {
            world.push(Contents.of(Contents.rows("garden", List.of("moss", "fern"), each -> each)));
            world.process().submit();
            pass(world);
            world.pass(Duration.ofHours(2));
        });
        String run = "digest@2026-11-21T06:00Z";
        String moss = desk.on(store, "text", run, "--row", "moss").done();
        assertThat(moss).contains("title: ");
        assertThat(desk.on(store, "text", run, "note", "--row", "fern").done()).isNotEqualTo(moss);
        assertThat(desk.on(store, "text", run, "note", "--row", "palm").complaint())
                .contains("has no row with the key palm");
    }
}
