package dev.tickbox.content.reader;

import dev.tickbox.content.Output;
import dev.tickbox.content.Suggestion;
import dev.tickbox.content.Templates;
import dev.tickbox.content.VarValue;
import dev.tickbox.content.reader.ContentFolder.Problems;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The variables that one template may use.
 *
 * @param lists those of the names that only a section can use
 * @param later steps of the same job whose outputs are not there yet
 * @param sections whether it may have sections and include files
 */
record TemplateScope(Set<String> names, Set<String> lists, Set<String> later, boolean sections) {
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
        return new TemplateScope(names, lists, Set.of(), true);
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
        return new TemplateScope(names, Set.of(), Set.of(), false);
    }

    /** Of an address, which is made when an article is published: what is known of it then. */
    static TemplateScope ofAddress() {
        return new TemplateScope(new TreeSet<>(ADDRESS), Set.of(), Set.of(), false);
    }

    TemplateScope withStep(String id, Output output) {
        Set<String> all = new TreeSet<>(names);
        all.add("steps." + id + ".text");
        output.fields().forEach(field -> all.add("steps." + id + "." + field));
        return new TemplateScope(all, lists, later, sections);
    }

    /** One of the names, which only a section can use. */
    TemplateScope withList(String name) {
        Set<String> all = new HashSet<>(lists);
        all.add(name);
        return new TemplateScope(names, all, later, sections);
    }

    /** Of a job that names no site: its steps do. */
    TemplateScope withoutSite() {
        Set<String> all = new TreeSet<>(names);
        all.remove("site.id");
        return new TemplateScope(all, lists, later, sections);
    }

    /** Where a list can stand by itself. */
    TemplateScope withoutLists() {
        return new TemplateScope(names, Set.of(), later, sections);
    }

    TemplateScope withLater(Collection<String> steps) {
        return new TemplateScope(names, lists, Set.copyOf(steps), sections);
    }

    TemplateScope with(Collection<String> more) {
        Set<String> all = new TreeSet<>(names);
        all.addAll(more);
        return new TemplateScope(all, lists, later, sections);
    }

    /**
     * Reports what the template gets wrong.
     *
     * @param before the line before the template's first
     * @param user who uses it, for the message
     * @param inItem whether a section with an item is around it
     * @return the files that it includes
     */
    List<Templates.Inclusion> check(
            Problems problems, String file, int before, String user, String template, boolean inItem) {
        Templates.Scan scan = Templates.scan(template, inItem);
        scan.mistakes().forEach(mistake -> problems.add(file, before + mistake.line(), mistake.message()));
        scan.names()
                .filter(variable -> !names.contains(variable.name()))
                .forEach(variable -> problems.add(file, before + variable.line(), why(variable.name(), user)));
        scan.variables().stream()
                .filter(variable -> lists.contains(variable.name()))
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

    /** Reports a path that no template of this scope could use. */
    void checkPath(YamlValue at, String path, String user) {
        if (!names.contains(path)) {
            at.problem(why(path, user).replace("{{", "").replace("}}", ""));
        }
    }

    private String why(String name, String user) {
        String[] parts = name.split("\\.", -1);
        if (parts[0].equals("steps") && parts.length > 1 && later.contains(parts[1])) {
            return "{{" + name + "}} is not there yet in " + user + ": the step " + parts[1]
                    + " does not come before it";
        }
        if (name.equals("site.id")) {
            return "{{site.id}} has no meaning in " + user + ": the job names no site; give it one under site";
        }
        String hint = Suggestion.hint(name, names);
        if (hint.isEmpty()) {
            hint = parts[0].equals("vars") ? "; define it under vars" : "; known: " + String.join(", ", names);
        }
        return "undefined variable {{" + name + "}} in " + user + hint;
    }
}
