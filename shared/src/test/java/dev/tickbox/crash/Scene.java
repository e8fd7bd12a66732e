package dev.tickbox.crash;

import dev.tickbox.approval.Lapse;
import dev.tickbox.content.Condition;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Definition.Budget;
import dev.tickbox.content.Definition.ContentLimits;
import dev.tickbox.content.Definition.TickSchedule;
import dev.tickbox.content.FetchRequest;
import dev.tickbox.content.Job;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.content.Output;
import dev.tickbox.content.Site;
import dev.tickbox.content.Step;
import dev.tickbox.content.VendorSettings;
import dev.tickbox.generator.Mode;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.world.ChangingSource;
import dev.tickbox.world.Contents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is played: which jobs, with which vendor.
 *
 * @param callsPublishers publishers are processes of their own, called by messages that come twice; else they work in the tick
 * @param generations how many texts the jobs need
 * @param items how many articles each site gets
 * @param wired without it, the vendor is in this process
 */
record Scene(
        String name,
        Definition definition,
        Faults vendor,
        boolean callsPublishers,
        int generations,
        Map<String, Integer> items,
        Optional<Wired> wired,
        Commands commands) {
    /**
     * Bought over a socket with the real SDK.
     *
     * @param listedAfter how long a batch job that was taken is in no listing
     * @param calls whether the vendor calls when a job has ended
     */
    record Wired(Mode mode, Duration listedAfter, boolean calls) {}

    static final String WEBHOOK = "https://example.com/webhook";

    /** Once a year, so that a clock that jumps over a day starts nothing new. */
    private static final String CRON = "0 6 21 11 *";

    static final Instant SLOT = Instant.parse("2026-11-21T06:00:00Z");

    /** One step; several steps with two texts out at once; two sites. */
    static Scene ofAVendorThatCanBeAsked() {
        return of(
                "can be asked",
                Faults.NONE,
                false,
                3,
                Map.of("garden", 2, "kitchen", 1),
                daily(OnUncertain.RESUBMIT),
                nightly());
    }

    static Scene ofAVendorThatCannotBeAsked() {
        return of(
                "cannot be asked",
                losing(0, 0, false),
                false,
                3,
                Map.of("garden", 2, "kitchen", 1),
                daily(OnUncertain.RESUBMIT),
                nightly());
    }

    /** Outline, draft, publish. */
    static Scene ofSteps() {
        return of("steps", Faults.NONE, false, 2, Map.of("garden", 0, "kitchen", 1), weekly(OnUncertain.RESUBMIT));
    }

    /** The first gate holds; the second does not, after an article was queued, so that the last text is not bought. */
    static Scene ofGates() {
        List<Step> steps = List.of(
                Contents.generate("outline", "Outline {{run.date}}.", new Output.Text()),
                gate("worth", "steps.outline.text", new Condition(Condition.Comparison.NOT, "nothing")),
                Contents.generate("draft", "Write this: {{steps.outline.text}}", new Output.Article()),
                new Step.Publish("publish", "draft", "kitchen"),
                gate("more", "steps.draft.slug", new Condition(Condition.Comparison.IS, "more")),
                Contents.generate("sequel", "And then?", new Output.Article()),
                new Step.Publish("again", "sequel", "garden"));
        return of(
                "gates",
                Faults.NONE,
                false,
                2,
                Map.of("garden", 0, "kitchen", 1),
                Contents.job("weekly", "kitchen", CRON, OnUncertain.RESUBMIT, steps));
    }

    /** Two feeds that give something else each time: what is bought depends on what was recorded first. */
    static Scene ofFetches() {
        List<Step> steps = List.of(
                new Step.Fetch("feeds", FetchRequest.feed(ChangingSource.FIRST, ChangingSource.SECOND)),
                Contents.generate(
                        "draft", "Of {{#steps.feeds.rows}}{{title}}, {{/steps.feeds.rows}}", new Output.Article()),
                new Step.Publish("publish", "draft", "kitchen"));
        return of(
                "fetches",
                Faults.NONE,
                false,
                1,
                Map.of("garden", 0, "kitchen", 1),
                Contents.job("weekly", "kitchen", CRON, OnUncertain.RESUBMIT, steps));
    }

    /** One article for two sites, with a field that another text gives. */
    static Scene ofTwoSites() {
        List<Step> steps = new ArrayList<>(List.of(
                new Step.Recent("past", "garden", 50),
                Contents.generate(
                        "draft",
                        "Not these {{steps.past.count}}: {{#steps.past.rows}}{{.}}{{/steps.past.rows}}",
                        new Output.Article()),
                Contents.generate("alt", "Describe its picture.", new Output.Text())));
        for (String site : List.of("garden", "kitchen")) {
            TreeMap<String, Object> with = new TreeMap<>(Map.of("alt", "{{steps.alt.text}}", "of", "{{site.id}}"));
            steps.add(new Step.Publish("out." + site, "draft", site, List.of(), with));
        }
        return of(
                "two sites",
                Faults.NONE,
                false,
                2,
                Map.of("garden", 1, "kitchen", 1),
                Contents.job("daily", "garden", CRON, OnUncertain.RESUBMIT, steps));
    }

    /** Two rows, of which a gate leaves out one; then a digest of the other. */
    static Scene ofRows() {
        Job job = Contents.rows("garden", List.of("moss", "fern"), each -> {
            List<Step> steps = new ArrayList<>(each.steps());
            steps.addFirst(gate("worth", "row.topic", new Condition(Condition.Comparison.NOT, "fern")));
            return each.with(steps).takingNewOnes();
        });
        return of("rows", Faults.NONE, false, 2, Map.of("garden", 2, "kitchen", 0), job);
    }

    /** A gate behind the table leaves out the run; a person begins there again without the gate. */
    static Scene ofATableThatIsTakenOver() {
        Condition more = new Condition(Condition.Comparison.AT_LEAST, 3L);
        return table("taken over", 3, 1, gate("more", "steps.notes.count", more), DIGEST, PUBLISH)
                .with(Commands.TAKES_OVER);
    }

    /** What is pushed then. */
    static Definition withoutGate() {
        return table("taken over", 3, 1, DIGEST, PUBLISH).definition();
    }

    /** A person gives up a run that waits for an answer, and gives back its rows. */
    static Scene ofRowsThatAreReleased() {
        return table("released", 3, 0, DIGEST, new Step.Approve(Answers.NEVER, "digest", Optional.empty()))
                .with(Commands.RELEASES);
    }

    /** The vendor refuses one row until a person retries it. */
    static Scene ofRowsThatAreRetried() {
        return table("retried", 3, 1, DIGEST, PUBLISH).with(Commands.RETRIES_ROWS);
    }

    private static final Step DIGEST = Contents.generate(
            "digest", "Of {{#steps.notes.rows}}{{note.title}}, {{/steps.notes.rows}}", new Output.Article());
    private static final Step PUBLISH = new Step.Publish("publish", "digest", "garden");

    /** Two rows that are only read, and what comes after them. */
    private static Scene table(String name, int generations, int items, Step... after) {
        Job rows = Contents.rows(
                "garden",
                List.of("moss", "fern"),
                each -> each.with(List.of(each.steps().getFirst())).takingNewOnes());
        List<Step> steps = new ArrayList<>(List.of(rows.steps().getFirst()));
        steps.addAll(List.of(after));
        return of(
                name,
                Faults.NONE,
                false,
                generations,
                Map.of("garden", items, "kitchen", 0),
                Contents.job("digest", "garden", CRON, OnUncertain.RESUBMIT, steps)
                        .with(rows.vars()));
    }

    /** One text is edited, one rejected, one approved because nobody answers within its time. */
    static Scene ofApprovals() {
        Lapse lapse = new Lapse(Duration.ofMinutes(30), Lapse.End.APPROVE);
        return of(
                "approvals",
                Faults.NONE,
                false,
                3,
                Map.of("garden", 2, "kitchen", 0),
                asking("daily", "garden", Answers.EDITS, Optional.empty()),
                asking("weekly", "kitchen", Answers.REJECTS, Optional.empty()),
                asking("yearly", "garden", Answers.NEVER, Optional.of(lapse)));
    }

    private static Job asking(String job, String site, String step, Optional<Lapse> lapse) {
        return Contents.job(
                job,
                site,
                CRON,
                OnUncertain.RESUBMIT,
                List.of(
                        Contents.generate("draft", "Write of " + job + ".", new Output.Article()),
                        new Step.Approve(step, "draft", lapse),
                        new Step.Publish("publish", step, site)));
    }

    private static Step gate(String id, String path, Condition condition) {
        return new Step.Require(id, new TreeMap<>(Map.of(path, List.of(condition))));
    }

    /** A person decides whether to buy again. */
    static Scene held() {
        return of("held", losing(0, 0, false), false, 2, Map.of("garden", 0, "kitchen", 1), weekly(OnUncertain.HOLD));
    }

    static Scene called() {
        return of(
                "publishers are called",
                Faults.NONE,
                true,
                1,
                Map.of("garden", 1, "kitchen", 0),
                daily(OnUncertain.RESUBMIT));
    }

    /** As few calls as can be. */
    static Scene small(String name) {
        return small(name, Faults.NONE);
    }

    private static Scene small(String name, Faults vendor) {
        return of(name, vendor, false, 1, Map.of("garden", 1, "kitchen", 0), daily(OnUncertain.RESUBMIT));
    }

    /** The vendor takes the order and nobody hears of it: it is found by asking. */
    static Scene ofLostReplies() {
        return small("replies are lost", losing(1000, 0, true));
    }

    /** The first order never arrives, and only asking tells. */
    static Scene ofLostRequests(boolean canBeAsked) {
        return small("requests are lost", losing(0, 500, canBeAsked));
    }

    static Faults losing(int replies, int requests, boolean canBeAsked) {
        return Faults.NONE
                .seeded("1")
                .losingReplies(replies)
                .losingRequests(requests)
                .askable(canBeAsked);
    }

    private static Scene of(
            String name,
            Faults vendor,
            boolean callsPublishers,
            int generations,
            Map<String, Integer> items,
            Job... jobs) {
        Map<String, Job> byId = new TreeMap<>();
        for (Job job : jobs) {
            byId.put(job.id(), job);
        }
        Definition definition = Definition.of(
                Map.of("garden", site("garden"), "kitchen", site("kitchen")),
                byId,
                TickSchedule.DEFAULT,
                Budget.DEFAULT,
                ContentLimits.DEFAULT);
        return new Scene(
                name, definition, vendor, callsPublishers, generations, items, Optional.empty(), Commands.NONE);
    }

    private Scene with(Commands given) {
        return new Scene(name, definition, vendor, callsPublishers, generations, items, wired, given);
    }

    /** Half the price, and listed only after a while. */
    static Scene ofBatches(Faults vendor) {
        return wired("batches", vendor, new Wired(Mode.BATCH, Duration.ofSeconds(90), false));
    }

    static Scene ofInteractions() {
        return wired("interactions", losing(0, 0, false), new Wired(Mode.BACKGROUND, Duration.ZERO, false));
    }

    /** Nothing lists them, but the vendor calls: whatever was taken is found all the same. */
    static Scene ofInteractionsWithCalls(Duration latency) {
        Faults slow = Faults.NONE.seeded("1").within(latency, latency);
        return wired("interactions with calls", slow, new Wired(Mode.BACKGROUND, Duration.ZERO, true));
    }

    private static Scene wired(String name, Faults vendor, Wired wired) {
        Scene plain = of(
                name,
                vendor,
                false,
                1,
                Map.of("garden", 1, "kitchen", 0),
                Contents.job(
                        "daily",
                        "garden",
                        CRON,
                        OnUncertain.RESUBMIT,
                        Contents.buying("daily", Contents.MODEL, wired.mode()).steps()));
        Definition d = plain.definition();
        Optional<String> webhookUrl = wired.calls() ? Optional.of(WEBHOOK) : Optional.empty();
        VendorSettings told = new VendorSettings(Optional.empty(), Optional.empty(), webhookUrl, new TreeMap<>());
        return new Scene(
                name,
                Definition.of(d.sites(), d.jobs(), d.ticks(), d.budget(), d.limits(), told),
                vendor,
                false,
                plain.generations(),
                plain.items(),
                Optional.of(wired),
                Commands.NONE);
    }

    /** Or says by itself what it has. */
    boolean canBeAsked() {
        return vendor.canBeAsked();
    }

    private static Site site(String id) {
        return new Site(id, "folder", Map.of("path", id, "file", "{{run.date}}-{{article.slug}}.md"));
    }

    private static Job daily(OnUncertain onUncertain) {
        return Contents.job("daily", "garden", CRON, onUncertain, Contents.single("garden", "Write of {{run.date}}."));
    }

    private static Job weekly(OnUncertain onUncertain) {
        return Contents.job(
                "weekly",
                "kitchen",
                CRON,
                onUncertain,
                List.of(
                        Contents.generate("outline", "Outline {{run.date}}.", new Output.Text()),
                        Contents.generate("draft", "Write this: {{steps.outline.text}}", new Output.Article()),
                        new Step.Publish("publish", "draft", "kitchen")));
    }

    private static Job nightly() {
        return Contents.java("nightly", "garden", CRON, "Nightly");
    }
}
