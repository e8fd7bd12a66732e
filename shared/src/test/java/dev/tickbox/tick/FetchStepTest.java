package dev.tickbox.tick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Fields;
import dev.tickbox.Json;
import dev.tickbox.content.Condition;
import dev.tickbox.content.Condition.Comparison;
import dev.tickbox.content.FetchRequest;
import dev.tickbox.content.Job;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.content.Output;
import dev.tickbox.content.Step;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.Bodies;
import dev.tickbox.ledger.Control;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.Runs;
import dev.tickbox.ledger.StepRecord;
import dev.tickbox.run.RunEvent;
import dev.tickbox.source.Source;
import dev.tickbox.store.Document;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A step that fetches, in a run. */
class FetchStepTest {
    private static final String A = "https://a.test/feed.json";
    private static final String B = "https://b.test/feed.json";
    private static final String PROMPT =
            "{{steps.feeds.count}}:{{#steps.feeds.rows}} {{title}}{{#summary}} ({{summary}}){{/summary}};{{/steps.feeds.rows}}";

    private final World world = new World(new MemoryStore(), Faults.NONE, 1);

    private static String feed(String... entries) {
        List<String> items = new ArrayList<>();
        for (String entry : entries) {
            int at = entry.indexOf('@');
            String title = entry.substring(0, at);
            items.add("{\"url\": \"https://x.test/" + title + "\", \"title\": \"" + title + "\","
                    + " \"date_published\": \"" + entry.substring(at + 1) + "\"}");
        }
        return "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"t\", \"items\": ["
                + String.join(",", items) + "]}";
    }

