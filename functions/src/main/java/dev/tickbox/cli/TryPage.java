package dev.tickbox.cli;

import dev.tickbox.Json;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Job;
import dev.tickbox.content.Step;
import dev.tickbox.generator.Request;
import dev.tickbox.ledger.StepRecord;
import dev.tickbox.ledger.StepRecord.Status;
import dev.tickbox.money.Prices;
import dev.tickbox.money.Usd;
import dev.tickbox.run.Run;
import dev.tickbox.trial.Trial;
import dev.tickbox.trial.TrialPrice;
import dev.tickbox.view.TableView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code try} prints. */
final class TryPage {
    private TryPage() {}

    static List<String> lines(Trial trial, TrialPrice price, Definition content, Job job) {
        List<String> lines = new ArrayList<>();
        lines.add("job " + job.id() + ": tried, nothing was bought, published or stored");
        trial.run()
                .takenOver()
                .ifPresent(taken -> lines.add("from run " + taken.run() + ": " + String.join(", ", taken.steps())));
        trial.fetched().forEach(fetch -> lines.add("fetched " + fetch.step() + ": " + gave(fetch)));
        trial.tables().stream()
                .filter(table -> table.takenFrom().isEmpty())
                .forEach(table -> lines.add(table(table, job)));
        if (!trial.notJudged().isEmpty()) {
            lines.add("not judged, because the values are made up here: " + String.join(", ", trial.notJudged()));
        }
        for (Trial.TriedRequest each : trial.requests()) {
            Request request = each.request();
            lines.add("");
            lines.add("── " + each.step()
                    + each.row().map(key -> ", row " + key).orElse("") + " ── " + request.model() + ", "
                    + request.mode().word() + ", at most " + tokens(request) + " tokens in and " + request.maxTokens()
                    + " out, at most about " + Usd.of(price.microUsd(request)));
            request.system().ifPresent(system -> lines.add("system: " + system + "\n"));
            lines.add(request.prompt().stripTrailing());
        }
        lines.add("");
        Optional<String> madeUp = madeUp(trial, job);
        madeUp.ifPresent(lines::add);
        ended(trial).forEach(lines::add);
        if (!price.notReached().isEmpty()) {
            lines.add("not reached, and priced as `tickbox check` does: " + String.join(", ", price.notReached()));
        }
        lines.add("a run costs at most about " + Usd.of(price.runMicroUsd())
                + (madeUp.isEmpty()
                        ? ", "
                        : " (with texts as long as those made up; `tickbox check` counts the longest), ")
                + price.shareOfADay()
                + " % of the budget of a day (" + Usd.of(price.dailyMicroUsd()) + ")"
                + job.maxMicroUsd()
                        .filter(most -> most < price.runMicroUsd())
                        .map(most -> "; more than its maxUsd of " + Usd.of(most))
                        .orElse(""));
        lines.add(
                price.runsInThirtyDays() == 0
                        ? "the job has no schedule"
                        : "30 days have " + price.runsInThirtyDays() + " slots: at most about "
                                + Usd.of(price.monthMicroUsd()));
        return lines;
    }

    private static long tokens(Request request) {
        return Prices.inputTokensAtMost(request);
    }

    private static String gave(StepRecord fetch) {
        if (fetch.status() != Status.DONE) {
            return "failed: " + fetch.error().orElse("no answer")
                    + fetch.refersTo().map(from -> " (" + from + ")").orElse("");
        }
        Map<String, Object> output = Json.parseObject(fetch.output().orElse("{}"));
        return output.get("rows") instanceof List<?> rows
                ? TableView.rows(rows.size())
                : output.entrySet().stream()
                        .map(each -> each.getKey()
                                + (each.getValue() instanceof String text ? " (" + text.length() + " characters)" : ""))
                        .collect(Collectors.joining(", "));
    }

