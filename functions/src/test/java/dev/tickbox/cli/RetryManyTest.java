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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many things that are stuck for one cause are retried by one command. */
class RetryManyTest {
    private static final Faults BLOCKED = Faults.NONE.blocking(1000);

    @TempDir
    private Path folder = Path.of("");

    private CommandFixture desk = new CommandFixture(folder);

    @BeforeEach
    void sit_down() {
        desk = new CommandFixture(folder);
    }

    private Path blocked() {
        return desk.world(BLOCKED, world -> {
            world.push(Contents.twoJobs(OnUncertain.RESUBMIT));
            world.pass(Duration.ofHours(2));
        });
    }

    private static Object done(CommandFixture.Said said) {
        return Objects.requireNonNull(said.object().get("done"));
    }

    @Test
    void everything_is_said_and_priced_and_asked_before_it_is_retried() {
        Path store = blocked();
        CommandFixture.Said alone = desk.on(store, "retry", "--all");
        assertThat(alone.code()).isEqualTo(1);
        assertThat(alone.out()).startsWith("2 × request, BLOCKED: blocked: safety\nthis may cost at most about $0.0");
        assertThat(alone.err()).contains("nobody can be asked here; to do it: the same with --yes");
        desk.answering("n");
        assertThat(desk.on(store, "retry", "--all").err()).isEqualTo("tickbox: nothing was done\n");
        assertThat(desk.on(store, "list", "--state", "stuck").done()).contains("daily@", "weekly@");
        desk.answering("y");
        assertThat(desk.on(store, "retry", "--all").done())
                .contains(
                        "the next submit tick sends article of daily@",
                        "the next submit tick sends outline of weekly@");
        assertThat(desk.on(store, "list", "--state", "stuck").done()).startsWith("There are no such runs.");
        assertThat(desk.on(store, "retry", "--all").done()).isEqualTo("nothing is stuck\n");
    }

    @Test
    void the_price_of_all_is_that_of_each_together() {
        Path store = blocked();
        long each = 0;
        for (String run : List.of("daily@", "weekly@")) {
            Path copy = folder.resolve(run + ".db");
            copy(store, copy);
            each += (Long) Objects.requireNonNull(
                    desk.on(copy, "retry", run, "--json").object().get("mayCostMicroUsd"));
        }
        Map<String, Object> all =
                desk.on(store, "retry", "--all", "--yes", "--json").object();
        assertThat(all).containsEntry("mayCostMicroUsd", each);
    }

    private static void copy(Path from, Path to) {
        try {
            Files.copy(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void the_publications_of_a_site_that_was_down_are_retried_and_no_others() {
        Path store = desk.world(Faults.NONE, world -> {
            world.push(Contents.twoJobs(OnUncertain.RESUBMIT));
            world.site("garden").down(true);
            world.site("kitchen").down(true);
            world.pass(Duration.ofHours(14));
        });
        CommandFixture.Said said = desk.on(store, "retry", "--site", "garden", "--yes");
        assertThat(said.done())
                .contains(
                        "1 × publication, waits for its next try after ",
                        "this buys nothing",
                        "the next reclaim tick publishes publish of daily@2026-11-21T06:00Z on garden")
                .doesNotContain("kitchen");
        assertThat(desk.on(store, "retry", "--site", "gardn", "--yes").complaint())
                .isEqualTo("there is no site gardn; did you mean garden?");
        assertThat(done(desk.on(store, "retry", "--site", "lab", "--json"))).isEqualTo(List.of());
    }

    @Test
    void failed_rows_are_retried_with_all_and_counted_by_their_table() {
        Path store = desk.world(BLOCKED, world -> {
            world.push(Contents.of(Contents.rows("garden", List.of("moss", "fern", "lichen"), each -> each)));
            world.process().submit();
            world.clock.advance(Duration.ofMinutes(61));
            world.pass(Duration.ofHours(3));
        });
        assertThat(desk.on(store, "retry", "--all", "--yes").done())
                .startsWith("3 × failed rows of digest@2026-11-21T06:00Z+notes\nthis may cost at most about $0.0")
                .contains("3 rows of run digest@2026-11-21T06:00Z that failed continue with the next ticks");
        assertThat(desk.on(store, "retry", "--all", "--yes").done()).isEqualTo("nothing is stuck\n");
    }

    @Test
    void one_of_an_id_a_site_and_all_is_needed() {
        for (String words : List.of("retry", "retry x --all", "retry --all --site garden", "retry --all --as-it-is")) {
            assertThat(desk.type(words.split(" ")).code()).as(words).isEqualTo(2);
        }
    }
}
