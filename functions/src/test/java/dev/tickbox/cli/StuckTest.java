package dev.tickbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Ids;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.content.Output;
import dev.tickbox.content.Step;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.run.Run;
import dev.tickbox.store.sqlite.SqliteStore;
import dev.tickbox.view.RunRecords;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StuckTest {
    private static final String RUN = "daily@2026-11-21T06:00Z";
    private static final Faults BLOCKED = Faults.NONE.blocking(1000);

    @TempDir
    private Path folder = Path.of("");

    private CommandFixture desk = new CommandFixture(folder);

    @BeforeEach
    void sit_down() {
        desk = new CommandFixture(folder);
    }

    private static void twoJobs(World world) {
        world.push(Contents.twoJobs(OnUncertain.RESUBMIT));
        world.pass(Duration.ofHours(2));
    }

    private static RunRecords story(Path file) {
        try (SqliteStore store = SqliteStore.open(file, Ids.system())) {
            return RunRecords.read(store, RUN).orElseThrow();
        }
    }

    @Test
    void list_prints_the_exact_command_for_what_is_stuck_and_the_command_works() {
        Path store = desk.world(BLOCKED, StuckTest::twoJobs);
        String list = desk.on(store, "list").done();
        assertThat(list)
                .contains("Needs your decision (2)", "article of " + RUN + ": blocked: safety", "at most about $0.0");
        String command = list.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("tickbox retry "
                        + story(store).reservations().getFirst().order().key().substring(0, 12)))
                .findFirst()
                .orElseThrow();
        String out = desk.type(command.replaceFirst("^tickbox ", "").split(" ")).done();
        assertThat(out)
                .startsWith("this may cost at most about $0.0")
                .contains("the next submit tick sends article of " + RUN + " again");
        assertThat(desk.on(store, "explain", RUN).done()).contains("RESERVED", "retried by operator");
    }

    @Test
    void a_program_that_reads_json_is_given_the_whole_command_too() {
        Path store = desk.world(BLOCKED, StuckTest::twoJobs);
        for (String[] words : new String[][] {{"list", "--json"}, {"explain", RUN, "--json"}}) {
            assertThat(desk.on(store, words).done())
                    .contains("\"command\":\"tickbox retry ", "--store")
                    .doesNotContainPattern("\"command\":\"[^\"]*(?<!" + Pattern.quote(store + " --simulate") + ")\"");
        }
    }

    @Test
    void list_says_why_a_restored_store_is_paused() {
        Path store = desk.world(BLOCKED, StuckTest::twoJobs);
        desk.on(store, "restored").done();
        assertThat(desk.on(store, "list").done()).startsWith("PAUSED (the store was restored from a backup): ");
        assertThat(desk.on(store, "list", "--json").object())
                .containsEntry("pausedBecause", "the store was restored from a backup");
    }

    @Test
    void a_retry_that_is_refused_names_no_price() {
        Faults lost = Faults.NONE.seeded("3").losingReplies(1000).askable(false);
        Path store = desk.world(lost, world -> {
            world.push(Contents.twoJobs(OnUncertain.RESUBMIT));
            world.clock.advance(Duration.ofMinutes(61));
            world.process().submit();
        });
        String key = story(store).reservations().getFirst().order().key();
        CommandFixture.Said said = desk.on(store, "retry", key);
        assertThat(said.complaint()).startsWith("article of " + RUN + ": it is not known yet");
        assertThat(said.out()).doesNotContain("buys nothing");
        assertThat(desk.on(store, "explain", RUN).done())
                .contains("if it is not found, it is sent again: it may be charged twice");
    }

    @Test
    void retrying_a_run_retries_everything_of_it_that_is_stuck() {
        Path store = desk.world(BLOCKED, StuckTest::twoJobs);
        assertThat(desk.on(store, "retry", RUN, "--json").object())
                .containsKey("done")
                .hasEntrySatisfying(
                        "mayCostMicroUsd", cost -> assertThat((Long) cost).isPositive());
        assertThat(desk.on(store, "list", "--job", "daily").done()).doesNotContain("Needs your decision");
    }

    @Test
    void a_failed_run_continues_from_its_failed_step_and_buys_no_stored_text_again() {
        List<Step> steps = List.of(
                Contents.generate("article", "Write.", new Output.Text()),
                new Step.Publish("publish", "article", "garden"));
        Path store = desk.world(Faults.NONE, world -> {
            world.push(Contents.of(Contents.job("daily", "garden", "0 6 * * *", OnUncertain.RESUBMIT, steps)));
            world.pass(Duration.ofHours(2));
        });
        assertThat(desk.on(store, "list", "--state", "failed").done())
                .contains("FAILED", "is not the requested JSON", "tickbox run daily")
                .doesNotContain("tickbox retry");
        assertThat(desk.on(store, "tick", "--simulate").done())
                .contains("runs/" + RUN + ": article: ", "is not the requested JSON");
        assertThat(desk.on(store, "forget", RUN).complaint()).contains("abandon it first");
        assertThat(desk.on(store, "retry", RUN).done())
                .startsWith("this buys nothing")
                .contains("continues from its failed step");
        assertThat(story(store).run().state()).isInstanceOf(Run.Runnable.class);
    }

    @Test
    void a_stuck_publication_is_retried_for_free_and_can_be_abandoned() {
        Path store = desk.world(Faults.NONE, world -> {
            world.push(Contents.twoJobs(OnUncertain.RESUBMIT));
            world.site("garden").down(true);
            world.pass(Duration.ofHours(14));
            world.clock.advance(Duration.ofHours(80));
            world.process().reclaim();
            world.process().reclaim();
        });
        String item = story(store).items().getFirst().parcel().fingerprint();
        assertThat(desk.on(store, "explain", "garden").done())
                .contains("STUCK", "tickbox retry " + item.substring(0, 12));
        assertThat(desk.on(store, "retry", item.substring(0, 8)).done()).startsWith("this buys nothing");
        assertThat(desk.on(store, "abandon", item).done()).contains("abandoned publication");
        assertThat(desk.on(store, "retry", item).complaint()).contains("abandoned, which is final");
    }

    @Test
    void a_done_run_is_neither_retried_nor_abandoned_but_forgotten() {
        Path store = desk.world(Faults.NONE, StuckTest::twoJobs);
        assertThat(desk.on(store, "retry", RUN).complaint()).contains("run " + RUN + ": it is done");
        assertThat(desk.on(store, "abandon", RUN).complaint()).contains("has ended");
        String key = story(store).reservations().getFirst().order().key();
        assertThat(desk.on(store, "retry", key).complaint()).contains("its text is stored");
        assertThat(desk.on(store, "forget", key).complaint()).contains("belongs to run " + RUN);
        assertThat(desk.on(store, "forget", RUN).done()).contains("removed run " + RUN);
        assertThat(desk.on(store, "explain", RUN).complaint()).contains("no id or name begins with");
    }

    @Test
    void cost_adds_up_to_the_same_sum_by_each_grouping() {
        Path store = desk.world(Faults.NONE, StuckTest::twoJobs);
        Object total = desk.on(store, "cost", "--json").object().get("total");
        for (String by : List.of("day", "job", "site", "model")) {
            assertThat(desk.on(store, "cost", "--by", by, "--json").object()).containsEntry("total", total);
        }
        assertThat(desk.on(store, "cost", "--by", "job").done()).contains("daily", "weekly", "total");
        desk.clock.advance(Duration.ofDays(3));
        assertThat(desk.on(store, "cost", "--days", "2").done()).contains("Nothing was bought since");
    }

    @Test
    void list_shows_the_newest_first_as_many_as_asked_for() {
        Path store = desk.world(Faults.NONE, StuckTest::twoJobs);
        List<String> lines = desk.on(store, "list").done().lines().toList();
        assertThat(lines.get(1)).startsWith("weekly@");
        assertThat(lines.get(2)).startsWith(RUN).contains("memory:");
        assertThat(desk.on(store, "list", "--limit", "1").done()).contains("more with --limit 5");
        assertThat(desk.on(store, "list", "--state", "failed").done()).contains("There are no such runs");
    }
}
