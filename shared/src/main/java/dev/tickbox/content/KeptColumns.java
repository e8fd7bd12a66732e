package dev.tickbox.content;

import dev.tickbox.content.Templates.Scan;
import dev.tickbox.content.Templates.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds what later steps read of the rows of each table: only that is kept of a row when it ends. The steps are gone through from the last to the
 * first, because a later table may hand on columns of an earlier one. Where it is unsure whether a name is a column, the name is kept: a column
 * that a row has not costs nothing.
 */
public final class KeptColumns {
    private final Map<String, Shape> shapes;
    private final Map<String, Step.Each> tables = new HashMap<>();
    private final Map<String, SortedSet<String>> kept = new HashMap<>();
    private final Consumer<String> problem;

    private KeptColumns(List<Step> steps, Consumer<String> problem) {
        this.problem = problem;
        shapes = StepShapes.of(steps);
        for (Step step : steps) {
            if (step instanceof Step.Each each) {
                tables.put(each.id(), each);
                kept.put(each.id(), new TreeSet<>(each.key()));
            }
        }
    }

    /** @param problem takes what cannot be kept */
    public static List<Step> in(List<Step> steps, Consumer<String> problem) {
        KeptColumns columns = new KeptColumns(steps, problem);
        List<Step> changed = new ArrayList<>();
        for (Step step : steps.reversed()) {
            changed.add(columns.readBy(step));
        }
        Collections.reverse(changed);
        return changed;
    }

    private Step readBy(Step step) {
        if (!(step instanceof Step.Each each)) {
            new Reading(step, Optional.empty()).all();
            return step;
        }
        SortedSet<String> own = kept.getOrDefault(each.id(), new TreeSet<>());
        for (Step inner : each.steps()) {
            new Reading(inner, Optional.of(each)).all();
        }
        each.key().forEach(column -> needOfRow(each, column));
        // Also the paths of its own steps: whether the earlier table has such a column is looked up there.
        own.forEach(path -> needOfRow(each, path));
        return each.keeping(own);
    }

    /** A column of a row comes from what the table is made of. */
    private void needOfRow(Step.Each each, String column) {
        for (String path : each.match().map(match -> List.of(each.of(), match)).orElse(List.of(each.of()))) {
            table(path).ifPresent(table -> need(table, column));
        }
    }

    private void need(String table, String column) {
        if (row(table).at(column).isPresent()) {
            kept.getOrDefault(table, new TreeSet<>()).add(column);
        }
    }

    /** Every column that is known, each step of a row by its fields: a generation's text is not kept beside the fields that it is made of. */
    private void needWhole(String table, Step by) {
        Shape.Fields row = row(table);
        if (row.open()) {
            problem.accept(
                    "the step " + by.id() + " uses whole rows of " + table + ", whose columns are not all known, so"
                            + " they cannot be kept; name those that it needs, as in {{#steps." + table
                            + ".rows}}{{link}}{{/steps." + table + ".rows}}");
        }
        List<String> twice = Optional.ofNullable(tables.get(table)).stream()
                .flatMap(each -> each.steps().stream())
                .filter(step -> step instanceof Step.Generate generate
                        && !generate.output().fields().isEmpty())
                .map(step -> step.id() + ".text")
                .toList();
        row.leaves().stream().filter(path -> !twice.contains(path)).forEach(path -> need(table, path));
    }

    /** The step whose rows a path names, such as {@code steps.notes.rows}. */
    private Optional<String> table(String path) {
        String[] parts = path.split("\\.", 3);
        return parts.length == 3 && parts[2].equals("rows") && tables.containsKey(parts[1])
                ? Optional.of(parts[1])
                : Optional.empty();
    }

    private Shape.Fields row(String table) {
        return StepShapes.rowsAt("steps." + table + ".rows", List.of(), shapes).orElseGet(Shape::anyColumns);
    }

    /** What one step reads. */
    private final class Reading {
        private final Step step;
        private final Optional<Step.Each> of;

        /** @param of the table whose rows the step is for */
        Reading(Step step, Optional<Step.Each> of) {
            this.step = step;
            this.of = of;
        }

        /**
         * Around a place in a template.
         *
         * @param table whose row it is, if its columns are not kept anyway
         * @param columns null where there is no row
         */
        private record Around(
                @Nullable String table, @Nullable Shape columns) {}

        void all() {
            for (String template : StepNames.templates(step)) {
                Scan scan = Templates.scan(template);
                scan.sections().forEach(section -> read(section.name(), around(section.within()), true));
                scan.variables().forEach(variable -> read(variable.name(), around(variable.within()), false));
                scan.items().stream().map(Variable::within).forEach(within -> {
                    Around outside = around(within.subList(0, within.size() - 1));
                    read(within.getLast(), outside, false);
                });
            }
            StepNames.paths(step).forEach(path -> read(path, new Around(null, null), false));
        }

        private void read(String name, Around around, boolean section) {
            if (name.startsWith("row.")) {
                of.ifPresent(each -> needOfRow(each, name.substring("row.".length())));
            } else if (StepNames.isFullPath(name)) {
                table(name).filter(table -> !section).ifPresent(table -> needWhole(table, step));
            } else if (around.table() != null) {
                need(around.table(), name);
            }
        }

        private Around around(List<String> within) {
            Around around = new Around(null, null);
            for (String section : within) {
                Optional<String> table = table(section);
                if (table.isPresent()) {
                    around = new Around(table.get(), row(table.get()));
                } else if (shape(section, around) instanceof Shape.Fields fields) {
                    // What a section is for is kept as a whole, and so is what is named in it.
                    around = new Around(null, fields);
                }
            }
            return around;
        }

        /** Of one item; unknown where it may be a text, in which the names of the row around it have a meaning. */
        private Shape shape(String section, Around around) {
            Optional<Shape> value;
            if (!StepNames.isFullPath(section)) {
                value = Optional.ofNullable(around.columns()).flatMap(columns -> columns.at(section));
            } else if (section.startsWith("row.")) {
                value = of.flatMap(each -> StepShapes.row(each, shapes).at(section.substring("row.".length())));
            } else {
                String[] parts = section.split("\\.", 3);
                Map<String, Shape> own = new HashMap<>(shapes);
                of.ifPresent(each -> own.putAll(StepShapes.of(each.steps(), shapes)));
                value = parts.length < 3
                        ? Optional.empty()
                        : Optional.ofNullable(own.get(parts[1])).flatMap(shape -> shape.at(parts[2]));
            }
            return value.map(found -> found instanceof Shape.Items(Shape item) ? item : found)
                    .orElseGet(Shape.Unknown::new);
        }
    }
}
