package dev.tickbox.content.reader;

import dev.tickbox.content.Output;
import dev.tickbox.content.Shape;
import dev.tickbox.content.StepNames;
import dev.tickbox.content.Suggestion;
import dev.tickbox.content.Templates;
import dev.tickbox.content.Templates.Variable;
import dev.tickbox.content.VarValue;
import dev.tickbox.content.reader.ContentFolder.Problems;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The values that one template or one path may name.
 *
 * @param values by their full paths, such as {@code run.date}; of a step or a row what it has, under {@code steps.ID} and {@code row}
 * @param absent steps whose values cannot be read here, and why
 * @param sections whether it may have sections and include files
 */
record TemplateScope(Map<String, Shape> values, Map<String, String> absent, boolean sections) {
    private static final List<String> ADDRESS =
            List.of("run.id", "run.date", "run.year", "run.month", "site.id", "article.slug");
    private static final List<String> PROMPT =
            List.of("run.id", "run.date", "run.year", "run.month", "run.slot", "site.id", "job.id");
    private static final String ROW = "row";

    static TemplateScope ofPrompt(Map<String, VarValue> vars) {
        TemplateScope scope = new TemplateScope(Map.of(), Map.of(), true).with(PROMPT);
        for (Map.Entry<String, VarValue> each : vars.entrySet()) {
            scope = scope.with(
                    "vars." + each.getKey(),
                    switch (each.getValue()) {
                        case VarValue.One _ -> new Shape.Plain(Shape.Type.TEXT);
                        case VarValue.Many _ -> new Shape.Items(new Shape.Plain(Shape.Type.TEXT));
                    });
        }
        return scope;
    }

    /** Of a file name: nothing that could hold a slash or a space, unless the person wrote it there. */
    static TemplateScope ofFile(Map<String, VarValue> vars) {
        return ofAddress()
                .with(List.of("run.slot"))
                .with(vars.keySet().stream()
                        .filter(name -> vars.get(name) instanceof VarValue.One)
                        .map(name -> "vars." + name)
                        .toList());
    }

    /** Of an address, which is made when an article is published: what is known of it then. */
    static TemplateScope ofAddress() {
        return new TemplateScope(Map.of(), Map.of(), false).with(ADDRESS);
    }

    TemplateScope withStep(String id, Output output) {
        return withStep(id, output.shape());
    }

    TemplateScope withStep(String id, Shape.Fields given) {
        return with("steps." + id, given);
    }

    /** With {@code steps.ID.rows} and {@code steps.ID.count}: see {@link Shape#columns} and {@link Shape#anyColumns} for the row. */
    TemplateScope withTable(String id, Shape.Fields row) {
        return withStep(id, Shape.table(row));
    }

    TemplateScope withRow(Shape.Fields columns) {
        return with(ROW, columns);
    }

    /** Of a job that names no site: its steps do. */
    TemplateScope withoutSite() {
        Map<String, Shape> all = new TreeMap<>(values);
        all.remove("site.id");
        return new TemplateScope(all, absent, sections);
    }

    /** Where a list can stand by itself. */
    TemplateScope withoutLists() {
        Map<String, Shape> all = new TreeMap<>(values);
        all.replaceAll((name, shape) -> shape instanceof Shape.Items ? new Shape.Unknown() : shape);
        return new TemplateScope(all, absent, sections);
    }

    TemplateScope withLater(Collection<String> steps) {
        Map<String, String> all = new TreeMap<>(absent);
        steps.forEach(
                id -> all.putIfAbsent(id, " is not there yet in %s: the step " + id + " does not come before it"));
        return new TemplateScope(values, all, sections);
    }

    /** The steps of the rows of a table, each of which is there once for every row. */
    TemplateScope withStepsOfRows(String table, Collection<String> steps) {
        Map<String, String> all = new TreeMap<>(absent);
        String rows = "steps." + table + ".rows";
        steps.forEach(id -> all.put(
                id,
                " in %s is there for each row of " + table + ", and not once: write {{#" + rows + "}}{{" + id
                        + ".…}}{{/" + rows + "}}"));
        return new TemplateScope(values, all, sections);
    }

    TemplateScope with(Collection<String> more) {
        Map<String, Shape> all = new TreeMap<>(values);
        more.forEach(name -> all.put(name, new Shape.Plain(Shape.Type.TEXT)));
        return new TemplateScope(all, absent, sections);
    }

    private TemplateScope with(String name, Shape shape) {
        Map<String, Shape> all = new TreeMap<>(values);
        all.put(name, shape);
        return new TemplateScope(all, absent, sections);
    }

    /** What is known of the steps, by their ids. */
    Map<String, Shape> steps() {
        Map<String, Shape> steps = new TreeMap<>();
        values.forEach((name, shape) -> {
            if (name.startsWith("steps.")) {
                steps.put(name.substring("steps.".length()), shape);
            }
        });
        return steps;
    }

