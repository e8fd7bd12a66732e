package dev.tickbox.content;

import java.util.Map;
import java.util.Set;

/**
 * Whether content uses a word that a program of definition format 1 would misread or not understand. All other content keeps format 1, and
 * so its name.
 */
final class NewWords {
    private static final Set<String> NEW_FACTS = Set.of("run.year", "run.month");
    private static final Set<String> OLD_ARTICLE = Set.of("article.title", "article.slug", "article.summary");

    private NewWords() {}

    static boolean in(Map<String, Site> sites, Map<String, Job> jobs) {
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
                || job.maxMicroUsd().isPresent()
                || job.vars().values().stream().anyMatch(VarValue.Many.class::isInstance)
                || job.steps().stream().anyMatch(NewWords::in);
    }

    private static boolean in(Step step) {
        return switch (step) {
            case Step.Require _, Step.Each _, Step.Recent _ -> true;
            case Step.Publish publish ->
                !publish.fields().isEmpty()
                        || !publish.with().isEmpty()
                        || publish.id().contains(".");
            case Step.Generate generate ->
                generate.temperature().isPresent() || inPrompt(Templates.scan(generate.promptText()));
        };
    }

    private static boolean inPrompt(Templates.Scan prompt) {
        return !prompt.sections().isEmpty()
                || prompt.variables().stream().anyMatch(variable -> NEW_FACTS.contains(variable.name()));
    }
}
