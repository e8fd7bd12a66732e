package dev.tickbox.content;

import dev.tickbox.source.SourceForm;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is known of what each step gives. A new kind of step says here which names it has. */
public final class StepShapes {
    private StepShapes() {}

    /** By the id of the step, in order; without steps that give nothing to read. */
    public static Map<String, Shape> of(List<Step> steps) {
        return of(steps, Map.of());
    }

    /** @param before of the steps that come before these */
    public static Map<String, Shape> of(List<Step> steps, Map<String, Shape> before) {
        Map<String, Shape> known = new LinkedHashMap<>(before);
        Map<String, Shape> own = new LinkedHashMap<>();
        for (Step step : steps) {
            of(step, known).ifPresent(shape -> {
                known.put(step.id(), shape);
                own.put(step.id(), shape);
            });
        }
        return own;
    }

    private static Optional<Shape> of(Step step, Map<String, Shape> before) {
        return switch (step) {
            case Step.Generate generate -> Optional.of(generate.output().shape());
            case Step.Fetch fetch -> Optional.of(of(fetch));
            case Step.Each each -> Optional.of(table(row(each, before), of(each.steps(), before)));
            case Step.Approve approve -> Optional.ofNullable(before.get(approve.of()));
            case Step.Recent _ -> Optional.of(Step.Recent.SHAPE);
            case Step.Require _, Step.Publish _ -> Optional.empty();
        };
    }

    /** What a fetch gives: a table or a record, of which sometimes only the source itself tells the columns. */
    public static Shape.Fields of(Step.Fetch fetch) {
        SourceForm form = fetch.request().form();
        SortedMap<String, Shape> columns = new TreeMap<>();
        fetch.columns().ifPresent(names -> names.forEach(name -> columns.put(name, column(form, name))));
        Shape.Fields all = fetch.columns().isPresent()
                ? new Shape.Fields(columns, /* open= */ false)
                : switch (form) {
                    case SourceForm.Csv csv -> {
                        csv.numbers().forEach(name -> columns.put(name, new Shape.Plain(Shape.Type.NUMBER)));
                        yield new Shape.Fields(columns, /* open= */ true, new Shape.Plain(Shape.Type.TEXT));
                    }
                    case SourceForm.Feed _, SourceForm.Page _, SourceForm.Plain _, SourceForm.JsonValues _ ->
                        Shape.anyColumns();
                };
        return form.isTable() ? Shape.table(all) : all;
    }

    /** What is in a column of such a source; that a source has the column is not judged here. */
    public static Shape column(SourceForm form, String name) {
        return switch (form) {
            case SourceForm.Feed _, SourceForm.Page _, SourceForm.Plain _ -> new Shape.Plain(Shape.Type.TEXT);
            case SourceForm.Csv csv ->
                new Shape.Plain(csv.numbers().contains(name) ? Shape.Type.NUMBER : Shape.Type.TEXT);
            case SourceForm.JsonValues _ -> new Shape.Plain(Shape.Type.ANY);
        };
    }

    /** What an {@code each} step gives: its rows with what the steps of a row gave, under their ids. */
    public static Shape.Fields table(Shape.Fields row, Map<String, Shape> inner) {
        Shape.Fields line = row;
        for (Map.Entry<String, Shape> step : inner.entrySet()) {
            line = line.with(step.getKey(), step.getValue());
        }
        return Shape.table(line);
    }

    /** The columns of a row: those of the source, and of the row that it is joined to. */
    public static Shape.Fields row(Step.Each each, Map<String, Shape> before) {
        Shape.Fields source = rowsAt(each.of(), each.key(), before).orElseGet(Shape::anyColumns);
        return each.match()
                .map(path -> source.and(rowsAt(path, each.key(), before).orElseGet(Shape::anyColumns)))
                .orElse(source);
    }

    /**
     * The columns of the rows at a path such as {@code steps.feeds.rows}, or of a list in {@code vars}; empty where there are surely none.
     *
     * @param key a list of texts or numbers is a table of one column, the key
     */
    public static Optional<Shape.Fields> rowsAt(String path, List<String> key, Map<String, Shape> before) {
        String[] parts = path.split("\\.", 3);
        if (parts[0].equals("vars")) {
            return key.size() == 1 ? Optional.of(Shape.columns(key, Shape.Type.TEXT)) : Optional.empty();
        }
        return parts.length == 3 && parts[0].equals("steps")
                ? Optional.ofNullable(before.get(parts[1]))
                        .flatMap(step -> step.at(parts[2]))
                        .flatMap(table -> columns(table, key))
                : Optional.empty();
    }

    private static Optional<Shape.Fields> columns(Shape table, List<String> key) {
        return switch (table) {
            case Shape.Unknown _ -> Optional.of(Shape.anyColumns());
            case Shape.Items(Shape.Fields row) -> Optional.of(row);
            case Shape.Items(Shape.Unknown _) -> Optional.of(Shape.anyColumns());
            case Shape.Items(Shape.Plain(Shape.Type type)) ->
                key.size() == 1 ? Optional.of(Shape.columns(key, type)) : Optional.empty();
            case Shape.Items _, Shape.Plain _, Shape.Fields _ -> Optional.empty();
        };
    }
}
