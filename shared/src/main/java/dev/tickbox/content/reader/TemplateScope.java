package dev.tickbox.content.reader;

import dev.tickbox.content.Output;
import dev.tickbox.content.Suggestion;
import dev.tickbox.content.Templates;
import dev.tickbox.content.reader.ContentFolder.Problems;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The variables that one template may use.
 *
 * @param later steps of the same job whose outputs are not there yet
 */
record TemplateScope(Set<String> names, Set<String> later) {
    private static final List<String> PROMPT = List.of("run.id", "run.date", "run.slot", "site.id", "job.id");
    private static final List<String> FILE = List.of("run.id", "run.date", "run.slot", "site.id", "article.slug");

    static TemplateScope ofPrompt(Collection<String> vars) {
        return new TemplateScope(with(PROMPT, vars), Set.of());
    }

    /** Of a file name or an address: nothing that could hold a slash or a space, unless the person wrote it there. */
    static TemplateScope ofFile(Collection<String> vars) {
        return new TemplateScope(with(FILE, vars), Set.of());
    }

    private static Set<String> with(List<String> names, Collection<String> vars) {
        Set<String> all = new TreeSet<>(names);
        vars.forEach(name -> all.add("vars." + name));
        return all;
    }

    TemplateScope withStep(String id, Output output) {
        Set<String> all = new TreeSet<>(names);
        all.add("steps." + id + ".text");
        output.fields().forEach(field -> all.add("steps." + id + "." + field));
        return new TemplateScope(all, later);
    }

    TemplateScope withLater(Collection<String> steps) {
        return new TemplateScope(names, Set.copyOf(steps));
    }

    /**
     * Reports what the template gets wrong.
     *
     * @param before the line before the template's first
     * @param user who uses it, for the message
     */
    void check(Problems problems, String file, int before, String user, String template) {
        Templates.Scan scan = Templates.scan(template);
        scan.mistakes().forEach(mistake -> problems.add(file, before + mistake.line(), mistake.message()));
        for (Templates.Variable variable : scan.variables()) {
            if (!names.contains(variable.name())) {
                problems.add(file, before + variable.line(), why(variable.name(), user));
            }
        }
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
        String hint = Suggestion.hint(name, names);
        if (hint.isEmpty()) {
            hint = parts[0].equals("vars") ? "; define it under vars" : "; known: " + String.join(", ", names);
        }
        return "undefined variable {{" + name + "}} in " + user + hint;
    }
}
