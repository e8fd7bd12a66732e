package dev.tickbox.program;

import dev.tickbox.Json;
import dev.tickbox.Shortened;
import dev.tickbox.content.Condition;
import dev.tickbox.content.Job;
import dev.tickbox.content.Output;
import dev.tickbox.content.Step;
import dev.tickbox.content.StepNames;
import dev.tickbox.content.Templates;
import dev.tickbox.content.ValuePath;
import dev.tickbox.program.Steps.ApprovalTerms;
import dev.tickbox.program.Steps.Generation;
import dev.tickbox.program.Steps.Stop.StepFailed;
import dev.tickbox.program.Steps.Stop.Suspended;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The program that the content file's {@code prompt:} or {@code steps:} stands for.
 *
 * @param row the row whose steps it does; empty for those of the job
 */
public record ContentProgram(Job job, Optional<ContentRow> row) implements Program {
    private static final int FOUND_CHARACTERS = 80;

    /**
     * One row of an {@code each} step.
     *
     * @param outer the text of a step before the table, by its id
     */
    public record ContentRow(Step.Each each, Map<String, Object> columns, Function<String, String> outer) {}

    public ContentProgram(Job job) {
        this(job, Optional.empty());
    }

    @Override
    public void run(Steps steps) {
        drive(steps);
    }

    /** What later steps read of this row. */
    public Map<String, Object> line(Steps steps) {
        ContentValues values = drive(steps);
        Map<String, Object> line = new TreeMap<>();
        Set<String> own =
                row.orElseThrow().each().steps().stream().map(Step::id).collect(Collectors.toSet());
        for (String path : row.orElseThrow().each().kept()) {
            boolean ofStep = own.contains(path.split("\\.", 2)[0]);
            put(line, path, values.at((ofStep ? "steps." : "row.") + path));
        }
        return line;
    }

    /** @return what the steps gave, which ends the drive where it is not there yet */
    private ContentValues drive(Steps steps) {
        ContentValues values = new ContentValues(job, row, steps.run());
        Suspended first = null;
        StepFailed failed = null;
        for (Step step : row.map(each -> each.each().steps()).orElse(job.steps())) {
            if (failed != null && !(step instanceof Step.Publish)) {
                throw failed;
            }
            try {
                drive(steps, step, values);
            } catch (Suspended e) {
                if (step instanceof Step.Require || step instanceof Step.Approve) {
                    throw first == null ? e : first; // Nothing begins behind a gate before it holds.
                }
                // What comes later may need nothing of this one: it goes out now, too.
                values.add(step.id(), () -> {
                    throw e;
                });
                first = first == null ? e : first;
            } catch (StepFailed e) {
                if (!(step instanceof Step.Publish)) {
                    throw e;
                }
                failed = failed == null ? e : failed; // No site's failure keeps an article from the others.
            }
        }
        if (failed != null) {
            throw failed;
        }
        if (first != null) {
            throw first;
        }
        return values;
    }

    private void drive(Steps steps, Step step, ContentValues values) {
        switch (step) {
            case Step.Generate generate -> {
                Generation generation = generate(steps, generate, values);
                values.add(generate.id(), generation::text);
            }
            case Step.Fetch fetch -> {
                String fetched = fetch(steps, fetch, values).json();
                values.add(fetch.id(), () -> fetched);
            }
            case Step.Recent recent -> {
                List<Map<String, Object>> rows = steps.recent(recent.id(), recent.site(), recent.maxRows());
                values.add(recent.id(), () -> table(rows));
            }
            case Step.Require require -> require(steps, require, values);
            case Step.Approve approve -> {
                String approved = approved(steps, approve, values);
                values.add(approve.id(), () -> approved);
            }
            case Step.Each each -> values.add(each.id(), each(steps, each, values));
            case Step.Publish publish ->
                steps.publish(publish.id(), publish.site(), ContentArticle.of(publish, values));
        }
    }

    private static String table(List<Map<String, Object>> rows) {
        return Json.write(Map.of("rows", rows, "count", (long) rows.size()));
    }

    private static Supplier<String> each(Steps steps, Step.Each each, ContentValues values) {
        Map<String, Supplier<String>> outer = new TreeMap<>();
        for (String name : StepNames.outside(each)) {
            String id = name.split("\\.", 3)[1];
            outer.put(id, () -> values.text(id));
        }
        String[] path = each.of().split("\\.", 3);
        var source = new RowSource(
                () -> rows(each.of(), values),
                each.match().map(other -> () -> rows(other, values)),
                path[0].equals("steps") ? Optional.of(path[1]) : Optional.empty(),
                outer);
        var options = new RowOptions(
                each.key(), each.onlyNew(), each.minRows(), each.maxRows(), each.within(), each.onFailure());
        Steps.Table table = steps.each(each.id(), source, options, Steps.CONTENT);
        return () -> table(table.rows());
    }

    private static List<?> rows(String path, ContentValues values) {
        if (values.at(path) instanceof List<?> rows) {
            return rows;
        }
        throw new StepFailed(path.split("\\.", 3)[1], path + " is not a list of rows");
    }

    /** With an object for each name before the last, unless one of these names is there as another value: then under the whole path. */
    @SuppressWarnings("unchecked") // every object on the way was put there by this method
    private static void put(Map<String, Object> into, String path, @Nullable Object value) {
        if (value == null || ValuePath.in(into, path) != null) {
            return; // A list or an object that is kept as a whole has what is in it.
        }
        String[] names = path.split("\\.", -1);
        Map<String, Object> object = into;
        for (int i = 0; i < names.length - 1; i++) {
            Object next = object.computeIfAbsent(names[i], name -> new TreeMap<String, Object>());
            if (!(next instanceof TreeMap)) {
                into.put(path, value);
                return;
            }
            object = (Map<String, Object>) next;
        }
        object.put(names[names.length - 1], value);
    }

    private static void require(Steps steps, Step.Require gate, ContentValues values) {
        List<String> missed = new ArrayList<>();
        gate.values().forEach((path, conditions) -> {
            Object value = values.at(path);
            for (Condition condition : conditions) {
                if (!condition.holds(value, steps.run().reference())) {
                    missed.add(path + " is " + Shortened.words(Json.write(value), FOUND_CHARACTERS) + ", required: "
                            + condition.words());
                }
            }
        });
        steps.require(gate.id(), missed.isEmpty(), missed.isEmpty() ? "it holds" : String.join("; ", missed));
    }

    private static FetchedValues fetch(Steps steps, Step.Fetch step, ContentValues values) {
        return steps.fetch(step.id(), step.request().rendered(values::render));
    }

    private String approved(Steps steps, Step.Approve step, ContentValues values) {
        Optional<String> schema = output(step.id()).schema();
        return steps.approve(step.id(), values.text(step.of()), new ApprovalTerms(step.lapse(), schema))
                .text();
    }

    /** Of a step with a text: what is approved has the form of what was bought. */
    private Output output(String id) {
        for (Step step : job.allSteps()) {
            if (step.id().equals(id)) {
                return step instanceof Step.Approve approve ? output(approve.of()) : ((Step.Generate) step).output();
            }
        }
        throw new StepFailed(id, "there is no such step");
    }

    private static Generation generate(Steps steps, Step.Generate step, ContentValues values) {
        try {
            return steps.generate(step.id(), step.request(values.render(step.promptText())));
        } catch (Templates.Unusable e) {
            throw new StepFailed(step.id(), "its prompt " + step.promptFile() + ", " + e.getMessage());
        }
    }
}
