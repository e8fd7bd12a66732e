package dev.tickbox.trial;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Definition.Budget;
import dev.tickbox.content.Job;
import dev.tickbox.content.Job.Timing;
import dev.tickbox.content.Step;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A content that makes one job try out what it would ask for: few rows, no limits of money or time, and no gates over values that are made
 * up.
 *
 * @param notJudged the gates that were left out
 */
record TrialContent(Definition definition, Job job, List<String> notJudged) {
    private static final long NO_LIMIT_MICRO_USD = 1_000_000_000_000L;

    /** @param at the first step that is done anew; what comes before it is recorded */
    static TrialContent of(Definition content, Job job, int rows, Optional<String> at) {
        List<String> notJudged = new ArrayList<>();
        Set<String> real = new HashSet<>();
        List<Step> steps = new ArrayList<>();
        boolean before = at.isPresent();
        for (Step step : job.steps()) {
            before &= !at.equals(Optional.of(step.id()));
            boolean isAt = at.equals(Optional.of(step.id()));
            Optional<Step> kept = before
                    ? Optional.of(step)
                    : isAt ? Optional.of(few(step, rows, real, notJudged)) : changed(step, rows, real, notJudged);
            if (before || isReal(step, real)) {
                real.add(step.id());
            }
            kept.ifPresent(steps::add);
        }
        // Without a schedule, so that no slot makes a run of its own.
        Job alone = job.with(new Timing(Optional.empty(), job.zone(), true)).with(steps);
        Job free = alone.maxMicroUsd().isPresent() ? alone.withMaxMicroUsd(NO_LIMIT_MICRO_USD) : alone;
        TreeMap<String, Job> jobs = new TreeMap<>();
        jobs.put(free.id(), free);
        Definition definition = Definition.of(
                content.sites(),
                jobs,
                content.ticks(),
                new Budget(NO_LIMIT_MICRO_USD, ZoneOffset.UTC),
                content.limits(),
                content.vendor());
        return new TrialContent(definition, free, notJudged);
    }

    /** What it gives is not made up. */
    private static boolean isReal(Step step, Set<String> real) {
        return switch (step) {
            case Step.Fetch _, Step.Recent _ -> true;
            case Step.Each each -> isReal(each.of(), real);
            case Step.Generate _, Step.Require _, Step.Approve _, Step.Publish _ -> false;
        };
    }

    private static boolean isReal(String path, Set<String> real) {
        String[] parts = path.split("\\.", 3);
        return switch (parts[0]) {
            case "steps" -> real.contains(parts[1]);
            case "row" -> real.contains("row");
            default -> true;
        };
    }

    private static Optional<Step> changed(Step step, int rows, Set<String> real, List<String> notJudged) {
        return switch (step) {
            case Step.Require require
            when !require.values().keySet().stream().allMatch(path -> isReal(path, real)) -> {
                notJudged.add(require.id());
                yield Optional.empty();
            }
            case Step.Require _,
                    Step.Each _,
                    Step.Fetch _,
                    Step.Recent _,
                    Step.Generate _,
                    Step.Publish _,
                    Step.Approve _ -> Optional.of(few(step, rows, real, notJudged));
        };
    }

    private static Step few(Step step, int rows, Set<String> real, List<String> notJudged) {
        if (step instanceof Step.Approve approve) {
            return new Step.Approve(approve.id(), approve.of(), Optional.empty());
        }
        if (!(step instanceof Step.Each each)) {
            return step;
        }
        Set<String> inside = new HashSet<>(real);
        if (isReal(each.of(), real)) {
            inside.add("row");
        }
        List<Step> steps = new ArrayList<>();
        for (Step inner : each.steps()) {
            changed(inner, rows, inside, notJudged).ifPresent(steps::add);
            if (isReal(inner, inside)) {
                inside.add(inner.id());
            }
        }
        return new Step.Each(
                each.id(),
                each.of(),
                each.match(),
                each.key(),
                each.onlyNew(),
                /* minRows= */ 0,
                Math.min(each.maxRows(), rows),
                Optional.empty(),
                each.onFailure(),
                steps,
                each.kept());
    }

    /** The sites whose publications a prompt may read. */
    static Set<String> read(Job job) {
        Set<String> sites = new HashSet<>();
        job.allSteps().forEach(step -> {
            if (step instanceof Step.Recent recent) {
                sites.add(recent.site());
            }
        });
        return sites;
    }
}
