package dev.tickbox.content.reader;

import dev.tickbox.content.Period;
import dev.tickbox.content.Shape;
import dev.tickbox.content.Step;
import dev.tickbox.content.Step.Each;
import dev.tickbox.content.Step.OnRowFailure;
import dev.tickbox.content.StepShapes;
import dev.tickbox.content.Suggestion;
import dev.tickbox.content.reader.YamlValue.YamlMapping;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads an {@code each} step, all but its steps. Where something is wrong it is reported, and any column goes from then on, so that nothing is
 * reported twice.
 */
final class EachReader {
    static final String[] KEYS = {
        "id", "each", "key", "match", "only", "minRows", "maxRows", "within", "onFailure", "steps"
    };

    private final String id;
    private final YamlMapping section;
    private final TemplateScope scope;
    private final YamlValue at;
    private final Optional<Table> source;
    private final Optional<Table> match;
    private final List<String> key;

    /** A path that can be worked on, and what is known of its rows. */
    private record Table(String path, Shape.Fields columns) {}

    /** @param scope what the step may read */
    EachReader(String id, YamlMapping section, TemplateScope scope) {
        this.id = id;
        this.section = section;
        this.scope = scope;
        this.at = section.find("each").orElseThrow();
        this.key = need("key", "the column that names a row, as in key: link")
                .map(EachReader::key)
                .orElse(List.of());
        this.source = table(at);
        this.match = section.find("match").flatMap(this::table);
        section.find("key").ifPresent(this::keyColumns);
        section.find("match").ifPresent(this::bothSides);
    }

    /** The columns of its rows. */
    Shape.Fields row() {
        Shape.Fields columns = source.map(Table::columns).orElseGet(Shape::anyColumns);
        return section.find("match").isEmpty()
                ? columns
                : columns.and(match.map(Table::columns).orElseGet(Shape::anyColumns));
    }

    /** Which values a model writes, as the steps of a row see it. */
    ModelValues generated(ModelValues outside) {
        String of = source.map(Table::path).orElse("?");
        return match.map(table -> outside.ofJoinedRows(of, table.path(), table.columns(), key))
                .orElseGet(() -> outside.ofRows(of));
    }

    Step.Each read(List<Step> steps) {
        int maxRows = need("maxRows", "the most rows that one run takes, as in maxRows: 60")
                .flatMap(value -> value.integer(1, Each.MAX_ROWS))
                .orElse(Each.MAX_ROWS);
        int minRows = section.or("minRows", 1, value -> value.integer(0, Each.MAX_ROWS));
        if (minRows > maxRows) {
            section.find("minRows")
                    .orElse(at)
                    .problem("the step " + id + " needs at least " + minRows + " rows and takes at most " + maxRows
                            + "; lower minRows or raise maxRows");
        }
        return new Step.Each(
                id,
                source.map(Table::path).orElse("steps.?.rows"),
                match.map(Table::path),
                key,
                section.find("only")
                        .flatMap(value -> value.oneOf(List.of("new")))
                        .isPresent(),
                minRows,
                maxRows,
                section.find("within").flatMap(EachReader::period),
                OnRowFailure.valueOf(section.or("onFailure", "wait", value -> value.oneOf(List.of("wait", "skip")))
                        .toUpperCase(Locale.ROOT)),
                steps,
                new TreeSet<>());
    }

    private Optional<YamlValue> need(String word, String what) {
        Optional<YamlValue> found = section.find(word);
        if (found.isEmpty()) {
            section.value().problem(section.value().path() + " needs " + word + ", " + what);
        }
        return found;
    }

    private static Optional<Duration> period(YamlValue value) {
        return value.written().flatMap(text -> {
            Optional<Duration> period = Period.of(text);
            if (period.isEmpty()) {
                value.problem(value.path() + " needs a period such as 15m, 48h or 8d, not " + text + Period.hint(text));
            }
            return period;
        });
    }

    private Optional<Table> table(YamlValue value) {
        return value.text().flatMap(path -> {
            boolean isNoList = path.startsWith("vars.") && !(scope.find(path).orElse(null) instanceof Shape.Items);
            Optional<Shape.Fields> columns = isNoList ? Optional.empty() : StepShapes.rowsAt(path, key, scope.steps());
            if (columns.isEmpty()) {
                why(path)
                        .ifPresentOrElse(
                                why -> value.problem(value.path() + " " + why),
                                () -> scope.checkPath(value, path, "the step " + id));
            }
            return columns.map(known -> new Table(path, known));
        });
    }

