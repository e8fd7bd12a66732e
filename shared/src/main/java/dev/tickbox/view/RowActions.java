package dev.tickbox.view;

import dev.tickbox.content.Job;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.run.Row;
import dev.tickbox.run.Run;
import dev.tickbox.view.Actions.Action;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The commands that apply to a row, and those for the rows of a run that failed. */
record RowActions(Actions actions) {
    /** What is said of one row. */
    List<Action> of(RunRecords story, Row row, Optional<Job> job, Instant now) {
        List<Action> ways = new ArrayList<>();
        if (row.closed()) {
            return ways;
        }
        story.approvals().forEach(each -> ways.addAll(new OpenQuestion(each).ways()));
        story.reservations().forEach(r -> ways.addAll(actions.stuck(r)));
        story.reservations().forEach(r -> actions.putOff(r, now).ifPresent(ways::add));
        story.items().forEach(item -> ways.addAll(actions.stuck(item)));
        String id = story.run().id();
        switch (story.run().state()) {
            case Run.Failed s -> {
                if (!isOfAStoredText(story, s.step(), job)) {
                    ways.add(new Action(
                            "retry " + id,
                            "continues the row from " + FailedStep.name(s.step())
                                    + ", with all of it that is stuck; stored texts are not bought again",
                            actions.rest(story, job)));
                }
                ways.add(Action.free("abandon " + id, "abandons the row for good; its run does not wait for it"));
            }
            case Run.Runnable _, Run.Driven _, Run.Waiting _ ->
                ways.add(
                        Action.free(
                                "abandon " + id,
                                "abandons the row for good; its run does not wait for it; jobs at the vendor may still be billed"));
            case Run.Done _, Run.LeftOut _, Run.Abandoned _, Run.Deleting _ -> {}
        }
        return ways.stream().distinct().toList();
    }

    /** A stored text is not bought again, so a step that fails because of its text would fail again. */
    private static boolean isOfAStoredText(RunRecords story, String step, Optional<Job> job) {
        return job.flatMap(Job::javaClass).isEmpty()
                && story.reservations().stream()
                        .anyMatch(r -> r.order().step().equals(step) && r.state() instanceof Reservation.Collected);
    }

    /**
     * The rows of a table that failed and can be retried.
     *
     * @param shown some of them
     */
    record FailedTable(String run, String step, long rows, List<TableView.FailedRow> shown) {}

    List<Action> failedRows(List<TableView> tables, Optional<Job> job) {
        return tables.stream()
                .filter(table -> table.retriable() > 0)
                .flatMap(table ->
                        failedRows(new FailedTable(table.run(), table.step(), table.retriable(), table.failed()), job)
                                .stream())
                .toList();
    }

    /** All of them together, and the shown ones one by one. */
    List<Action> failedRows(FailedTable failed, Optional<Job> job) {
        OptionalLong one = job.flatMap(Job::javaClass).isPresent()
                ? OptionalLong.empty()
                : OptionalLong.of(job.map(each -> actions.estimate().row(each, failed.step(), Set.of()))
                        .orElse(0L));
        List<Action> ways = new ArrayList<>();
        ways.add(new Action(
                "retry " + failed.run(),
                "retries " + (failed.rows() == 1 ? "the row" : "all " + TableView.rows(failed.rows())) + " of "
                        + failed.step() + " that failed; stored texts are not bought again",
                one.isEmpty() ? one : OptionalLong.of(Math.multiplyExact(one.getAsLong(), failed.rows()))));
        for (TableView.FailedRow row : failed.shown()) {
            String key = RowStory.shown(row.key());
            ways.add(new Action("retry " + row.id(), "retries the row " + key, one));
            ways.add(Action.free(
                    "abandon " + row.id(), "abandons the row " + key + " for good; the run does not wait for it"));
        }
        return ways;
    }
}
