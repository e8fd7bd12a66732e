package dev.tickbox.interleaving;

import dev.tickbox.approval.Lapse;
import dev.tickbox.content.Condition;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Definition.ContentLimits;
import dev.tickbox.content.FetchRequest;
import dev.tickbox.content.Job;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.content.Output;
import dev.tickbox.content.Step;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Ref;
import dev.tickbox.world.ChangingSource;
import dev.tickbox.world.Contents;
import dev.tickbox.world.RowSteps;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The contents that are played. Their slot comes once a year, so that a clock which jumps over days starts nothing new. */
final class Plots {
    static final Instant BEFORE_THE_SLOT = Instant.parse("2026-11-21T05:00:00Z");
    static final Duration TO_THE_SLOT = Duration.ofMinutes(61);

    private static final int KEEP_DAYS = 4;
    static final Duration LONGER_THAN_KEPT = Duration.ofDays(KEEP_DAYS + 1);

    private static final String CRON = "0 6 21 11 *";

    private Plots() {}

    static Definition one() {
        return kept(job("daily", "garden", "Write about {{run.date}}.", OnUncertain.RESUBMIT));
    }

    /** What somebody pushes meanwhile. */
    static Definition changed() {
        return kept(job("daily", "garden", "Write at length about {{run.date}}.", OnUncertain.RESUBMIT));
    }

    static Definition held() {
        return kept(job("daily", "garden", "Write about {{run.date}}.", OnUncertain.HOLD));
    }

    static Definition two() {
        return kept(
                job("daily", "garden", "Write about {{run.date}}.", OnUncertain.RESUBMIT),
                job("second", "kitchen", "Cook on {{run.date}}.", OnUncertain.RESUBMIT));
    }

    /** Its two feeds have something else each time. */
    static Definition fetching() {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step.Fetch("feeds", FetchRequest.feed(ChangingSource.FIRST, ChangingSource.SECOND)));
        steps.addAll(Contents.single("garden", "Of {{#steps.feeds.rows}}{{title}} {{/steps.feeds.rows}}"));
        return kept(Contents.job("daily", "garden", CRON, OnUncertain.RESUBMIT, steps));
    }

    /** A person is asked about the text. */
    static Definition asking(Optional<Lapse> lapse) {
        List<Step> steps = List.of(
                Contents.generate("draft", "Write about {{run.date}}.", new Output.Article()),
                new Step.Approve("ok", "draft", lapse),
                new Step.Publish("publish", "ok", "garden"));
        return kept(Contents.job("daily", "garden", CRON, OnUncertain.RESUBMIT, steps));
    }

    /** Two rows, which only one run of the job may take, and an article about them. */
    static Definition rows(Step.OnRowFailure onFailure) {
        Job rows = Contents.rows(
                "garden", List.of("moss", "fern"), each -> RowSteps.onFailure(each.takingNewOnes(), onFailure));
        return kept(Contents.job("daily", "garden", CRON, OnUncertain.RESUBMIT, rows.steps())
                .with(rows.vars()));
    }

    /** Two texts at once, of which one fits into what the run may cost, and the other one when that is priced. */
    static Definition capped() {
        return kept(Contents.job(
                        "daily",
                        "garden",
                        CRON,
                        OnUncertain.RESUBMIT,
                        List.of(
                                Contents.generate("one", "One side.", new Output.Article()),
                                Contents.generate("two", "The other side.", new Output.Article()),
                                new Step.Publish("publish", "two", "garden")))
                .withMaxMicroUsd(ONE_TEXT_MICRO_USD));
    }

    static final long ONE_TEXT_MICRO_USD = 12_000;

    /** Where this content is, there is no other. */
    static final Ref CAPPED = Collection.of("definitions").ref(capped().sha());

    /** One article for two sites. */
    static Definition twoSites() {
        return kept(Contents.job(
                "daily",
                "garden",
                CRON,
                OnUncertain.RESUBMIT,
                List.of(
                        Contents.generate("draft", "Write about {{run.date}}.", new Output.Article()),
                        new Step.Publish("out.garden", "draft", "garden"),
                        new Step.Publish("out.kitchen", "draft", "kitchen"))));
    }

    /** A gate behind the table leaves out the run. */
    static Definition gatedTable() {
        return table(new Step.Require(
                "more",
                new TreeMap<>(Map.of("steps.notes.count", List.of(new Condition(Condition.Comparison.AT_LEAST, 3L))))));
    }

    /** The same without the gate. */
    static Definition openTable() {
        return table();
    }

    private static Definition table(Step... gates) {
        Job rows = Contents.rows(
                "garden",
                List.of("moss", "fern"),
                each -> each.with(List.of(each.steps().getFirst())).takingNewOnes());
        List<Step> steps = new ArrayList<>(List.of(rows.steps().getFirst()));
        steps.addAll(List.of(gates));
        steps.add(Contents.generate(
                "digest", "Of {{#steps.notes.rows}}{{note.title}}, {{/steps.notes.rows}}", new Output.Article()));
        steps.add(new Step.Publish("publish", "digest", "garden"));
        return kept(Contents.job("daily", "garden", CRON, OnUncertain.RESUBMIT, steps)
                .with(rows.vars()));
    }

    static Definition inJava() {
        return kept(java());
    }

    /** One step, outline and draft, and two texts at once for two sites. */
    static Definition large() {
        return kept(
                job("daily", "garden", "Write about {{run.date}}.", OnUncertain.RESUBMIT),
                job("second", "kitchen", "Cook on {{run.date}}.", OnUncertain.RESUBMIT),
                java());
    }

    private static Job job(String id, String site, String prompt, OnUncertain onUncertain) {
        return Contents.job(id, site, CRON, onUncertain, Contents.single(site, prompt));
    }

    private static Job java() {
        return Contents.java("java", "garden", CRON, "TwoViews");
    }

    private static Definition kept(Job... jobs) {
        // A job in Java publishes at two sites, whatever its own is.
        Definition sites =
                Contents.of(job("a", "garden", "", OnUncertain.HOLD), job("b", "kitchen", "", OnUncertain.HOLD));
        Definition made = Contents.of(jobs);
        return Definition.of(
                sites.sites(),
                made.jobs(),
                made.ticks(),
                made.budget(),
                ContentLimits.DEFAULT.withKeepDays(KEEP_DAYS),
                made.vendor());
    }
}