    /** Every full path that is known. */
    Set<String> names() {
        Set<String> names = new TreeSet<>();
        values.forEach((name, shape) -> {
            if (holdsValues(name)) {
                shape.paths().forEach(path -> names.add(name + "." + path));
            } else {
                names.add(name);
            }
        });
        return names;
    }

    private static boolean holdsValues(String name) {
        return name.equals(ROW) || name.startsWith("steps.");
    }

    /** What a full path names; empty where it can name nothing. */
    Optional<Shape> find(String path) {
        Shape whole = values.get(path);
        if (whole != null && !holdsValues(path)) {
            return Optional.of(whole);
        }
        return values.keySet().stream()
                .filter(name -> holdsValues(name) && path.startsWith(name + "."))
                .findFirst()
                .flatMap(name -> Objects.requireNonNull(values.get(name)).at(path.substring(name.length() + 1)));
    }

    /**
     * Reports what the template gets wrong.
     *
     * @param before the line before the template's first
     * @param user who uses it, for the message
     * @param within the sections with an item around it
     * @return the files that it includes
     */
    List<Templates.Inclusion> check(
            Problems problems, String file, int before, String user, String template, List<String> within) {
        Templates.Scan scan = Templates.scan(template, within);
        scan.mistakes().forEach(mistake -> problems.add(file, before + mistake.line(), mistake.message()));
        scan.names()
                .forEach(variable -> problem(variable, user)
                        .ifPresent(message -> problems.add(file, before + variable.line(), message)));
        scan.variables().stream()
                .filter(variable ->
                        variable.name().startsWith("vars.") && values.get(variable.name()) instanceof Shape.Items)
                .forEach(variable -> problems.add(
                        file,
                        before + variable.line(),
                        "{{" + variable.name() + "}} is a list in " + user + "; write {{#" + variable.name()
                                + "}}{{.}}{{/" + variable.name() + "}}"));
        if (!sections && (!scan.sections().isEmpty() || !scan.inclusions().isEmpty())) {
            problems.add(file, before + 1, user + " has a section or includes a file, which only prompts can");
        }
        return scan.inclusions();
    }

    private Optional<String> problem(Variable variable, String user) {
        Shape row = row(variable.within());
        if (look(variable.name(), row).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                row == null || StepNames.isFullPath(variable.name())
                        ? why(variable.name(), "{{" + variable.name() + "}}", user)
                        : "undefined column {{" + variable.name() + "}} in {{#"
                                + variable.within().getLast() + "}} of " + user + hint(variable.name(), row.paths()));
    }

    /** The row whose columns can be named inside these sections; null where there is none. */
    private @Nullable Shape row(List<String> within) {
        Shape row = null;
        for (String section : within) {
            // What a section that cannot be looks at is reported where it begins, and nowhere else.
            Shape value = look(section, row).orElseGet(Shape.Unknown::new);
            Shape item = value instanceof Shape.Items(Shape each) ? each : value;
            row = item instanceof Shape.Fields || item instanceof Shape.Unknown ? item : row;
        }
        return row;
    }

    private Optional<Shape> look(String name, @Nullable Shape row) {
        return row == null || StepNames.isFullPath(name) ? find(name) : row.at(name);
    }

    /** Reports a path that no template of this scope could use. */
    Optional<Shape> checkPath(YamlValue at, String path, String user) {
        Optional<Shape> found = find(path);
        if (found.isEmpty()) {
            at.problem(why(path, path, user));
        }
        return found;
    }

    /** @param shown the name as it is written there */
    private String why(String name, String shown, String user) {
        String[] parts = name.split("\\.", -1);
        String reason = parts[0].equals("steps") && parts.length > 1 ? absent.get(parts[1]) : null;
        if (reason != null) {
            return shown + reason.formatted(user);
        }
        if (parts[0].equals(ROW) && !values.containsKey(ROW)) {
            return shown + " is known only to the steps of an each step, not in " + user;
        }
        if (name.equals("site.id")) {
            return "{{site.id}} has no meaning in " + user + ": the job names no site; give it one under site";
        }
        Set<String> names = names();
        String ofStep = "steps." + name.substring(name.indexOf('.') + 1);
        if (parts[0].equals(ROW) && names.contains(ofStep)) {
            return "undefined variable " + shown + " in " + user
                    + "; a row has its columns, and what its own steps gave is" + " read as " + ofStep;
        }
        if (parts[0].equals(ROW)) {
            names.removeIf(known -> !known.startsWith("row."));
        }
        return "undefined variable " + shown + " in " + user
                + (Suggestion.hint(name, names).isEmpty() && parts[0].equals("vars")
                        ? "; define it under vars"
                        : hint(name, names));
    }

    private static String hint(String name, Set<String> known) {
        String hint = Suggestion.hint(name, known);
        return hint.isEmpty() ? "; known: " + String.join(", ", known) : hint;
    }
}