    /** Why there are no rows at a path; empty where there is nothing at all. */
    private Optional<String> why(String path) {
        String[] parts = path.split("\\.", 3);
        if (parts[0].equals("vars") && scope.find(path).isPresent()) {
            return Optional.of("names " + path + ", which is a single value and no list of rows; write it as a list");
        }
        if (parts[0].equals("vars")) {
            return Optional.empty();
        }
        if (!parts[0].equals("steps") || parts.length < 3) {
            Set<String> tables = tables();
            String known = tables.contains("steps." + path)
                    ? "; did you mean steps." + path + "?"
                    : tables.isEmpty() ? "" : "; known: " + String.join(", ", tables);
            return Optional.of("needs the full path of rows, such as steps.feeds.rows, not " + path + known);
        }
        Optional<Shape> found = scope.find(path);
        if (found.isEmpty()) {
            return Optional.ofNullable(scope.steps().get(parts[1]))
                    .map(step ->
                            "names " + path + ", but the step " + parts[1] + " gives no " + parts[2] + "; it gives "
                                    + String.join(", ", step.paths()) + Suggestion.hint(parts[2], step.paths()));
        }
        return found.map(shape -> switch (shape) {
            case Shape.Items(Shape.Plain _) ->
                "names " + path
                        + ", a list of single values, which has one column: the key, and no other; name one column"
                        + " under key";
            case Shape.Items _ -> "names " + path + ", a list whose items are no objects: rows have columns with names";
            case Shape.Fields _ -> "names " + path + ", which is one object and no list of rows";
            case Shape.Plain _, Shape.Unknown _ ->
                "names " + path + ", which is a single value and no list of rows"
                        + (tables().isEmpty()
                                ? "; give the step " + parts[1] + " an output with a list (type: array)"
                                : "; known: " + String.join(", ", tables()));
        });
    }

    private Set<String> tables() {
        Set<String> tables = new TreeSet<>();
        for (String path : scope.names()) {
            if (path.startsWith("steps.")
                    && StepShapes.rowsAt(path, List.of("it"), scope.steps()).isPresent()) {
                tables.add(path);
            }
        }
        return tables;
    }

    private static List<String> key(YamlValue value) {
        List<YamlValue> written = value.isList() ? value.items() : List.of(value);
        List<String> columns = new ArrayList<>();
        for (YamlValue item : written) {
            item.text().ifPresent(column -> {
                if (columns.contains(column)) {
                    item.problem(value.path() + " names the column " + column + " twice");
                } else {
                    columns.add(column);
                }
            });
        }
        if (written.isEmpty()) {
            value.problem(value.path() + " is empty; name the columns that tell one row from another");
        }
        return columns;
    }

    private void keyColumns(YamlValue value) {
        for (String column : key) {
            source.ifPresent(table -> column(value, column, table));
            match.ifPresent(table -> column(value, column, table));
        }
    }

    private static void column(YamlValue value, String column, Table table) {
        Shape.Fields known = table.columns();
        Shape shape = known.names().get(column);
        if (shape instanceof Shape.Fields || shape instanceof Shape.Items) {
            value.problem(value.path() + " names " + column + ", which is no text and no number in " + table.path());
        } else if (shape == null && !known.open()) {
            String hint = Suggestion.hint(column, known.names().keySet());
            value.problem(value.path() + " names the column " + column + ", which " + table.path() + " has not"
                    + (hint.isEmpty()
                            ? "; known: " + String.join(", ", known.names().keySet())
                            : hint));
        }
    }

    /** A row that is joined has the columns of both sides, and one value for each. */
    private void bothSides(YamlValue value) {
        if (source.isPresent() && match.isPresent()) {
            Set<String> both = new TreeSet<>(source.get().columns().names().keySet());
            both.retainAll(match.get().columns().names().keySet());
            both.removeAll(new HashSet<>(key));
            if (!both.isEmpty()) {
                value.problem("the rows of " + source.get().path() + " and "
                        + match.get().path() + " both have "
                        + String.join(", ", both)
                        + "; only the key may be on both sides of match, so rename it in the output of"
                        + " the model, or leave it out there");
            }
        }
    }

    /** Reports steps that have the name of a column, since what a row gives has both under their names. */
    void checkInner(List<Step> steps) {
        for (Step step : steps) {
            if (row().names().containsKey(step.id())) {
                at.problem("the rows of the step " + id + " have a column " + step.id()
                        + ", which is also the name of one of its steps; rename the step");
            }
        }
    }
}
