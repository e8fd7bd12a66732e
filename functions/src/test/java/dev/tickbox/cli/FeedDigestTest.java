package dev.tickbox.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Clock;
import dev.tickbox.process.PackagedProcess;
import dev.tickbox.world.ManualClock;
import dev.tickbox.world.World;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code init --from feed-digest}, typed as the page of the pipelines says. */
class FeedDigestTest {
    private static final Pattern SHELL = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder = Path.of("");

    /** The lines of the shell blocks, without {@code tickbox}. */
    private static List<String> typed() throws IOException {
        List<String> lines = new ArrayList<>();
        for (MatchResult block :
                SHELL.matcher(Files.readString(PipelinePage.FILE)).results().toList()) {
            block.group(1)
                    .lines()
                    .map(line -> line.replaceFirst("^tickbox ", ""))
                    .forEach(lines::add);
        }
        return lines;
    }

    private CommandFixture begun(ManualClock clock) {
        CommandFixture desk = new CommandFixture(folder.resolve("my-letter"), clock, Map.of());
        desk.type("init", "--from", "feed-digest", desk.folder.toString()).done();
        return desk;
    }

    /** What {@code up} does, without waiting. */
    private static void ticks(CommandFixture desk) {
        for (int i = 0; i < 4; i++) {
            desk.clock.advance(Duration.ofMinutes(1));
            desk.played("tick").done();
        }
    }

    private static List<Path> letters(CommandFixture desk) throws IOException {
        Path letters = desk.folder.resolve("simulated/letter");
        if (!Files.exists(letters)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(letters)) {
            return all.filter(file -> file.toString().endsWith(".md")).toList();
        }
    }

    @Test
    void what_the_page_says_to_type_publishes_a_letter() throws Exception {
        List<String> lines = typed();
        assertThat(lines)
                .containsExactly(
                        "init --from feed-digest my-letter",
                        "cd my-letter",
                        "up --simulate --every 5",
                        "run letter-weekly --simulate",
                        "list --simulate",
                        "approve letter-weekly@ --show --simulate",
                        "approve letter-weekly@ --simulate");
        CommandFixture desk = begun(new ManualClock(World.START));
        assertThat(desk.here("check", "--simulate").done()).contains("letter-weekly", "No mistakes");
        for (String line : lines.subList(3, lines.size())) {
            assertThat(letters(desk)).as("before: " + line).isEmpty();
            assertThat(desk.here(line.split(" ")).done()).isNotEmpty();
            ticks(desk);
        }
        assertThat(letters(desk)).hasSize(1);
        assertThat(desk.folder.resolve("public")).doesNotExist();
    }

    @Test
    void the_sample_is_the_weekly_letter_of_the_docs() throws Exception {
        CommandFixture desk = begun(new ManualClock(World.START));
        for (Map.Entry<String, String> file :
                PipelinePage.files("Weekly letter").entrySet()) {
            assertThat(desk.folder.resolve(file.getKey())).content().isEqualTo(file.getValue());
        }
        assertThat(desk.folder.resolve(".gitignore")).exists();
    }

    @Test
    void an_unknown_sample_gets_a_hint_and_writes_nothing() {
        CommandFixture desk = new CommandFixture(folder.resolve("new"));
        assertThat(desk.type("init", "--from", "feed-digst", desk.folder.toString())
                        .complaint())
                .isEqualTo("there is no sample feed-digst; did you mean feed-digest?; nothing was written");
        assertThat(desk.type("init", "--from", "blog", desk.folder.toString()).complaint())
                .isEqualTo("there is no sample blog; known: feed-digest; nothing was written");
        assertThat(desk.folder).doesNotExist();
    }

    @Test
    @Tag("long")
    @Timeout(120)
    void up_publishes_what_is_approved() throws Exception {
        // The run is from yesterday, so that its text is finished when the process checks it.
        CommandFixture desk = begun(new ManualClock(Clock.system().now().minus(Duration.ofDays(1))));
        desk.played("run", "letter-weekly").done();
        ticks(desk);
        desk.played("approve", "letter-weekly@").done();
        Process up = PackagedProcess.running(
                        Tickbox.class, List.of("up", "--simulate", "--every", "1", "--content", desk.folder.toString()))
                .redirectErrorStream(true)
                .start();
        try (BufferedReader lines = up.inputReader(UTF_8)) {
            List<String> said =
                    lines.lines().takeWhile(line -> !line.contains("PUBLISHED")).toList();
            assertThat(letters(desk)).as(said.toString()).hasSize(1);
        } finally {
            up.destroy();
        }
        assertThat(up.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
}
