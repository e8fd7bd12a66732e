package dev.tickbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.content.Output;
import dev.tickbox.content.Step;
import dev.tickbox.generator.Generator;
import dev.tickbox.generator.Generator.Refused;
import dev.tickbox.generator.Mode;
import dev.tickbox.generator.Request;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.Change;
import dev.tickbox.ledger.Definitions;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.SpentLedger;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.tick.context.TickReport;
import dev.tickbox.tick.start.DriveRuns;
import dev.tickbox.world.Contents;
import dev.tickbox.world.Gate;
import dev.tickbox.world.Interruption;
import dev.tickbox.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The vendor refuses what a content asks for; a person mends the content and lets the run go on with it. */
class ContentSwitchTest {
    private static final String OTHER = "gemini-3.5-flash-lite";
    private static final String NEVER_HERE = "0 0 1 1 *";
    private static final Definition REFUSED = buying(Contents.MODEL);
    private static final Definition MENDED = buying(OTHER);

    private final World world = new World(new MemoryStore(), Faults.NONE, 1);
    private final Gate gate = new Gate(world);

    private static Definition buying(String model) {
        return Contents.of(Contents.job(
                "daily",
                "garden",
                NEVER_HERE,
                OnUncertain.RESUBMIT,
                Contents.buying("daily", model, Mode.BACKGROUND).steps()));
    }

    private void pass() {
        for (int i = 0; i < 8; i++) {
            world.clock.advance(Duration.ofMinutes(2));
            world.process(gate).submit();
            world.process(gate).reclaim();
        }
    }

    private void refuses(String what) {
        gate.answer(request -> request.model().equals(what) || request.prompt().startsWith(what)
                ? Optional.of(new Refused("404 no such model", true, Optional.empty()))
                : Optional.empty());
    }

    private void begin(Definition content) {
        world.push(content);
        world.start(content, 1);
    }

    private String run() {
        return world.store.all(Query.of(RunDocument.ALL, 2)).getFirst().ref().id();
    }

    private Change<ContentSwitch.Switched> goesOnWith(Definition content) {
        world.push(content);
        return new ContentSwitch(world.context(), "operator").to(content, run());
    }

    private List<String> states(Collection collection) {
        return world.store.all(Query.of(collection, 20)).stream()
                .map(Document::fields)
                .map(fields -> fields.text("state"))
                .sorted()
                .toList();
    }

    private void isPublishedOnceAndAtRest(String site) {
        assertThat(states(RunDocument.ALL)).containsExactly("DONE");
        assertThat(world.site(site).effects()).hasSize(1);
        assertThat(SpentLedger.ofDay(world.store, "2026-11-21")).isEqualTo(world.vendor.chargedMicroUsd());
        List<Document> runs = world.store.all(Query.of(RunDocument.ALL, 2));
        pass();
        assertThat(world.store.all(Query.of(RunDocument.ALL, 2))).isEqualTo(runs);
    }

    @Test
    void what_the_vendor_refused_is_bought_once_as_todays_content_asks_for_it() {
        refuses(Contents.MODEL);
        begin(REFUSED);
        pass();
        assertThat(states(ReservationDocument.ALL)).containsExactly("STUCK");

        assertThat(goesOnWith(MENDED).made()).isTrue();
        pass();

        assertThat(world.vendor.jobs()).hasSize(1);
        assertThat(states(ReservationDocument.ALL)).containsExactly("ABANDONED", "COLLECTED");
        assertThat(world.store.get(RunDocument.ref(run())).orElseThrow().fields())
                .satisfies(fields -> assertThat(fields.text("made_with")).isEqualTo(REFUSED.sha()))
                .satisfies(fields -> assertThat(fields.text("definition")).isEqualTo(MENDED.sha()))
                .satisfies(fields -> assertThat(fields.number("schema")).isEqualTo(3));
        isPublishedOnceAndAtRest("garden");
    }

    private static Definition twoSteps(String outline, String draft) {
        return Contents.of(Contents.job(
                "weekly",
                "kitchen",
                NEVER_HERE,
                OnUncertain.RESUBMIT,
                List.of(
                        Contents.generate("outline", outline, new Output.Text()),
                        Contents.generate("draft", draft + " {{steps.outline.text}}", new Output.Article()),
                        new Step.Publish("publish", "draft", "kitchen"))));
    }

    @Test
    void a_kept_outline_is_not_bought_again_though_its_prompt_changed_too() {
        refuses("Draft");
        begin(twoSteps("Outline.", "Draft"));
        pass();
        assertThat(states(ReservationDocument.ALL)).containsExactly("COLLECTED", "STUCK");
        gate.asked();

        assertThat(goesOnWith(twoSteps("Outline better.", "Write")).made()).isTrue();
        pass();

        assertThat(gate.asked())
                .extracting(Request::prompt)
                .singleElement()
                .satisfies(prompt -> assertThat(prompt).startsWith("Write "));
        assertThat(world.vendor.jobs()).hasSize(2);
        isPublishedOnceAndAtRest("kitchen");
    }

