package dev.tickbox.view;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Job;
import dev.tickbox.content.Schedule;
import dev.tickbox.content.Site;
import dev.tickbox.content.Step;
import dev.tickbox.generator.Mode;
import dev.tickbox.ledger.Control.TextOrigin;
import dev.tickbox.money.Usd;
import dev.tickbox.tick.context.TickContext.SitePublishers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a content will do: its sites, its jobs with their next slot and price, and the budget of a day.
 *
 * @param noticed what whoever read it warns of, with file and line
 */
public record ContentPreview(Definition definition, List<String> noticed, Estimate estimate, Instant now) {
    /** @param texts simulated texts go to other places than real ones */
    public List<String> lines(TextOrigin texts) {
        List<String> lines = new ArrayList<>();
        lines.add(
                switch (texts) {
                    case REAL -> "Sites";
                    case SIMULATED -> "Sites (simulated: each is a folder; the real site is never changed)";
                });
        TextTable sites = new TextTable();
        definition.sites().values().forEach(site -> sites.row(site.id(), publisher(site, texts), place(site, texts)));
        lines.addAll(sites.lines("  "));
        lines.add("");
        lines.add("Jobs");
        TextTable jobs = new TextTable();
        definition
                .jobs()
                .values()
                .forEach(job -> jobs.row(job.id(), "for " + String.join(", ", job.sites()), next(job), price(job)));
        lines.addAll(jobs.lines("  "));
        lines.add("");
        lines.add("A day costs at most " + Usd.of(definition.budget().dailyMicroUsd())
                + " (budget.dailyUsd, midnight in " + definition.budget().zone() + ")");
        lines.addAll(
                switch (texts) {
                    case REAL -> new PurchaseTerms(definition.vendor()).lines();
                    case SIMULATED -> List.of("Simulated: nothing is bought and nothing is charged");
                });
        lines.addAll(warnings());
        lines.addAll(RowMemory.all(definition).stream().map(RowMemory::words).toList());
        return lines;
    }

    /** Not mistakes, since they may be intended; but each may stop a job. */
    private List<String> warnings() {
        long daily = definition.budget().dailyMicroUsd();
        List<String> warnings = new ArrayList<>();
        noticed.forEach(each -> warnings.add("Warning: " + each));
        for (Job job : definition.jobs().values()) {
            job.maxMicroUsd()
                    .filter(most -> job.javaClass().isEmpty() && estimate.steps(job, Set.of()) > most)
                    .ifPresent(most -> warnings.add("Warning: a run of job " + job.id() + " may cost "
                            + Usd.of(estimate.steps(job, Set.of())) + ", more than its maxUsd of " + Usd.of(most)
                            + "; what does not fit waits for you"));
        }
        definition.jobs().values().stream()
                .filter(job -> estimate.dearest(job) > daily)
                .map(job -> "Warning: job " + job.id() + " would get stuck: one request of it may cost "
                        + Usd.of(estimate.dearest(job))
                        + ", more than the budget of a day; raise budget.dailyUsd or lower maxTokens")
                .forEach(warnings::add);
        return warnings;
    }

    /** The publisher of the site. */
    static String publisher(Site site, TextOrigin texts) {
        return switch (texts) {
            case REAL -> site.publisher();
            case SIMULATED -> "folder";
        };
    }

    static String place(Site site, TextOrigin texts) {
        return switch (texts) {
            case REAL -> place(site);
            case SIMULATED -> SitePublishers.SIMULATED_FOLDER + "/" + site.id() + "/" + site.setting("file");
        };
    }

    private static String place(Site site) {
        return site.publisher().equals("folder")
                ? site.setting("path") + "/" + site.setting("file")
                : site.find("remote").orElse("") + " " + site.find("branch").orElse("") + " " + site.setting("file");
    }

    static String sites(Job job) {
        return (job.sites().size() == 1 ? "site " : "sites ") + String.join(", ", job.sites());
    }

    String next(Job job) {
        if (!job.timing().enabled()) {
            return "not enabled, by hand only: tickbox run " + job.id();
        }
        return job.schedule()
                .map(schedule -> next(schedule))
                .orElseGet(() -> "no schedule, by hand only: tickbox run " + job.id());
    }

    private String next(Schedule schedule) {
        ReadableTime when = new ReadableTime(schedule.zone());
        return schedule.next(now)
                .map(slot -> "next " + when.says(slot) + ", " + ReadableTime.from(now, slot))
                .orElse("never (" + schedule.cron() + ")");
    }

    String price(Job job) {
        return job.javaClass()
                .map(name -> "the class " + name + " decides while it runs what it buys")
                .orElseGet(() -> (rows(job).isEmpty() && !fetches(job) ? "at most about " : "up to about ")
                        + Usd.of(estimate.steps(job, Set.of())) + " a run" + rows(job) + cap(job) + batch(job));
    }

    /** How long a prompt is with what a source gives is known only then. */
    private static boolean fetches(Job job) {
        return job.allSteps().stream().anyMatch(Step.Fetch.class::isInstance);
    }

    private static String cap(Job job) {
        return job.maxMicroUsd().map(most -> " (maxUsd " + Usd.of(most) + ")").orElse("");
    }

    /** Such as {@code , with 60 rows of notes}; nothing where a job has no rows. */
    private static String rows(Job job) {
        List<String> tables = job.steps().stream()
                .filter(Step.Each.class::isInstance)
                .map(step -> ((Step.Each) step).maxRows()
                        + (((Step.Each) step).maxRows() == 1 ? " row of " : " rows of ")
                        + step.id())
                .toList();
        return tables.isEmpty() ? "" : ", with " + String.join(" and ", tables);
    }

    private static String batch(Job job) {
        boolean any = job.steps().stream()
                .anyMatch(step -> step instanceof Step.Generate generate && generate.mode() == Mode.BATCH);
        return any ? ", by batch" : "";
    }

    public Map<String, Object> toMap(TextOrigin texts) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("definition", definition.sha());
        List<Object> sites = new ArrayList<>();
        for (Site site : definition.sites().values()) {
            sites.add(Map.of("id", site.id(), "publisher", publisher(site, texts), "place", place(site, texts)));
        }
        map.put("sites", sites);
        map.put("simulated", texts == TextOrigin.SIMULATED);
        List<Object> jobs = new ArrayList<>();
        definition.jobs().values().forEach(job -> jobs.add(job(job)));
        map.put("jobs", jobs);
        map.put("vendor", new PurchaseTerms(definition.vendor()).toMap());
        map.put("dailyMicroUsd", definition.budget().dailyMicroUsd());
        map.put("warnings", warnings());
        return map;
    }

    Map<String, Object> job(Job job) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", job.id());
        map.put("site", job.site());
        map.put("sites", List.copyOf(job.sites()));
        job.timing().schedule().ifPresent(schedule -> map.put("schedule", schedule.cron()));
        map.put("zone", job.zone().getId());
        if (!job.timing().enabled()) {
            map.put("enabled", false);
        }
        job.schedule().flatMap(schedule -> schedule.next(now)).ifPresent(slot -> map.put("next", slot.toString()));
        estimate.job(job).ifPresent(microUsd -> map.put("estimateMicroUsd", microUsd));
        return map;
    }
}