    /** Such as {@code notes: 40 rows would be taken, 3 of them tried; left out: 5 key repeated}. */
    private static String table(TableView table, Job job) {
        List<String> left = new ArrayList<>();
        long expected = TrialPrice.expected(table, job);
        long over = table.table().count() + table.table().overMaxRows() - expected;
        table.table().left().forEach((why, rows) -> {
            long count = why.equals(table.table().overMaxRowsReason()) ? over : rows;
            if (count > 0) {
                left.add(count + " " + why);
            }
        });
        table.counts().leftOut().forEach((by, rows) -> left.add(rows + " of the tried ones by " + by));
        return "table " + table.step() + ": " + TableView.rows(expected) + " would be taken, "
                + table.table().count() + " tried" + (left.isEmpty() ? "" : "; left out: " + String.join(", ", left));
    }

    private static Optional<String> madeUp(Trial trial, Job job) {
        List<String> taken = trial.run().takenOver().map(Run.TakenOver::steps).orElse(List.of());
        List<String> steps = job.allSteps().stream()
                .filter(step -> step instanceof Step.Generate && !taken.contains(step.id()))
                .filter(step -> job.steps().stream()
                        .noneMatch(table -> table instanceof Step.Each each
                                && taken.contains(each.id())
                                && each.steps().contains(step)))
                .map(Step::id)
                .filter(step -> job.allSteps().stream()
                        .anyMatch(later -> later instanceof Step.Generate generate && reads(generate, step, job)))
                .toList();
        return steps.isEmpty()
                ? Optional.empty()
                : Optional.of("made up in the prompts above: what " + String.join(", ", steps)
                        + (steps.size() == 1 ? " gives" : " give") + "; with recorded texts: --from RUN --at STEP");
    }

    /** By its own name, as a column, or in the rows of its table. */
    private static boolean reads(Step.Generate later, String step, Job job) {
        return Stream.concat(
                        Stream.of("steps." + step + ".", "row." + step + "."),
                        job.steps().stream()
                                .filter(table -> table instanceof Step.Each each
                                        && each.steps().stream()
                                                .anyMatch(inner -> inner.id().equals(step)))
                                .map(table -> "steps." + table.id() + "."))
                .anyMatch(later.promptText()::contains);
    }

    private static List<String> ended(Trial trial) {
        List<String> lines = new ArrayList<>();
        switch (trial.run().state()) {
            case Run.Failed failed -> lines.add("the run would fail: step " + failed.step() + ": " + failed.why());
            case Run.LeftOut left -> lines.add("the run would be left out by " + left.step() + ": " + left.found());
            case Run.Done _ -> {}
            case Run.Runnable _, Run.Driven _, Run.Waiting _, Run.Abandoned _, Run.Deleting _ ->
                lines.add("the run did not come to its end here");
        }
        trial.failed().forEach(row -> lines.add("the row " + row.row() + " would fail: " + row.why()));
        return lines;
    }

    static Map<String, Object> toMap(Trial trial, TrialPrice price, Job job) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("job", trial.run().job());
        map.put("whole", trial.isWhole());
        trial.run().takenOver().ifPresent(taken -> map.put("takenSteps", taken.steps()));
        map.put(
                "fetched",
                trial.fetched().stream()
                        .map(each -> Map.of("step", each.step(), "gave", gave(each)))
                        .toList());
        map.put(
                "tables",
                trial.tables().stream()
                        .map(table -> Map.of(
                                "step", table.step(),
                                "wouldTake", TrialPrice.expected(table, job),
                                "tried", table.table().count(),
                                "left", table.table().left()))
                        .toList());
        map.put("notJudged", trial.notJudged());
        map.put(
                "requests",
                trial.requests().stream()
                        .map(each -> {
                            Map<String, Object> one = new LinkedHashMap<>();
                            one.put("step", each.step());
                            each.row().ifPresent(key -> one.put("row", key));
                            one.put("request", each.request().toMap());
                            one.put("tokensInAtMost", tokens(each.request()));
                            one.put("mayCostMicroUsd", price.microUsd(each.request()));
                            return one;
                        })
                        .toList());
        map.put("ended", ended(trial));
        map.put("notReached", price.notReached());
        map.put("runMayCostMicroUsd", price.runMicroUsd());
        map.put("runsInThirtyDays", (long) price.runsInThirtyDays());
        map.put("thirtyDaysMayCostMicroUsd", price.monthMicroUsd());
        map.put("dailyMicroUsd", price.dailyMicroUsd());
        return map;
    }
}
