package dev.tickbox.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.FetchRequest;
import dev.tickbox.content.Job;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.content.Step;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.StepRecord;
import dev.tickbox.ledger.StepRecord.Kind;
import dev.tickbox.ledger.StepRecord.Status;
import dev.tickbox.money.Prices;
import dev.tickbox.source.Source;
import dev.tickbox.store.Document;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Write;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A run with many sources of which some fail. */
class SourceTroublesTest {
    private static final String RUN = "daily@2026-11-21T06:00Z";

    private final World world = new World(new MemoryStore(), Faults.NONE, 1);

    private void play(boolean skip, Duration time) {
        List<String> feeds = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String feed = "https://feeds.example/" + i;
            feeds.add(feed);
            world.source.on(
                    feed,
                    "<rss version='2.0'><channel><title>T</title><item><title>A</title><link>" + feed
                            + "/a</link></item></channel></rss>");
        }
        world.source.failing("https://feeds.example/2");
        world.source.on("https://feeds.example/4", () -> new Source.Refused("it answered 404"));
        FetchRequest request = FetchRequest.feed(feeds.toArray(String[]::new));
        List<Step> steps = new ArrayList<>();
        steps.add(new Step.Fetch("feeds", skip ? request.skipping() : request));
        steps.addAll(Contents.single("garden", "Of {{#steps.feeds.rows}}{{title}}{{/steps.feeds.rows}}"));
        Job job = Contents.job("daily", "garden", "0 6 21 11 *", OnUncertain.RESUBMIT, steps);
        world.push(Contents.of(job));
        world.process().submit();
        world.pass(time);
    }

    private String explained() {
        Estimate estimate = new Estimate(Prices.standard(), LocalDate.of(2026, 11, 21));
        return String.join(
                "\n",
                Explanation.of(
                                RunRecords.read(world.store, RUN).orElseThrow(),
                                Optional.empty(),
                                new Actions(world.store, estimate),
                                order -> Optional.empty(),
                                Optional.empty(),
                                false,
                                world.clock.now())
                        .lines(command -> "tickbox " + command));
    }

    private String listed() {
        return RunList.of(world.store, Optional.empty(), Optional.empty(), 5, order -> Optional.empty())
                .rows()
                .getFirst()
                .why();
    }

    @Test
    void a_list_counts_the_sources_that_fail_and_an_explanation_names_them_and_their_next_try() {
        play(/* skip= */ true, Duration.ofMinutes(64));
        assertThat(listed()).startsWith("feeds: 2 of 6 sources fail; next try at 2026-11-21T06:0");
        assertThat(explained())
                .contains(
                        "Sources\n  feeds: 2 of 6 sources fail; next try at 2026-11-21T06:0",
                        "    https://feeds.example/2  ",
                        "next at 2026-11-21T06:0",
                        ": 503",
                        "    https://feeds.example/4  not tried again before a retry of the run: it answered 404");
        assertThat(explained()).doesNotContain("https://feeds.example/3", "not fetched from");
    }

    @Test
    void a_run_that_went_on_without_some_sources_still_names_them() {
        play(/* skip= */ true, Duration.ofHours(5));
        assertThat(explained())
                .contains("  DONE", "Sources\n  feeds: 2 of 6 sources fail\n    https://feeds.example/")
                .contains("https://feeds.example/2  not tried again before a retry of the run: 503");
    }

    private static void part(World world, String key, Status status, int hour) {
        StepRecord record = new StepRecord(
                "feeds.0000000a",
                key,
                Kind.FETCH,
                status,
                "the content",
                Optional.empty(),
                Optional.empty(),
                Optional.of("https://feeds.example/a"),
                Optional.of("it answered 404").filter(why -> status == Status.FAILED),
                Optional.empty(),
                Optional.empty(),
                World.START.plus(Duration.ofHours(hour)));
        world.store.commit(new Write.Create(StepRecord.ref(RUN, record.step(), key), StepRecord.write(record)));
    }

    /** The changed content asks the address for something else, so that it is another input of the same step. */
    @Test
    void a_source_that_answered_after_a_retry_with_changed_content_does_not_fail() {
        new TableInStore(world, RUN, "notes");
        Document run = world.store.get(RunDocument.ref(RUN)).orElseThrow();
        part(world, "9", Status.FAILED, 1);
        assertThat(SourceTroubles.of(world.store, run)).hasSize(1);
        part(world, "5", Status.DONE, 2);
        assertThat(SourceTroubles.of(world.store, run)).isEmpty();
        part(world, "7", Status.FAILED, 3);
        assertThat(SourceTroubles.of(world.store, run))
                .singleElement()
                .satisfies(feeds -> assertThat(feeds.text(ReadableTime.UTC)).isEqualTo("feeds: 1 of 1 sources fails"));
    }

    @Test
    void a_run_whose_sources_answer_says_nothing_of_them() {
        play(/* skip= */ true, Duration.ofMinutes(50));
        assertThat(RunRecords.read(world.store, RUN)).isEmpty();
        world.source.on("https://feeds.example/2", "<rss version='2.0'><channel><title>T</title></channel></rss>");
        world.source.on("https://feeds.example/4", "<rss version='2.0'><channel><title>T</title></channel></rss>");
        world.pass(Duration.ofHours(3));
        assertThat(explained()).contains("  DONE").doesNotContain("Sources");
    }

    @Test
    void what_was_fetched_is_part_of_what_happened_with_one_line_for_several_sources() {
        play(/* skip= */ true, Duration.ofHours(5));
        assertThat(explained().lines().filter(line -> line.contains("  feeds  ")))
                .singleElement()
                .asString()
                .matches(" +2026-11-21T.*  feeds +DONE +first tried then, and recorded since");
    }
}
