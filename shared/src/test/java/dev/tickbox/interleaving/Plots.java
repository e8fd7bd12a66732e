package dev.tickbox.interleaving;

import dev.tickbox.approval.Lapse;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Definition.ContentLimits;
import dev.tickbox.content.Job;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.content.Output;
import dev.tickbox.content.Step;
import dev.tickbox.world.Contents;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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

    /** A person is asked about the text. */
    static Definition asking(Optional<Lapse> lapse) {
        List<Step> steps = List.of(
                Contents.generate("draft", "Write about {{run.date}}.", new Output.Article()),
                new Step.Approve("ok", "draft", lapse),
                new Step.Publish("publish", "ok", "garden"));
        return kept(Contents.job("daily", "garden", CRON, OnUncertain.RESUBMIT, steps));
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
