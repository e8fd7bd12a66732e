package dev.tickbox.world;

import dev.tickbox.content.Condition;
import dev.tickbox.content.Condition.Comparison;
import dev.tickbox.content.Step;
import dev.tickbox.content.Step.OnRowFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The same step over rows with one thing changed. */
public final class RowSteps {
    private RowSteps() {}

    public static Step.Each within(Step.Each each, Duration time) {
        return with(each, each.minRows(), each.maxRows(), Optional.of(time), each.onFailure());
    }

    public static Step.Each skipping(Step.Each each) {
        return onFailure(each, OnRowFailure.SKIP);
    }

    public static Step.Each onFailure(Step.Each each, OnRowFailure then) {
        return with(each, each.minRows(), each.maxRows(), each.within(), then);
    }

    public static Step.Each bounded(Step.Each each, int minRows, int maxRows) {
        return with(each, minRows, maxRows, each.within(), each.onFailure());
    }

    /** The first step of each row is a gate. */
    public static Step.Each gated(Step.Each each, String path, Comparison comparison, String operand) {
        List<Step> steps = new ArrayList<>(each.steps());
        Condition condition = new Condition(comparison, operand);
        steps.addFirst(new Step.Require("worth", new TreeMap<>(Map.of(path, List.of(condition)))));
        return each.with(steps);
    }

    private static Step.Each with(
            Step.Each each, int minRows, int maxRows, Optional<Duration> within, OnRowFailure onFailure) {
        return new Step.Each(
                each.id(),
                each.of(),
                each.match(),
                each.key(),
                each.onlyNew(),
                minRows,
                maxRows,
                within,
                onFailure,
                each.steps(),
                each.kept());
    }
}
