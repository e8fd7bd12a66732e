package dev.tickbox.world;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Definition.Budget;
import dev.tickbox.content.Definition.ContentLimits;
import dev.tickbox.content.Definition.TickSchedule;
import dev.tickbox.content.Job;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.content.Output;
import dev.tickbox.content.Schedule;
import dev.tickbox.content.Site;
import dev.tickbox.content.Step;
import dev.tickbox.content.VarValue;
import dev.tickbox.content.VendorSettings;
import dev.tickbox.generator.Mode;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Small contents to test with. */
public final class Contents {
    public static final String MODEL = "gemini-3.8-flash";

    private Contents() {}

    /** One job with one prompt at 06:00, one with outline and draft at 06:30, each for a site of its own. */
    public static Definition twoJobs(OnUncertain onUncertain) {
        return of(
                job("daily", "garden", "0 6 * * *", onUncertain, single("garden", "Write about {{run.date}}.")),
                job(
                        "weekly",
                        "kitchen",
                        "30 6 * * *",
                        onUncertain,
                        List.of(
                                generate("outline", "Outline {{run.date}}.", new Output.Text()),
                                generate("draft", "Write this: {{steps.outline.text}}", new Output.Article()),
                                new Step.Publish("publish", "draft", "kitchen"))));
    }

    public static List<Step> single(String site, String prompt) {
        return List.of(generate("article", prompt, new Output.Article()), new Step.Publish("publish", "article", site));
    }

    public static Step generate(String id, String prompt, Output output) {
        return new Step.Generate(id, "prompts/" + id + ".md", prompt, MODEL, 2048, Optional.empty(), output);
    }

    /** One generation of this model, bought so, and published. */
    public static Job buying(String id, String model, Mode mode) {
        Step.Generate article = new Step.Generate(
                "article",
                "prompts/" + id + ".md",
                "Write about {{run.date}}.",
                model,
                2048,
                Optional.empty(),
                new Output.Article(),
                Optional.empty(),
                Optional.empty(),
                mode);
        return job(
                id,
                "garden",
                "0 6 * * *",
                OnUncertain.RESUBMIT,
                List.of(article, new Step.Publish("publish", "article", "garden")));
    }

    public static Definition with(Definition content, Budget budget, ContentLimits limits, VendorSettings vendor) {
        return Definition.of(content.sites(), content.jobs(), content.ticks(), budget, limits, vendor);
    }

    public static Definition with(Definition content, Budget budget) {
        return with(content, budget, content.limits(), content.vendor());
    }

    public static Definition with(Definition content, ContentLimits limits) {
        return with(content, content.budget(), limits, content.vendor());
    }

    public static Job job(String id, String site, String cron, OnUncertain onUncertain, List<Step> steps) {
        return Job.of(id, site, new Schedule(cron, ZoneOffset.UTC), MODEL, steps)
                .with(onUncertain)
                .withMaxTokens(2048);
    }

    /** The same for each topic, published one by one, and then an article about all of them. */
    public static Job rows(String site, List<String> topics, Function<Step.Each, Step.Each> changed) {
        return rows("digest", site, topics, changed);
    }

    public static Job rows(String id, String site, List<String> topics, Function<Step.Each, Step.Each> changed) {
        return rows(id, site, topics, changed, "A digest of {{steps.notes.rows}}");
    }

    /** @param digest the prompt of the article about all of them */
    public static Job rows(
            String id, String site, List<String> topics, Function<Step.Each, Step.Each> changed, String digest) {
        Step.Each notes = new Step.Each(
                "notes",
                "vars.topics",
                Optional.empty(),
                List.of("topic"),
                /* onlyNew= */ false,
                /* minRows= */ 1,
                /* maxRows= */ 5000,
                Optional.empty(),
                Step.OnRowFailure.WAIT,
                List.of(
                        generate("note", "A note on {{row.topic}}.", new Output.Article()),
                        new Step.Publish("out", "note", site)),
                new TreeSet<>(Set.of("topic", "note.title")));
        List<Step> steps = List.of(
                changed.apply(notes),
                generate("digest", digest, new Output.Article()),
                new Step.Publish("publish", "digest", site));
        Job job = job(id, site, "0 6 * * *", OnUncertain.RESUBMIT, steps);
        return job.with(new TreeMap<>(Map.of("topics", new VarValue.Many(topics))));
    }

    /** A job whose program is the class of this name. */
    public static Job java(String id, String site, String cron, String javaClass) {
        return Job.inJava(id, site, new Schedule(cron, ZoneOffset.UTC), MODEL, javaClass)
                .withMaxTokens(2048);
    }

    public static Definition of(Job... jobs) {
        Map<String, Job> byId = new TreeMap<>();
        Map<String, Site> sites = new TreeMap<>();
        for (Job job : jobs) {
            byId.put(job.id(), job);
            sites.put(
                    job.site(),
                    new Site(
                            job.site(),
                            "folder",
                            Map.of("path", job.site(), "file", "{{run.date}}-{{article.slug}}.md")));
        }
        return Definition.of(sites, byId, TickSchedule.DEFAULT, Budget.DEFAULT, ContentLimits.DEFAULT);
    }
}
