package dev.tickbox.tick.start;

import dev.tickbox.Canonical;
import dev.tickbox.Json;
import dev.tickbox.content.Job;
import dev.tickbox.content.Step;
import dev.tickbox.ledger.Bodies;
import dev.tickbox.ledger.StepRecord;
import dev.tickbox.program.ContentProgram;
import dev.tickbox.program.ContentProgram.ContentRow;
import dev.tickbox.program.RowTable;
import dev.tickbox.program.Steps;
import dev.tickbox.program.Steps.Stop.StepFailed;
import dev.tickbox.run.Row;
import dev.tickbox.tick.context.TickContext;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is done for one row by the steps that the content has for it. What the row reads of earlier steps was recorded with its
 * table, so that it is the same for all rows.
 */
record RowWork(TickContext context) {
    /** A longer line is kept as a text of the row. */
    private static final int INLINE_BYTES = 32 * 1024;

    RowTable table(Row row) {
        return context.store()
                .get(RowTable.ref(row.root(), row.step()))
                .map(StepRecord::read)
                .map(RowTable::of)
                .orElseThrow(() -> new StepFailed(row.step(), "the table of the row is not recorded"));
    }

    Map<String, Object> line(Row row, RowTable table, Job job, Steps steps) {
        Map<String, Object> columns = columns(row);
        Step.Each each = job.steps().stream()
                .filter(step -> step.id().equals(row.step()) && step instanceof Step.Each)
                .map(Step.Each.class::cast)
                .findFirst()
                .orElseThrow(() -> new StepFailed(row.step(), "its content has no such step"));
        Function<String, String> outer = id -> bodies().load(
                        row.root(),
                        Optional.ofNullable(table.outer().get(id))
                                .orElseThrow(() -> new StepFailed(row.step(), "the text of " + id + " was not kept")));
        return new ContentProgram(job, Optional.of(new ContentRow(each, columns, outer))).line(steps);
    }

    Map<String, Object> columns(Row row) {
        return Json.parseObject(row.columns()
                .json()
                .orElseGet(() -> bodies().load(row.root(), row.columns().body().orElseThrow())));
    }

    /** @throws RuntimeException if it is nothing that can be kept */
    Row.Kept kept(String run, @Nullable Map<String, Object> line) {
        String json = Canonical.of(Canonical.exact(
                Objects.requireNonNull(line, "its class returned null for the row; it must return a map")));
        return json.getBytes(StandardCharsets.UTF_8).length <= INLINE_BYTES
                ? Row.Kept.inline(json)
                : Row.Kept.at(bodies().keep(run, json));
    }

    private Bodies bodies() {
        return new Bodies(context.store(), context.limits().bodyBytes());
    }
}
