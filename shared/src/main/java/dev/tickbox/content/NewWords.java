package dev.tickbox.content;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which definition format the words of content need: the first that has them all, since a program of an older format would misread or not
 * understand them. So content keeps its name until it uses a newer word.
 */
final class NewWords {
    private static final Set<String> NEW_FACTS = Set.of("run.year", "run.month");
    private static final Set<String> OLD_ARTICLE = Set.of("article.title", "article.slug", "article.summary");

    private NewWords() {}

    static long format(Map<String, Site> sites, Map<String, Job> jobs, NoticeSettings notices) {
        if (!notices.equals(NoticeSettings.NOBODY)) {
            return 4;
        }
        if (jobs.values().stream().anyMatch(NewWords::ofFormat3)) {
            return 3;
        }
        return in(sites, jobs) ? 2 : 1;
    }

    private static boolean ofFormat3(Job job) {
        if (job.maxMicroUsd().isPresent()) {
            return true;
        }
        Set<String> known = new HashSet<>();
        for (Step step : job.steps()) {
            if (step instanceof Step.Generate generate) {
                known.add("steps." + step.id() + ".text");
                generate.output().fields().forEach(field -> known.add("steps." + step.id() + "." + field));
            }
        }
        return job.steps().stream()
                .anyMatch(step -> ofFormat3(step)
                        || StepNames.of(step).stream()
                                .anyMatch(name -> name.startsWith("steps.") && !known.contains(name)));
    }

    private static boolean ofFormat3(Step step) {
        return switch (step) {
            case Step.Approve _, Step.Each _, Step.Fetch _, Step.Recent _ -> true;
            case Step.Generate generate ->
                Templates.scan(generate.promptText()).names().anyMatch(name -> !StepNames.isFullPath(name.name()));
            case Step.Publish publish ->
                !publish.with().isEmpty() || publish.id().contains(".");
            case Step.Require _ -> false;
        };
    }

    private static boolean in(Map<String, Site> sites, Map<String, Job> jobs) {
        return sites.values().stream().anyMatch(NewWords::in)
                || jobs.values().stream().anyMatch(NewWords::in);
    }

    private static boolean in(Site site) {
        return !site.frontMatter().isEmpty()
                || site.find(Site.PLAIN_NAMES).isPresent()
                || inPath(site, "path")
                || inPath(site, "remote")
                || inTemplate(site, "file")
                || inTemplate(site, "url");
    }

    private static boolean inPath(Site site, String setting) {
        return site.find(setting).filter(HomePath::isBelow).isPresent();
    }

    private static boolean inTemplate(Site site, String setting) {
        return site.find(setting)
                .filter(template -> Templates.scan(template)
                        .names()
                        .map(Templates.Variable::name)
                        .anyMatch(name -> NEW_FACTS.contains(name)
                                || (name.startsWith("article.") && !OLD_ARTICLE.contains(name))))
                .isPresent();
    }

    private static boolean in(Job job) {
        return job.timing().schedule().isEmpty()
                || !job.timing().enabled()
                || job.vars().values().stream().anyMatch(VarValue.Many.class::isInstance)
                || job.steps().stream().anyMatch(NewWords::in);
    }

    private static boolean in(Step step) {
        return switch (step) {
            case Step.Require _, Step.Approve _, Step.Each _, Step.Fetch _, Step.Recent _ -> true;
            case Step.Publish publish -> !publish.fields().isEmpty();
            case Step.Generate generate ->
                generate.temperature().isPresent() || inPrompt(Templates.scan(generate.promptText()));
        };
    }

    private static boolean inPrompt(Templates.Scan prompt) {
        return !prompt.sections().isEmpty()
                || prompt.variables().stream().anyMatch(variable -> NEW_FACTS.contains(variable.name()));
    }
}
