package dev.tickbox.content.reader;

import dev.tickbox.content.Output;
import dev.tickbox.content.Step;
import dev.tickbox.content.Suggestion;
import dev.tickbox.content.Templates;
import dev.tickbox.content.VarValue;
import dev.tickbox.content.reader.ContentFolder.Problems;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The variables that one template may use.
 *
 * @param lists those of the names that only a section can use
 * @param tables lists of rows by name, with their columns as far as they are known
 * @param later steps of the same job whose outputs are not there yet
 * @param sections whether it may have sections and include files
 */
record TemplateScope(
        Set<String> names,
        Set<String> lists,
        Map<String, Optional<Set<String>>> tables,
        Set<String> later,
        boolean sections) {
    private static final List<String> ADDRESS =
            List.of("run.id", "run.date", "run.year", "run.month", "site.id", "article.slug");
    private static final List<String> PROMPT =
            List.of("run.id", "run.date", "run.year", "run.month", "run.slot", "site.id", "job.id");

    static TemplateScope ofPrompt(Map<String, VarValue> vars) {
        Set<String> names = new TreeSet<>(PROMPT);
        Set<String> lists = new HashSet<>();
        vars.forEach((name, value) -> {
            names.add("vars." + name);
            if (value instanceof VarValue.Many) {
                lists.add("vars." + name);
            }
        });
        return new TemplateScope(names, lists, Map.of(), Set.of(), true);
    }

    /** Of a file name: nothing that could hold a slash or a space, unless the person wrote it there. */
    static TemplateScope ofFile(Map<String, VarValue> vars) {
        TemplateScope address = ofAddress();
        Set<String> names = new TreeSet<>(address.names());
        names.add("run.slot");
        vars.forEach((name, value) -> {
            if (value instanceof VarValue.One) {
                names.add("vars." + name);
            }
        });
        return new TemplateScope(names, Set.of(), Map.of(), Set.of(), false);
    }

    /** Of an address, which is made when an article is published: what is known of it then. */
    static TemplateScope ofAddress() {
        return new TemplateScope(new TreeSet<>(ADDRESS), Set.of(), Map.of(), Set.of(), false);
    }

    TemplateScope withStep(String id, Output output) {
        Set<String> all = new TreeSet<>(names);
        all.add("steps." + id + ".text");
        output.fields().forEach(field -> all.add("steps." + id + "." + field));
        return new TemplateScope(all, lists, tables, later, sections);
    }

    /** What a fetch gives. A record whose names only the source tells has the name {@code steps.ID.*}, which stands for all of them. */
    TemplateScope withSource(Step.Fetch step) {
        Set<String> all = new TreeSet<>(names);
        String steps = "steps." + step.id() + ".";
        if (!step.request().form().isTable()) {
            step.columns().orElse(Set.of("*")).forEach(column -> all.add(steps + column));
            return new TemplateScope(all, lists, tables, later, sections);
        }
        all.add(steps + "rows");
        all.add(steps + "count");
        Map<String, Optional<Set<String>>> more = new TreeMap<>(tables);
        more.put(steps + "rows", step.columns());
        return new TemplateScope(all, lists, more, later, sections);
    }

    private boolean knows(String name) {
        int last = name.lastIndexOf('.');
        return names.contains(name) || (last > 0 && names.contains(name.substring(0, last) + ".*"));
    }

    TemplateScope withLater(Collection<String> steps) {
        return new TemplateScope(names, lists, tables, Set.copyOf(steps), sections);
    }

    TemplateScope with(Collection<String> more) {
        Set<String> all = new TreeSet<>(names);
        all.addAll(more);
        return new TemplateScope(all, lists, tables, later, sections);
    }

    /**
     * Reports what the template gets wrong.
     *
     * @param before the line before the template's first
     * @param user who uses it, for the message
     * @param around the sections with an item around it, the innermost first
     * @return the files that it includes
     */
    List<Templates.Inclusion> check(
            Problems problems, String file, int before, String user, String template, List<String> around) {
        Templates.Scan scan = Templates.scan(template, around);
        scan.mistakes().forEach(mistake -> problems.add(file, before + mistake.line(), mistake.message()));
        scan.names()
                .filter(variable -> !knows(variable.name()))
                .forEach(variable -> problems.add(file, before + variable.line(), why(variable.name(), user)));
        scan.variables().stream()
                .filter(variable -> lists.contains(variable.name()))
                .forEach(variable -> problems.add(
                        file,
                        before + variable.line(),
                        "{{" + variable.name() + "}} is a list in " + user + "; write {{#" + variable.name()
                                + "}}{{.}}{{/" + variable.name() + "}}"));
        scan.variables().stream()
                .filter(variable -> tables.containsKey(variable.name()))
                .forEach(variable -> problems.add(
                        file,
                        before + variable.line(),
                        "{{" + variable.name() + "}} is a list of rows in " + user + "; write {{#" + variable.name()
                                + "}}{{NAME OF A COLUMN}}{{/" + variable.name() + "}}"));
        scan.itemNames()
                .forEach(each ->
                        wrong(each, user).ifPresent(message -> problems.add(file, before + each.line(), message)));
        if (!sections && (!scan.sections().isEmpty() || !scan.inclusions().isEmpty())) {
            problems.add(file, before + 1, user + " has a section or includes a file, which only prompts can");
        }
        return scan.inclusions();
    }

    /** What is wrong with a name of the item of a section: the nearest section of rows has it as a column. */
    private Optional<String> wrong(Templates.ItemName each, String user) {
        Optional<String> table =
                each.around().stream().filter(tables::containsKey).findFirst();
        if (table.isEmpty()) {
            return Optional.of(why(each.name(), user));
        }
        return Optional.ofNullable(tables.get(table.get()))
                .flatMap(columns -> columns)
                .filter(columns -> !columns.contains(each.name()))
                .map(columns -> "the rows of {{#" + table.get() + "}} have no column " + each.name() + " in " + user
                        + known(each.name(), columns));
    }

    private static String known(String name, Set<String> columns) {
        String hint = Suggestion.hint(name, columns);
        return hint.isEmpty() ? "; known: " + String.join(", ", new TreeSet<>(columns)) : hint;
    }

    /** Reports a path that no template of this scope could use. */
    void checkPath(YamlValue at, String path, String user) {
        if (!knows(path)) {
            at.problem(why(path, user).replace("{{", "").replace("}}", ""));
        }
    }

    private String why(String name, String user) {
        String[] parts = name.split("\\.", -1);
        if (parts[0].equals("steps") && parts.length > 1 && later.contains(parts[1])) {
            return "{{" + name + "}} is not there yet in " + user + ": the step " + parts[1]
                    + " does not come before it";
        }
        String hint = Suggestion.hint(name, names);
        if (hint.isEmpty()) {
            hint = parts[0].equals("vars") ? "; define it under vars" : "; known: " + String.join(", ", names);
        }
        return "undefined variable {{" + name + "}} in " + user + hint;
    }
}
