package dev.tickbox.content;

import dev.tickbox.content.Templates.Inclusion;
import dev.tickbox.content.Templates.Mistake;
import dev.tickbox.content.Templates.Scan;
import dev.tickbox.content.Templates.Variable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the tags of one template from its beginning to its end. */
final class TemplateScanner {
    private static final Pattern TAG = Pattern.compile("\\{\\{(\\{[^{}\n]*}|!(?s:.*?)|[^{}!\n][^{}\n]*|)}}|\\{\\{");
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*(\\.[A-Za-z0-9_-]+)*");

    private final Set<Variable> variables = new LinkedHashSet<>();
    private final Set<Variable> sections = new LinkedHashSet<>();
    private final Set<Variable> items = new LinkedHashSet<>();
    private final List<Inclusion> inclusions = new ArrayList<>();
    private final List<Mistake> mistakes = new ArrayList<>();
    private final Deque<Open> open = new ArrayDeque<>();
    private final List<String> around;

    /** A section that is not closed yet. */
    private record Open(String name, int line, boolean inverted) {
        String tag() {
            return "{{" + (inverted ? "^" : "#") + name + "}}";
        }
    }

    private TemplateScanner(List<String> around) {
        this.around = around;
    }

    static Scan scan(String template, List<String> around) {
        TemplateScanner scanner = new TemplateScanner(around);
        Matcher tag = TAG.matcher(template);
        int line = 1;
        int counted = 0;
        while (tag.find()) {
            line += lines(template, counted, tag.start());
            counted = tag.start();
            scanner.tag(tag, line);
        }
        scanner.open.forEach(section -> scanner.mistakes.add(
                new Mistake(section.line(), section.tag() + " is not closed with {{/" + section.name() + "}}")));
        return new Scan(
                inOrder(scanner.variables),
                inOrder(scanner.sections),
                inOrder(scanner.items),
                scanner.inclusions,
                scanner.mistakes.stream()
                        .sorted(Comparator.comparingInt(Mistake::line))
                        .toList());
    }

    /** Each name once for each place that gives it a meaning, with its first line there. */
    private static List<Variable> inOrder(Set<Variable> names) {
        Map<List<Object>, Variable> first = new LinkedHashMap<>();
        names.forEach(variable -> first.putIfAbsent(List.of(variable.name(), variable.within()), variable));
        return first.values().stream()
                .sorted(Comparator.comparingInt(Variable::line).thenComparing(Variable::name))
                .toList();
    }

    private void tag(Matcher tag, int line) {
        String inside = tag.group(1);
        if (inside == null) {
            mistakes.add(new Mistake(line, "{{ without its }}"));
            return;
        }
        String rest = inside.isEmpty() ? "" : inside.substring(1).strip();
        switch (inside.isEmpty() ? ' ' : inside.charAt(0)) {
            case '!' -> {}
            case '#' -> begin(rest, line, false);
            case '^' -> begin(rest, line, true);
            case '/' -> end(rest, line);
            case '>' -> {
                if (rest.isEmpty()) {
                    mistakes.add(new Mistake(line, "{{>}} names no file"));
                } else {
                    inclusions.add(new Inclusion(rest, line, tag.start(), tag.end(), within()));
                }
            }
            case '$', '<', '=' ->
                mistakes.add(new Mistake(
                        line,
                        "{{" + inside.strip() + "}}: only {{name}}, {{#name}} and {{^name}} with their {{/name}}, "
                                + "{{> FILE}} and {{! comment }} can be used here"));
            default -> variable(inside, line);
        }
    }

    private void begin(String name, int line, boolean inverted) {
        Open section = new Open(name, line, inverted);
        if (isName(name)) {
            sections.add(new Variable(name, line, within()));
        } else {
            mistakes.add(new Mistake(line, section.tag() + " is not a name like {{#vars.topic}}"));
        }
        open.push(section);
    }

    private void end(String name, int line) {
        if (open.isEmpty()) {
            mistakes.add(new Mistake(line, "{{/" + name + "}} closes nothing"));
            return;
        }
        Open section = open.pop();
        if (!section.name().equals(name)) {
            mistakes.add(new Mistake(
                    line,
                    "{{/" + name + "}} stands where " + section.tag() + " of line " + section.line()
                            + " should be closed"));
        }
    }

    private void variable(String inside, int line) {
        String name = inside.replaceAll("^\\{|^&|}$", "").strip();
        if (name.isEmpty()) {
            mistakes.add(new Mistake(line, "{{}} names nothing"));
        } else if (name.equals(".")) {
            if (within().isEmpty()) {
                mistakes.add(new Mistake(line, "{{.}} is the item of a section, and there is no section around it"));
            }
            items.add(new Variable(name, line, within()));
        } else if (isName(name)) {
            variables.add(new Variable(name, line, within()));
        } else {
            mistakes.add(new Mistake(line, "{{" + inside.strip() + "}} is not a name like {{run.date}}"));
        }
    }

    /** The sections around this place that have an item, from the outermost on. */
    private List<String> within() {
        List<String> within = new ArrayList<>(around);
        open.reversed().stream().filter(section -> !section.inverted()).forEach(section -> within.add(section.name()));
        return within;
    }

    private static boolean isName(String name) {
        return NAME.matcher(name).matches() && !name.equals("this");
    }

    private static int lines(String text, int from, int to) {
        return (int) text.substring(from, to).chars().filter(c -> c == '\n').count();
    }
}
