package dev.tickbox.view;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Job;
import dev.tickbox.content.Step;
import dev.tickbox.content.VendorSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a new content changes: each line such as {@code added job garden-daily}. */
public final class ContentDifference {
    private ContentDifference() {}

    public static List<String> between(Optional<Definition> before, Definition after) {
        List<String> changes = new ArrayList<>();
        compare("site", before.map(Definition::sites).orElse(new TreeMap<>()), after.sites(), changes);
        compare("job", before.map(ContentDifference::jobs).orElse(new TreeMap<>()), jobs(after), changes);
        compare("prompt", before.map(ContentDifference::prompts).orElse(new TreeMap<>()), prompts(after), changes);
        before.ifPresent(old -> {
            changed("budget", old.budget(), after.budget(), changes);
            changed("limits", old.limits(), after.limits(), changes);
            changed("ticks", old.ticks(), after.ticks(), changes);
            VendorSettings was = old.vendor();
            VendorSettings is = after.vendor();
            changed("gemini", was.secret(), is.secret(), changes);
            changed("vertex", was.vertex(), is.vertex(), changes);
            changed("webhook", was.webhookUrl(), is.webhookUrl(), changes);
            changed("prices", was.prices(), is.prices(), changes);
        });
        return changes;
    }

    /** What a new content changes that may not be intended. */
    public static List<String> warnings(Optional<Definition> before, Definition after) {
        return RowMemory.emptied(before, after);
    }

    private static <T> void compare(
            String kind, SortedMap<String, T> before, SortedMap<String, T> after, List<String> changes) {
        SortedSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        for (String name : names) {
            if (!before.containsKey(name)) {
                changes.add("added " + kind + " " + name);
            } else if (!after.containsKey(name)) {
                changes.add("removed " + kind + " " + name);
            } else if (!Objects.equals(before.get(name), after.get(name))) {
                changes.add("changed " + kind + " " + name);
            }
        }
    }

    private static void changed(String what, Object before, Object after, List<String> changes) {
        if (!before.equals(after)) {
            changes.add("changed " + what);
        }
    }

    /** The jobs without the texts of their prompts, so that a changed prompt is listed once and not for each job that uses it. */
    private static SortedMap<String, Job> jobs(Definition definition) {
        SortedMap<String, Job> jobs = new TreeMap<>();
        definition.jobs().forEach((id, job) -> jobs.put(id, bare(job)));
        return jobs;
    }

    private static Job bare(Job job) {
        return job.with(job.steps().stream().map(ContentDifference::bare).toList());
    }

    private static Step bare(Step step) {
        return switch (step) {
            case Step.Generate s -> s.withPrompt("");
            case Step.Publish s -> s;
            case Step.Require s -> s;
            case Step.Fetch s -> s;
            case Step.Approve s -> s;
            case Step.Recent s -> s;
            case Step.Each s ->
                s.with(s.steps().stream().map(ContentDifference::bare).toList());
        };
    }

    private static SortedMap<String, String> prompts(Definition definition) {
        SortedMap<String, String> prompts = new TreeMap<>();
        for (Job job : definition.jobs().values()) {
            for (Step step : job.allSteps()) {
                if (step instanceof Step.Generate generate) {
                    prompts.put(generate.promptFile(), generate.promptText());
                }
            }
        }
        return prompts;
    }

    public static Map<String, Object> toMap(List<String> changes) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("changed", !changes.isEmpty());
        map.put("changes", changes);
        return map;
    }
}
