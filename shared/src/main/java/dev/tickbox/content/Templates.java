package dev.tickbox.content;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Mustache without its surprises: variables by their whole dotted name and comments, nothing else. No HTML escaping, no sections or
 * partials, and no guessing: what JMustache would quietly send to a paid model as it stands (an unclosed tag, an unknown name) is an error.
 */
public final class Templates {
    private static final Pattern TAG = Pattern.compile("\\{\\{(\\{[^{}\n]*}|!(?s:.*?)|[^{}!\n][^{}\n]*|)}}|\\{\\{");
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*(\\.[A-Za-z0-9_-]+)*");

    private static final Mustache.Compiler COMPILER =
            Mustache.compiler().escapeHTML(false).withFormatter(Templates::format);

    private Templates() {}

    /** A name and the first line on which it stands. */
    public record Variable(String name, int line) {}

    public record Mistake(int line, String message) {}

    public record Scan(List<Variable> variables, List<Mistake> mistakes) {}

    /** The template cannot be rendered; the message says why, and where. */
    public static final class Unusable extends IllegalArgumentException {
        Unusable(String message) {
            super(message);
        }
    }

    public static Set<Variable> variables(String template) {
        Scan scan = scan(template);
        if (!scan.mistakes().isEmpty()) {
            Mistake first = scan.mistakes().getFirst();
            throw new Unusable("line " + first.line() + ": " + first.message());
        }
        return new LinkedHashSet<>(scan.variables());
    }

    /**
     * @param context by whole names, as {@code "steps.outline.text"}. A value that is a {@link Supplier} is asked only if the template names
     *     it, and what it throws comes through as it is. Before the first one is asked, every name is known to be there.
     */
    public static String render(String template, Map<String, ?> context) {
        for (Variable variable : variables(template)) {
            if (context.get(variable.name()) == null) {
                throw new Unusable("line " + variable.line() + ": undefined variable " + variable.name()
                        + Suggestion.hint(variable.name(), context.keySet()));
            }
        }
        Template compiled = COMPILER.compile(template);
        return compiled.execute(context);
    }

    public static Scan scan(String template) {
        Map<String, Variable> variables = new TreeMap<>();
        List<Mistake> mistakes = new ArrayList<>();
        Matcher tag = TAG.matcher(template);
        int line = 1;
        int counted = 0;
        while (tag.find()) {
            line += lines(template, counted, tag.start());
            counted = tag.start();
            String inside = tag.group(1);
            if (inside == null) {
                mistakes.add(new Mistake(line, "{{ without its }}"));
                continue;
            }
            if (inside.startsWith("!")) {
                continue;
            }
            String name = inside.replaceAll("^\\{|^&|}$", "").strip();
            String mistake = mistake(inside, name);
            if (mistake.isEmpty()) {
                variables.putIfAbsent(name, new Variable(name, line));
            } else {
                mistakes.add(new Mistake(line, mistake));
            }
        }
        return new Scan(
                variables.values().stream()
                        .sorted(java.util.Comparator.comparingInt(Variable::line)
                                .thenComparing(Variable::name))
                        .toList(),
                mistakes);
    }

    private static String mistake(String inside, String name) {
        if (inside.matches("(?s)[#^/>$<=].*")) {
            return "{{" + inside.strip()
                    + "}}: only {{name}} and {{! comment }} can be used here, no sections or partials";
        }
        if (name.isEmpty()) {
            return "{{}} names nothing";
        }
        if (!NAME.matcher(name).matches() || name.equals("this")) {
            return "{{" + inside.strip() + "}} is not a name like {{run.date}}";
        }
        return "";
    }

    private static int lines(String text, int from, int to) {
        return (int) text.substring(from, to).chars().filter(c -> c == '\n').count();
    }

    private static String format(@Nullable Object value) {
        Object text = value instanceof Supplier<?> lazy ? lazy.get() : value;
        if (text == null) {
            throw new Unusable("a value is missing");
        }
        return text.toString();
    }
}
