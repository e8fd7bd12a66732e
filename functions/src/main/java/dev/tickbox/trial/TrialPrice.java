package dev.tickbox.trial;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Job;
import dev.tickbox.content.Step;
import dev.tickbox.generator.Request;
import dev.tickbox.run.Run.TakenOver;
import dev.tickbox.trial.Trial.TriedRequest;
import dev.tickbox.view.Estimate;
import dev.tickbox.view.TableView;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a run would cost at most, by the requests that were made for it.
 *
 * @param notReached the steps for which none was made; they are in the price as {@code check} estimates them
 * @param runsInThirtyDays 0 without a schedule
 */
public record TrialPrice(
        long runMicroUsd, List<String> notReached, int runsInThirtyDays, long dailyMicroUsd, Estimate estimate) {
    private static final Duration MONTH = Duration.ofDays(30);
    private static final int SLOTS_AT_MOST = 50_000;

    public static TrialPrice of(Trial trial, Definition content, Job job, Estimate estimate, Instant now) {
        Set<String> rendered =
                trial.requests().stream().map(TriedRequest::step).collect(Collectors.toCollection(HashSet::new));
        trial.run().takenOver().map(TakenOver::steps).ifPresent(rendered::addAll);
        Set<String> notReached = new LinkedHashSet<>();
        job.allSteps().stream()
                .filter(step -> step instanceof Step.Generate && !rendered.contains(step.id()))
                .filter(step -> tables(job).stream()
                        .noneMatch(each ->
                                rendered.contains(each.id()) && each.steps().contains(step)))
                .forEach(step -> notReached.add(step.id()));
        long price = job.javaClass().isPresent() ? 0 : estimate.steps(job, rendered);
        for (TriedRequest each : trial.requests()) {
            if (each.row().isEmpty()) {
                price += estimate.microUsd(each.request());
            }
        }
        for (TableView table : trial.tables()) {
            long tried = table.table().count();
            long sum = trial.requests().stream()
                    .filter(each -> each.row().isPresent() && isOf(each, table, job))
                    .mapToLong(each -> estimate.microUsd(each.request()))
                    .sum();
            price += tried == 0 ? 0 : Math.multiplyExact(sum, expected(table, job)) / tried;
        }
        int runs = job.schedule()
                .map(schedule ->
                        schedule.all(now, now.plus(MONTH), SLOTS_AT_MOST).size())
                .orElse(0);
        return new TrialPrice(
                price, List.copyOf(notReached), runs, content.budget().dailyMicroUsd(), estimate);
    }

    private static List<Step.Each> tables(Job job) {
        return job.steps().stream()
                .filter(Step.Each.class::isInstance)
                .map(Step.Each.class::cast)
                .toList();
    }

    private static Optional<Step.Each> each(TableView table, Job job) {
        return tables(job).stream()
                .filter(step -> step.id().equals(table.step()))
                .findFirst();
    }

    /** In a Java class the steps of rows are not known beforehand; then every table has all of them. */
    private static boolean isOf(TriedRequest request, TableView table, Job job) {
        return each(table, job)
                .map(each -> each.steps().stream().anyMatch(step -> step.id().equals(request.step())))
                .orElse(true);
    }

    /** How many rows a run would take. */
    public static long expected(TableView table, Job job) {
        long all = table.table().count() + table.table().overMaxRows();
        return each(table, job)
                .map(step -> Math.min(step.maxRows(), all))
                .orElse(table.table().count());
    }

    public long microUsd(Request request) {
        return estimate.microUsd(request);
    }

    public long monthMicroUsd() {
        return Math.multiplyExact(runMicroUsd, (long) runsInThirtyDays);
    }

    /** Of the budget of a day, in per cent. */
    public long shareOfADay() {
        return dailyMicroUsd == 0 ? 0 : Math.multiplyExact(runMicroUsd, 100L) / dailyMicroUsd;
    }
}