    @Test
    void what_is_at_the_vendor_is_waited_for_and_used() {
        begin(REFUSED);
        world.process(gate).submit();
        assertThat(states(ReservationDocument.ALL)).containsExactly("SUBMITTED");

        assertThat(goesOnWith(MENDED).made()).isTrue();
        pass();

        assertThat(gate.asked()).hasSize(1);
        assertThat(states(ReservationDocument.ALL)).containsExactly("COLLECTED");
        isPublishedOnceAndAtRest("garden");
    }

    @Test
    void what_becomes_stuck_only_later_waits_for_a_person_who_may_say_it_again() {
        gate.seen(look -> new Generator.Pending());
        begin(REFUSED);
        world.process(gate).submit();
        assertThat(goesOnWith(MENDED).made()).isTrue();
        world.clock.advance(world.context().limits().vendor().overdue());
        pass();
        assertThat(states(ReservationDocument.ALL)).containsExactly("STUCK");
        assertThat(gate.asked()).hasSize(1);

        assertThat(goesOnWith(MENDED).made()).isTrue();
        pass();
        assertThat(gate.asked()).extracting(Request::model).containsExactly(OTHER);
    }

    @Test
    void back_to_the_first_content_buys_what_it_asked_for_once() {
        refuses(Contents.MODEL);
        begin(REFUSED);
        pass();
        refuses(OTHER);
        assertThat(goesOnWith(MENDED).made()).isTrue();
        pass();
        assertThat(states(ReservationDocument.ALL)).containsExactly("ABANDONED", "STUCK");

        assertThat(goesOnWith(REFUSED).made()).isTrue();
        pass();

        assertThat(world.vendor.jobs()).hasSize(1);
        assertThat(states(ReservationDocument.ALL)).containsExactly("ABANDONED", "ABANDONED", "COLLECTED");
        isPublishedOnceAndAtRest("garden");
    }

    @Test
    void a_step_that_todays_content_no_longer_has_does_not_hold_the_run() {
        refuses("Outline");
        begin(twoSteps("Outline.", "Draft"));
        pass();
        assertThat(states(ReservationDocument.ALL)).containsExactly("STUCK");

        assertThat(goesOnWith(Contents.of(Contents.job(
                                "weekly",
                                "kitchen",
                                NEVER_HERE,
                                OnUncertain.RESUBMIT,
                                Contents.single("kitchen", "Write."))))
                        .made())
                .isTrue();
        pass();
        assertThat(world.vendor.jobs()).hasSize(1);
        isPublishedOnceAndAtRest("kitchen");
    }

    @Test
    void what_a_site_shows_is_not_published_again_though_the_content_names_another() {
        Definition two = publishing("garden", "kitchen");
        begin(two);
        world.site("kitchen").down(true);
        pass();
        assertThat(states(ItemDocument.ALL)).containsExactly("PENDING", "PUBLISHED");

        assertThat(goesOnWith(publishing("kitchen", "garden")).made()).isTrue();
        pass();
        assertThat(world.site("garden").effects()).hasSize(2);
        assertThat(world.site("kitchen").effects()).isEmpty();
        assertThat(states(ItemDocument.ALL)).containsExactly("PUBLISHED", "PUBLISHED", "SUPERSEDED");
        assertThat(states(RunDocument.ALL)).containsExactly("DONE");
    }

    private static Definition publishing(String first, String second) {
        Definition sites = Contents.twoJobs(OnUncertain.RESUBMIT);
        var job = Contents.job(
                "daily",
                "garden",
                NEVER_HERE,
                OnUncertain.RESUBMIT,
                List.of(
                        Contents.generate("one", "One.", new Output.Article()),
                        Contents.generate("two", "Two.", new Output.Article()),
                        new Step.Publish("first", "one", first),
                        new Step.Publish("second", "two", second)));
        return Definition.of(sites.sites(), Map.of("daily", job), sites.ticks(), sites.budget(), sites.limits());
    }

    @Test
    void a_switch_that_changes_nothing_or_cannot_help_says_so() {
        refuses(Contents.MODEL);
        begin(REFUSED);
        pass();
        assertThat(goesOnWith(REFUSED)).asString().contains("the current content has the same for this run");
        Definition others = Contents.of(Contents.buying("weekly", OTHER, Mode.BACKGROUND));
        assertThat(goesOnWith(others)).asString().contains("the current content has no job daily");
        assertThat(states(ReservationDocument.ALL)).containsExactly("STUCK");
    }

    @Test
    void a_tick_that_sends_the_old_request_meanwhile_is_waited_for() {
        begin(REFUSED);
        new DriveRuns(world.context(), new Definitions(world.store, world.clock), "driver")
                .one(run(), new TickReport("drive", world.clock.now()));
        assertThat(states(ReservationDocument.ALL)).containsExactly("RESERVED");
        world.push(MENDED);
        Interruption store = Interruption.before(
                world.store,
                Interruption.into("reservations", "ABANDONED"),
                () -> world.process(gate).submit());
        var context = world.context(store, gate, site -> world.site(site.id()));

        assertThat(new ContentSwitch(context, "operator").to(MENDED, run()).made())
                .isTrue();
        assertThat(store.happened()).isTrue();
        pass();

        assertThat(gate.asked()).extracting(Request::model).containsExactly(Contents.MODEL);
        isPublishedOnceAndAtRest("garden");
    }
}
