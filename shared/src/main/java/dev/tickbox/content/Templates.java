package dev.tickbox.content;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Mustache without its surprises: variables and sections by their whole dotted name, and comments. In a section over rows, a name that is no
 * full path is a column of the row. No HTML escaping, and no guessing: what JMustache would quietly send to a paid model as it stands (an
 * unclosed tag, an unknown name) is an error. Files that a template includes are put into it when the content is read.
 */
public final class Templates {
    /** What a rendering may give: a request cannot be longer, and many rows multiply what a section says. */
    public static final int MAX_BYTES = 8 * 1024 * 1024;

    private static final Pattern ALONE = Pattern.compile("\\s*\\{\\{\\s*(?<name>[A-Za-z][A-Za-z0-9_.-]*)\\s*}}\\s*");

    private Templates() {}

    /**
     * A name and the first line on which it stands.
     *
     * @param within the sections around it that have an item, from the outermost on
     */
    public record Variable(String name, int line, List<String> within) {
        public Variable {
            within = List.copyOf(within);
        }

        public Variable(String name, int line) {
            this(name, line, List.of());
        }

        /** A name that is no full path may be a column of the item of any section around it. */
        public List<String> paths() {
            return StepNames.isFullPath(name)
                    ? List.of(name)
                    : items(within).stream().map(item -> item + "." + name).toList();
        }

        /** The paths of the items of these sections, which may themselves be columns of the item around them. */
        public static List<String> items(List<String> within) {
            List<String> paths = new ArrayList<>();
            for (String section : within) {
                paths.add(StepNames.isFullPath(section) || paths.isEmpty() ? section : paths.getLast() + "." + section);
            }
            return paths;
        }
    }

    /**
     * {@code {{> FILE}}}.
     *
     * @param start of the tag, and {@code end} behind it
     * @param within the sections around it that have an item, which the file may use
     */
    public record Inclusion(String file, int line, int start, int end, List<String> within) {}

    public record Mistake(int line, String message) {}

    /**
     * What a template names. A name that stands in different sections is there once for each, since its meaning may differ.
     *
     * @param items where {@code {{.}}} stands for the whole item of a section
     */
    public record Scan(
            List<Variable> variables,
            List<Variable> sections,
            List<Variable> items,
            List<Inclusion> inclusions,
            List<Mistake> mistakes) {
        /** All names that it uses, as text or for a section. */
        public Stream<Variable> names() {
            return Stream.concat(variables.stream(), sections.stream());
        }
    }

    /** The template cannot be rendered; the message says why, and where. */
    public static final class Unusable extends IllegalArgumentException {
        Unusable(String message) {
            super(message);
        }
    }

    /** Those that stand for a text; sections are not among them. */
    public static Set<Variable> variables(String template) {
        return new LinkedHashSet<>(usable(template).variables());
    }

    private static Scan usable(String template) {
        Scan scan = scan(template);
        if (!scan.mistakes().isEmpty()) {
            Mistake first = scan.mistakes().getFirst();
            throw new Unusable("line " + first.line() + ": " + first.message());
        }
        if (!scan.inclusions().isEmpty()) {
            Inclusion first = scan.inclusions().getFirst();
            throw new Unusable("line " + first.line() + ": a file can be included only in a prompt");
        }
        return scan;
    }

    /**
     * @param context by whole names, as {@code "steps.outline.text"}, each a JSON value. A value that is a {@link Supplier} is asked only if
     *     the template names it, and what it throws comes through as it is. Before the first one is asked, every full path is known to be
     *     there.
     */
    public static String render(String template, Map<String, ?> context) {
        Scan scan = usable(template);
        scan.names()
                .filter(variable -> !mayBeColumn(variable) && context.get(variable.name()) == null)
                .forEach(variable -> {
                    throw undefined(variable.name(), variable.line(), context.keySet());
                });
        SectionRows rows = new SectionRows();
        BoundedText text = new BoundedText(MAX_BYTES, rows::count);
        try {
            Mustache.compiler()
                    .escapeHTML(false)
                    .strictSections(true)
                    .withFormatter(SectionRows::text)
                    .withCollector(rows)
                    .compile(template)
                    .execute(context, text);
        } catch (MustacheException.Context e) {
            if (e.getCause() == null) {
                throw undefined(wholeName(scan, e.key), e.lineNo, context.keySet());
            }
            throw e;
        }
        return text.toString();
    }

    /** JMustache names the first part of a name that no item has. */
    private static String wholeName(Scan scan, String key) {
        return scan.names()
                .filter(variable -> mayBeColumn(variable) && variable.name().startsWith(key + "."))
                .map(Variable::name)
                .findFirst()
                .orElse(key);
    }

    /** Whether it can be known only from the item of a section around it. */
    static boolean mayBeColumn(Variable variable) {
        return !StepNames.isFullPath(variable.name())
                && variable.within().stream()
                        .anyMatch(section -> !StepNames.isFullPath(section)
                                || section.startsWith("steps.")
                                || section.startsWith("row."));
    }

    private static Unusable undefined(String name, int line, Set<String> known) {
        return new Unusable("line " + line + ": undefined variable " + name + Suggestion.hint(name, known));
    }

    /** What a template that is one variable and nothing else stands for, as it is; any other is rendered. */
    public static @Nullable Object value(String template, Map<String, ?> context) {
        Optional<String> alone = alone(template);
        return alone.isPresent() && context.containsKey(alone.get())
                ? SectionRows.value(context.get(alone.get()))
                : render(template, context);
    }

    /** The name of the variable that is the whole template, if it is one. */
    public static Optional<String> alone(String template) {
        Matcher matcher = ALONE.matcher(template);
        return matcher.matches() ? Optional.of(matcher.group("name")) : Optional.empty();
    }

    public static Scan scan(String template) {
        return scan(template, List.of());
    }

    /** @param around the sections with an item inside which it is included, from the outermost on */
    public static Scan scan(String template, List<String> around) {
        return TemplateScanner.scan(template, around);
    }
}
