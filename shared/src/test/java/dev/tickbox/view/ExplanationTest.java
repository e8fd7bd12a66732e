package dev.tickbox.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Definition.Budget;
import dev.tickbox.content.Definition.ContentLimits;
import dev.tickbox.content.FetchRequest;
import dev.tickbox.content.Job;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.content.Output;
import dev.tickbox.content.Schedule;
import dev.tickbox.content.Step;
import dev.tickbox.generator.Mode;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.Definitions;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.money.Prices;
import dev.tickbox.reservation.Attempt;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.tick.submit.Lanes;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private static final String RUN = "daily@2026-11-21T06:00Z";

    @Test
    void a_normal_run_is_explained_from_its_slot_to_its_address() throws IOException {
        World world = world(Faults.NONE, Contents.twoJobs(OnUncertain.RESUBMIT), Duration.ofHours(2));
        GoldenText.check("normal", told(world, RUN));
    }

    @Test
    void two_steps_and_a_zone_are_explained_in_local_time_and_utc() throws IOException {
        Job draft = Contents.job("daily", "garden", "0 15 * * *", OnUncertain.RESUBMIT, twoSteps());
        Job tokyo = draft.with(new Schedule("0 15 * * *", ZoneId.of("Asia/Tokyo")));
        World world = world(Faults.NONE, Contents.of(tokyo), Duration.ofHours(2));
        GoldenText.check("zone", told(world, RUN));
    }

    @Test
    void an_unfinished_run_is_explained_with_what_happens_next_and_when() throws IOException {
        World world = world(Faults.NONE, Contents.twoJobs(OnUncertain.RESUBMIT), Duration.ofMinutes(60));
        GoldenText.check("waiting", told(world, RUN));
    }

    @Test
    void a_source_that_does_not_answer_is_explained_with_its_reason_and_its_next_try() throws IOException {
        List<Step> steps = new java.util.ArrayList<>();
        steps.add(new Step.Fetch("feeds", FetchRequest.feed("https://a.example/feed")));
        steps.addAll(Contents.single("garden", "Of {{#steps.feeds.rows}}{{title}}{{/steps.feeds.rows}}"));
        Job job = Contents.job("daily", "garden", "0 6 * * *", OnUncertain.RESUBMIT, steps);
        World world = world(Faults.NONE, Contents.of(job), Duration.ofMinutes(70));
        GoldenText.check("source", told(world, RUN));
        String next = world.store
                .get(RunDocument.ref(RUN))
                .orElseThrow()
                .fields()
                .time("due")
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        assertThat(RunList.of(world.store, Optional.empty(), Optional.empty(), 5, order -> Optional.empty())
                        .rows())
                .singleElement()
                .satisfies(row -> assertThat(row.why())
                        .startsWith("feeds not fetched from https://a.example/feed after ")
                        .endsWith(" tries; next try at " + next + ": the name cannot be resolved"));
    }

    @Test
    void a_stuck_reservation_lists_its_commands_and_what_each_may_cost() throws IOException {
        World world = world(faults("0", 0, 1000, true), Contents.twoJobs(OnUncertain.RESUBMIT), Duration.ofHours(2));
        GoldenText.check("stuck", told(world, RUN));
    }

    @Test
    void an_uncertain_attempt_that_was_bought_again_stays_at_risk() throws IOException {
        Faults lossy = faults("3", 500, 0, false);
        World world = world(lossy, Contents.twoJobs(OnUncertain.RESUBMIT), Duration.ofHours(3));
        List<Attempt> attempts = RunRecords.read(world.store, RUN).orElseThrow().attempts();
        assertThat(attempts)
                .extracting(Attempt::status)
                .containsExactly(Attempt.Status.UNCERTAIN, Attempt.Status.SETTLED);
        GoldenText.check("uncertain", told(world, RUN));
    }

    @Test
    void a_failed_step_is_explained_with_its_error_and_the_commands() throws IOException {
        List<Step> steps = List.of(
                Contents.generate("article", "Write.", new Output.Text()),
                new Step.Publish("publish", "article", "garden"));
        Job job = Contents.job("daily", "garden", "0 6 * * *", OnUncertain.RESUBMIT, steps);
        World world = world(Faults.NONE, Contents.of(job), Duration.ofHours(2));
        GoldenText.check("failed", told(world, RUN));
    }

    @Test
    void a_site_that_is_down_is_explained_with_the_next_try() throws IOException {
        World world = new World(new MemoryStore(), Faults.NONE, 1);
        world.push(Contents.twoJobs(OnUncertain.RESUBMIT));
        world.site("garden").down(true);
        world.pass(Duration.ofHours(2));
        GoldenText.check("site-down", told(world, RUN));
    }

    @Test
    void a_reservation_that_waits_for_its_lane_names_the_limit() {
        Definition content = Contents.with(
                Contents.of(Contents.buying("daily", Contents.MODEL, Mode.BACKGROUND)),
                ContentLimits.DEFAULT.withOutstanding(1));
        World world = new World(new MemoryStore(), Faults.NONE, 1);
        world.push(content);
        world.start(content, 2);
        world.process().submit();

        assertThat(next(world))
                .containsOnlyOnce("article: the next submit tick sends it, if the budget allows it; on hold now: "
                        + "limits.outstanding: 1 of gemini-3.8-flash are at the vendor");
    }

    @Test
    void a_reservation_that_waits_for_the_next_day_names_the_budget() {
        Definition content = Contents.with(
                Contents.of(Contents.buying("daily", Contents.MODEL, Mode.BACKGROUND)),
                new Budget(10_000, ZoneOffset.UTC));
        World world = new World(new MemoryStore(), Faults.NONE, 1);
        world.push(content);
        world.start(content, 2);
        world.process().submit();

        assertThat(next(world))
                .anySatisfy(
                        line -> assertThat(line)
                                .startsWith(
                                        "article: next try at 2026-11-22T00:00:00Z "
                                                + "(in 19 h), if the budget allows it; reason: the budget of $0.0100 for 2026-11-21 would be exceeded"));
    }

    private static List<String> next(World world) {
        return world.store.all(Query.of(RunDocument.ALL, 10)).stream()
                .flatMap(run -> explained(world, run.ref().id(), Optional.empty()).next().stream())
                .toList();
    }

    @Test
    void internal_changes_are_listed_only_with_all() {
        World world = world(Faults.NONE, Contents.twoJobs(OnUncertain.RESUBMIT), Duration.ofHours(2));
        RunRecords story = RunRecords.read(world.store, RUN).orElseThrow();
        assertThat(Timeline.of(story, List.of(), false))
                .extracting(TimelineEntry::cause)
                .doesNotContain("a tick works on the run", "woken");
        assertThat(Timeline.of(story, List.of(), true))
                .extracting(TimelineEntry::cause)
                .contains("a tick works on the run", "woken", "its run was woken");
    }

    @Test
    void a_pause_is_listed_first() {
        World world = world(Faults.NONE, Contents.twoJobs(OnUncertain.RESUBMIT), Duration.ofMinutes(60));
        assertThat(explained(world, RUN, Optional.of("tickbox resume --simulate"))
                        .next()
                        .getFirst())
                .contains("paused", "To resume: tickbox resume --simulate");
    }

    private static List<Step> twoSteps() {
        return List.of(
                Contents.generate("outline", "Outline {{run.date}}.", new Output.Text()),
                Contents.generate("draft", "Write this: {{steps.outline.text}}", new Output.Article()),
                new Step.Publish("publish", "draft", "garden"));
    }

    private static Faults faults(String seed, int lostReplies, int blocked, boolean canBeAsked) {
        return Faults.NONE
                .seeded(seed)
                .losingReplies(lostReplies)
                .blocking(blocked)
                .askable(canBeAsked);
    }

    private static World world(Faults faults, Definition content, Duration time) {
        World world = new World(new MemoryStore(), faults, 1);
        world.push(content);
        world.pass(time);
        return world;
    }

    private static List<String> told(World world, String run) {
        return explained(world, run, Optional.empty()).lines(words -> "tickbox " + words);
    }

    private static Explanation explained(World world, String run, Optional<String> resume) {
        RunRecords story = RunRecords.read(world.store, run).orElseThrow();
        Definition definition =
                new Definitions(world.store, world.clock).load(story.run().definition());
        Actions ways = new Actions(world.store, new Estimate(Prices.standard(), LocalDate.parse("2026-11-21")));
        Lanes lanes = new Lanes(world.context().with(definition));
        Function<Reservation.Order, Optional<String>> waits = order -> lanes.waits(order.lane());
        return Explanation.of(story, Optional.of(definition), ways, waits, resume, false, world.clock.now());
    }
}