    private static Job job(FetchRequest request, String prompt) {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step.Fetch("feeds", request));
        steps.add(Contents.generate("article", prompt, new Output.Article()));
        steps.add(new Step.Publish("publish", "article", "garden"));
        return Contents.job("daily", "garden", "0 6 * * *", OnUncertain.RESUBMIT, steps);
    }

    /** The slot is at 06:00. */
    private void begin(FetchRequest request) {
        world.push(Contents.of(job(request, PROMPT)));
        world.process().submit();
        world.clock.advance(Duration.ofMinutes(61));
        world.process().submit();
    }

    private Document runDocument() {
        return world.store.all(Query.of(RunDocument.ALL, 5)).getFirst();
    }

    private Fields run() {
        return runDocument().fields();
    }

    private List<Fields> rows() {
        return world.store.all(Query.of(StepRecord.of(runDocument().ref().id()), 50)).stream()
                .map(Document::fields)
                .filter(row -> row.text("kind").equals("FETCH"))
                .toList();
    }

    private List<String> prompts() {
        String run = runDocument().ref().id();
        return world.store.all(Query.of(ReservationDocument.ALL, 5)).stream()
                .map(each ->
                        new Bodies(world.store, 1 << 23).load(run, each.fields().text("request")))
                .map(json -> (String) Json.parseObject(json).get("prompt"))
                .toList();
    }

    private void retry() {
        assertThat(new Runs(world.context(), "operator")
                        .apply(runDocument().ref().id(), new RunEvent.Resume())
                        .made())
                .isTrue();
    }

    @Test
    void the_rows_of_all_addresses_are_in_the_prompt_with_the_newest_first() {
        world.source.on(A, feed("old@2026-11-19T00:00:00Z", "new@2026-11-21T05:00:00Z"));
        world.source.on(B, feed("middle@2026-11-20T00:00:00Z"));
        begin(FetchRequest.feed(A, B));
        assertThat(prompts()).containsExactly("3: new; middle; old;");
        world.pass(Duration.ofMinutes(20));
        assertThat(run().text("state")).isEqualTo("DONE");
        assertThat(world.source.asked()).as("once, whatever happens later").containsExactly(A, B);
    }

    @Test
    void where_takes_rows_by_the_slot_and_not_by_the_clock() {
        world.source.on(A, feed("in@2026-11-20T18:00:01Z", "out@2026-11-20T18:00:00Z", "none@never"));
        begin(FetchRequest.feed(A).where("date", new Condition(Comparison.NEWER_THAN, "12h")));
        assertThat(prompts()).containsExactly("1: in;");
    }

    @Test
    void a_source_that_changes_between_two_drives_changes_nothing() {
        world.source.on(A, feed("first@2026-11-20T00:00:00Z"));
        world.source.failing(B);
        begin(FetchRequest.feed(A, B));
        world.source.on(A, feed("second@2026-11-20T00:00:00Z")).on(B, feed("b@2026-11-19T00:00:00Z"));
        world.pass(Duration.ofMinutes(10));
        assertThat(prompts()).containsExactly("2: first; b;");
    }

    @Test
    void what_fails_is_tried_again_with_a_growing_pause_and_the_run_says_when() {
        world.source.failing(A);
        begin(FetchRequest.feed(A));
        assertThat(run().text("state")).isEqualTo("WAITING");
        assertThat(run().time("due"))
                .isBetween(world.clock.now(), world.clock.now().plusSeconds(60));
        assertThat(run().texts("waiting_for")).singleElement().asString().startsWith("steps/feeds~");
        assertThat(rows().getFirst().text("error")).isEqualTo("503");
        world.pass(Duration.ofHours(2));
        assertThat(world.source.asked().size()).isBetween(5, 15);
        assertThat(rows().getFirst().number("failures"))
                .isEqualTo(world.source.asked().size());
        world.source.on(A, feed("late@2026-11-20T00:00:00Z"));
        world.pass(Duration.ofMinutes(40));
        assertThat(run().text("state")).isEqualTo("DONE");
    }

    @Test
    void after_six_hours_the_run_fails_and_a_retry_fetches_anew() {
        world.source.on(A, "<!DOCTYPE html><title>Maintenance</title>");
        begin(FetchRequest.feed(A));
        world.pass(Duration.ofMinutes(350));
        assertThat(run().text("state")).isEqualTo("WAITING");
        world.pass(Duration.ofMinutes(60));
        assertThat(run().text("state")).isEqualTo("FAILED");
        assertThat(run().text("failed_step")).isEqualTo("feeds");
        assertThat(run().text("why")).contains(A, "an HTML page, \"Maintenance\", not a feed");
        assertThat(prompts()).isEmpty();

        retry();
        world.pass(Duration.ofMinutes(4));
        assertThat(run().text("state")).as("patience begins anew").isEqualTo("WAITING");
        world.source.on(A, feed("there@2026-11-20T00:00:00Z"));
        world.pass(Duration.ofMinutes(40));
        assertThat(run().text("state")).isEqualTo("DONE");
    }

    @Test
    void what_is_refused_fails_the_run_at_once() {
        world.source.on(A, () -> new Source.Refused("a.test answered 404"));
        begin(FetchRequest.feed(A));
        assertThat(run().text("state")).isEqualTo("FAILED");
        assertThat(run().text("why")).isEqualTo("a.test answered 404");
    }

    @Test
    void with_skip_the_run_goes_on_without_the_address_after_a_quarter_of_an_hour() {
        world.source.failing(A).on(B, feed("b@2026-11-20T00:00:00Z"));
        begin(FetchRequest.feed(A, B).skipping());
        assertThat(run().text("state")).isEqualTo("WAITING");
        world.pass(Duration.ofMinutes(10));
        assertThat(prompts()).isEmpty();
        world.pass(Duration.ofMinutes(20));
        assertThat(prompts()).containsExactly("1: b;");
        int asked = world.source.asked().size();
        world.source.on(A, feed("a@2026-11-20T00:00:00Z"));
        world.pass(Duration.ofMinutes(20));
        assertThat(run().text("state")).isEqualTo("DONE");
        assertThat(world.source.asked()).as("what was skipped stays so").hasSize(asked);
    }

    @Test
    void when_all_addresses_fail_the_run_fails_even_with_skip() {
        world.source.failing(A).on(B, () -> new Source.Refused("gone"));
        begin(FetchRequest.feed(A, B).skipping());
        world.pass(Duration.ofMinutes(40));
        assertThat(run().text("state")).isEqualTo("FAILED");
        assertThat(run().text("why")).contains("2 of 2 addresses", "503", "gone");
        world.source.on(A, feed("a@2026-11-20T00:00:00Z"));
        retry();
        world.pass(Duration.ofMinutes(30));
        assertThat(run().text("state")).isEqualTo("DONE");
        assertThat(prompts()).containsExactly("1: a;");
    }

    @Test
    void forty_minutes_without_a_tick_are_no_patience() {
        world.source.failing(A).on(B, feed("b@2026-11-20T00:00:00Z"));
        begin(FetchRequest.feed(A, B).skipping());
        world.clock.advance(Duration.ofMinutes(40));
        world.process().submit();
        assertThat(run().text("state")).as("it was tried only twice").isEqualTo("WAITING");
    }

    @Test
    void a_source_that_throws_is_one_that_failed() {
        world.source.on(A, () -> {
            throw new IllegalStateException("sent s3cret");
        });
        begin(FetchRequest.feed(A));
        assertThat(run().text("state")).isEqualTo("WAITING");
        assertThat(rows().getFirst().text("error"))
                .contains("IllegalStateException")
                .doesNotContain("s3cret");
    }

    @Test
    void one_record_is_read_by_its_names() {
        world.source.on(A, "{\"data\": [{\"rate\": 151.5}]}");
        List<Step> steps = List.of(
                new Step.Fetch("rate", FetchRequest.json(A, Map.of("usd", "/data/0/rate"))),
                new Step.Require(
                        "high",
                        new java.util.TreeMap<>(
                                Map.of("steps.rate.usd", List.of(new Condition(Comparison.AT_LEAST, 150L))))),
                Contents.generate("article", "The rate is {{steps.rate.usd}}.", new Output.Article()),
                new Step.Publish("publish", "article", "garden"));
        world.push(Contents.of(Contents.job("daily", "garden", "0 6 * * *", OnUncertain.RESUBMIT, steps)));
        world.process().submit();
        world.clock.advance(Duration.ofMinutes(61));
        world.process().submit();
        assertThat(prompts()).containsExactly("The rate is 151.5.");
    }

    @Test
    void what_needs_nothing_of_a_dead_source_goes_out_before_it_answers() {
        world.source.failing(A);
        world.push(Contents.of(job(FetchRequest.feed(A), "No source.")));
        world.process().submit();
        world.clock.advance(Duration.ofMinutes(61));
        world.process().submit();
        assertThat(world.vendor.jobs()).hasSize(1);
        assertThat(run().text("state")).isEqualTo("WAITING");
        assertThat(run().texts("waiting_for")).hasSize(2);
    }

    @Test
    void a_run_from_before_a_restoration_fetches_nothing_anew_until_it_is_retried() {
        world.source.failing(A);
        begin(FetchRequest.feed(A, B).skipping());
        world.source.on(A, feed("a@2026-11-20T00:00:00Z"));
        int asked = world.source.asked().size();
        world.clock.advance(Duration.ofMinutes(10));
        Control control = new Control(world.store, world.clock);
        control.restored();
        control.pause(false);
        world.pass(Duration.ofMinutes(4));
        assertThat(run().text("state")).isEqualTo("FAILED");
        assertThat(run().text("why")).contains("restored from a backup", "retry");
        assertThat(world.source.asked()).hasSize(asked);

        retry();
        world.pass(Duration.ofMinutes(60));
        assertThat(run().text("state")).as("in such a run nothing is skipped").isEqualTo("WAITING");
        world.source.on(B, feed("b@2026-11-19T00:00:00Z"));
        world.pass(Duration.ofMinutes(60));
        assertThat(run().text("state")).isEqualTo("DONE");
        assertThat(prompts()).containsExactly("2: a; b;");
    }
}
