package dev.tickbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.world.Contents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a crontab mails, and what a monitoring job sees. */
class QuietTickTest {
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
            world.push(Contents.twoJobs(OnUncertain.RESUBMIT));
            world.pass(Duration.ofHours(2));
        });
    }

    private CommandFixture.Said quiet(Path store) {
        return desk.on(store, "tick", "--quiet", "--simulate");
    }

    @Test
    void a_tick_prints_once_what_waits_and_all_of_it_again_after_a_day() {
        Path store = world(Faults.NONE.blocking(1000));
        assertThat(quiet(store).done())
                .contains("article of " + RUN + ": blocked: safety\n    tickbox retry ")
                .doesNotContain("{");
        assertThat(quiet(store).done()).isEmpty();
        desk.clock.advance(Duration.ofHours(23));
        assertThat(quiet(store).done()).isEmpty();
        desk.clock.advance(Duration.ofHours(2));
        assertThat(quiet(store).done()).contains("article of " + RUN + ": blocked");
        assertThat(quiet(store).done()).isEmpty();
    }

    @Test
    void what_was_settled_and_came_back_is_news_at_once() {
        Path store = world(Faults.NONE.blocking(1000));
        quiet(store).done();
        desk.on(store, "abandon", RUN).done();
        assertThat(quiet(store).done()).isEmpty();
        assertThat(read(told())).doesNotContain(RUN).contains("weekly@");
    }

    @Test
    void after_a_clock_went_back_it_is_not_silent_until_then() {
        Path store = world(Faults.NONE.blocking(1000));
        desk.clock.advance(Duration.ofDays(400));
        quiet(store).done();
        desk.clock.advance(Duration.ofDays(-400));
        assertThat(quiet(store).done()).contains("blocked");
        assertThat(quiet(store).done()).isEmpty();
    }

    @Test
    void a_file_that_cannot_be_read_only_repeats_what_waits() throws IOException {
        Path store = world(Faults.NONE.blocking(1000));
        String first = quiet(store).done();
        Path told = told();
        Files.writeString(told, "{\"stuck");
        assertThat(quiet(store).done()).isEqualTo(first);
        Files.delete(told);
        Files.createDirectories(told.resolve("in the way"));
        assertThat(quiet(store).done()).startsWith(first).contains("cannot be remembered");
    }

    @Test
    void an_error_of_every_tick_is_mailed_once_and_fails_each() throws IOException {
        Files.writeString(folder.resolve("tickbox.yaml"), "sites: {garden: {publisher: moon}}\n");
        CommandFixture.Said first = desk.played("tick", "--quiet");
        assertThat(first.code()).isEqualTo(1);
        assertThat(first.err()).isEmpty();
        assertThat(first.out()).startsWith("error: ").contains("tickbox.yaml:1");
        CommandFixture.Said again = desk.played("tick", "--quiet");
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.out()).isEmpty();
        CommandFixture.Said without = desk.here("tick", "--quiet");
        assertThat(without.out()).contains("error: ").contains("GEMINI_API_KEY");
        assertThat(desk.here("tick", "--quiet").out()).isEmpty();
    }

    @Test
    void of_two_reports_one_says_what_is_stuck() {
        Path store = world(Faults.NONE.blocking(1000));
        List<String> reports =
                desk.on(store, "tick", "--simulate").done().lines().toList();
        assertThat(reports).hasSize(2);
        assertThat(reports.getFirst()).doesNotContain("stuck");
        assertThat(reports.getLast()).contains("\"stuck\":[\"reservations/");
        assertThat(desk.on(store, "tick", "reclaim", "--simulate").done()).contains("\"stuck\":");
    }

    @Test
    void no_age_in_a_report_is_negative_after_a_clock_went_back() {
        Path store = desk.world(Faults.NONE.losingReplies(1000), world -> {
            world.push(Contents.twoJobs(OnUncertain.RESUBMIT));
            world.clock.advance(Duration.ofMinutes(61));
            world.process().submit();
        });
        desk.clock.advance(Duration.ofDays(-3));
        assertThat(desk.on(store, "tick", "--simulate").out())
                .contains("\"oldestWaitingSeconds\":0", "\"oldestReservationSeconds\":0");
    }

    @Test
    void status_is_one_line_and_fails_while_something_waits() {
        Path store = world(Faults.NONE.blocking(1000));
        CommandFixture.Said said = desk.on(store, "status");
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).isEmpty();
        assertThat(said.out())
                .startsWith("2 stuck wait for you · 2 runs in progress · today up to $0.0")
                .endsWith(" of $5.0000 · tickbox list --store sqlite:" + store + " --simulate\n");
        assertThat(desk.on(store, "status", "--json").object())
                .containsEntry("waitsForYou", true)
                .containsEntry("stuck", 2L)
                .containsEntry("questions", 0L);
        desk.on(store, "abandon", RUN).done();
        desk.on(store, "abandon", "weekly@2026-11-21T06:30Z").done();
        assertThat(desk.on(store, "status").done()).startsWith("nothing waits for you · 0 runs in progress · today ");
        desk.on(store, "pause").done();
        assertThat(desk.on(store, "status").code()).isEqualTo(1);
        assertThat(desk.on(store, "status").out()).startsWith("PAUSED · nothing waits for you");
    }

    private Path told() {
        try (Stream<Path> files = Files.list(folder.resolve(".tickbox"))) {
            return files.findFirst().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Arrays.toString(Files.readAllLines(file).toArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
