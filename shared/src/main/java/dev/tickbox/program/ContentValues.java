package dev.tickbox.program;

import dev.tickbox.Json;
import dev.tickbox.content.Job;
import dev.tickbox.content.Shape;
import dev.tickbox.content.Step;
import dev.tickbox.content.StepShapes;
import dev.tickbox.content.Templates;
import dev.tickbox.content.ValuePath;
import dev.tickbox.content.VarValue;
import dev.tickbox.program.ContentProgram.ContentRow;
import dev.tickbox.program.Steps.Facts;
import dev.tickbox.program.Steps.Stop.StepFailed;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the names of a content mean in one drive: facts of the run, variables, columns of the row, and what its steps have given so far. */
final class ContentValues {
    private final Job job;
    private final Optional<ContentRow> row;
    private final Facts facts;
    private final Map<String, Supplier<String>> texts = new LinkedHashMap<>();

    ContentValues(Job job, Optional<ContentRow> row, Facts facts) {
        this.job = job;
        this.row = row;
        this.facts = facts;
        row.ifPresent(this::addOuter);
    }

    /** The steps before the table, as the steps of a row see them. */
    private void addOuter(ContentRow in) {
        job.steps().stream()
                .takeWhile(step -> !step.id().equals(in.each().id()))
                .forEach(step -> texts.put(step.id(), () -> in.outer().apply(step.id())));
    }

    /** @param text may end the drive where it is not there yet */
    void add(String step, Supplier<String> text) {
        texts.put(step, text);
    }

    Facts facts() {
        return facts;
    }

    String text(String step) {
        Supplier<String> text = texts.get(step);
        if (text == null) {
            throw new StepFailed(step, "there is no such step");
        }
        return text.get();
    }

    /** What a step gave, which is JSON. */
    Map<String, Object> parsed(String step) {
        return parsed(step, text(step));
    }

    private static Map<String, Object> parsed(String step, String json) {
        try {
            return Json.parseObject(json);
        } catch (Json.Malformed e) {
            throw new StepFailed(step, "its text is not the requested JSON: " + e.getMessage());
        }
    }

    /** As it is in the JSON, so that a number is compared as a number. */
    @Nullable
    Object at(String path) {
        String[] parts = path.split("\\.", 3);
        if (parts[0].equals("row")) {
            return row.map(each -> ValuePath.in(each.columns(), path.substring("row.".length())))
                    .orElse(null);
        }
        if (!parts[0].equals("steps")) {
            return fixed().get(path);
        }
        String text = text(parts[1]);
        if (parts[2].equals("text") && !isFetch(parts[1])) {
            return text;
        }
        Map<String, Object> values = parsed(parts[1], text);
        if (isFetch(parts[1]) && !values.containsKey(parts[2].split("\\.", 2)[0])) {
            throw new StepFailed(
                    parts[1], "the source gave no " + parts[2] + "; it gave " + String.join(", ", values.keySet()));
        }
        return ValuePath.in(values, parts[2]);
    }

    String render(String template) {
        return Templates.render(template, of(template));
    }

    /** The values that a template names and that there can be. Texts are asked for only when it is rendered. */
    Map<String, Object> of(String template) {
        Map<String, Object> names = new HashMap<>(fixed());
        Map<String, Shape> shapes = shapes();
        Templates.scan(template).names().map(Templates.Variable::name).forEach(name -> {
            String[] parts = name.split("\\.", 3);
            boolean ofRow = parts[0].equals("row");
            boolean known = ofRow
                    ? parts.length > 1
                            && row.filter(each -> isColumn(each, name, shapes)).isPresent()
                    : parts[0].equals("steps")
                            && parts.length == 3
                            && texts.containsKey(parts[1])
                            && Optional.ofNullable(shapes.get(parts[1]))
                                    .flatMap(shape -> shape.at(parts[2]))
                                    .isPresent();
            if (known) {
                // A row need not have every column; what a step gives without a value is written as null.
                names.put(name, (Supplier<@Nullable Object>) () -> {
                    Object value = at(name);
                    return value == null && (ofRow || isFetch(parts[1])) ? "" : value;
                });
            }
        });
        return names;
    }

    private boolean isFetch(String id) {
        return job.allSteps().stream()
                .anyMatch(step -> step instanceof Step.Fetch && step.id().equals(id));
    }

    private static boolean isColumn(ContentRow of, String name, Map<String, Shape> shapes) {
        return StepShapes.row(of.each(), shapes)
                .at(name.substring("row.".length()))
                .isPresent();
    }

    /** What is known of the steps that can be read here. */
    private Map<String, Shape> shapes() {
        Map<String, Shape> shapes = new HashMap<>(StepShapes.of(job.steps()));
        row.ifPresent(each -> shapes.putAll(StepShapes.of(each.each().steps(), shapes)));
        return shapes;
    }

    /** What is the same in every drive. */
    private Map<String, Object> fixed() {
        Map<String, Object> names = new HashMap<>(facts(facts, job.site()));
        names.put("job.id", job.id());
        names.putAll(vars(job));
        return names;
    }

    static Map<String, Object> vars(Job job) {
        Map<String, Object> names = new HashMap<>();
        job.vars()
                .forEach((name, value) -> names.put(
                        "vars." + name,
                        switch (value) {
                            case VarValue.One one -> one.text();
                            case VarValue.Many many -> many.texts();
                        }));
        return names;
    }

    static Map<String, String> facts(Facts facts, String site) {
        String date = facts.date().toString();
        return Map.of(
                "run.id", facts.id(),
                "run.date", date,
                "run.year", date.substring(0, 4),
                "run.month", date.substring(5, 7),
                "run.slot", facts.slot().map(Object::toString).orElse("by hand"),
                "site.id", site);
    }
}
