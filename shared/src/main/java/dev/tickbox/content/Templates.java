package dev.tickbox.content;

import com.samskivert.mustache.DefaultCollector;
import com.samskivert.mustache.Mustache;
import dev.tickbox.Json;
import java.util.Iterator;
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
 * Mustache without its surprises: variables and sections by their whole dotted name, and comments. No HTML escaping, and no guessing: what
 * JMustache would quietly send to a paid model as it stands (an unclosed tag, an unknown name) is an error. Files that a template includes
 * are put into it when the content is read.
 */
public final class Templates {
    private static final Mustache.Compiler COMPILER =
            Mustache.compiler().escapeHTML(false).withFormatter(Templates::text).withCollector(new SectionItems());

    private static final Pattern ALONE = Pattern.compile("\\s*\\{\\{\\s*(?<name>[A-Za-z][A-Za-z0-9_.-]*)\\s*}}\\s*");

    private Templates() {}

    /** A name and the first line on which it stands. */
    public record Variable(String name, int line) {}

    /**
     * {@code {{> FILE}}}.
     *
     * @param start of the tag, and {@code end} behind it
     * @param inItem whether a section around it has an item, which the file may use
     */
    public record Inclusion(String file, int line, int start, int end, boolean inItem) {}

    public record Mistake(int line, String message) {}

    public record Scan(
            List<Variable> variables, List<Variable> sections, List<Inclusion> inclusions, List<Mistake> mistakes) {
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
     *     the template names it, and what it throws comes through as it is. Before the first one is asked, every name is known to be there.
     */
    public static String render(String template, Map<String, ?> context) {
        usable(template).names().forEach(variable -> {
            if (context.get(variable.name()) == null) {
                throw new Unusable("line " + variable.line() + ": undefined variable " + variable.name()
                        + Suggestion.hint(variable.name(), context.keySet()));
            }
        });
        return COMPILER.compile(template).execute(context);
    }

    /** What a template that is one variable and nothing else stands for, as it is; any other is rendered. */
    public static @Nullable Object value(String template, Map<String, ?> context) {
        Optional<String> alone = alone(template);
        return alone.isPresent() && context.containsKey(alone.get())
                ? value(context.get(alone.get()))
                : render(template, context);
    }

    /** The name of the variable that is the whole template, if it is one. */
    public static Optional<String> alone(String template) {
        Matcher matcher = ALONE.matcher(template);
        return matcher.matches() ? Optional.of(matcher.group("name")) : Optional.empty();
    }

    public static Scan scan(String template) {
        return scan(template, false);
    }

    /** @param itemAround whether it is included inside a section, so that {@code {{.}}} has a meaning */
    public static Scan scan(String template, boolean itemAround) {
        return TemplateScanner.scan(template, itemAround);
    }

    private static @Nullable Object value(@Nullable Object given) {
        return given instanceof Supplier<?> lazy ? lazy.get() : given;
    }

    /** A text as it is, every other value as JSON. */
    private static String text(@Nullable Object given) {
        Object value = value(given);
        return value instanceof String text ? text : Json.write(value);
    }

    /**
     * What a section is rendered for: each element of a list, or once, unless the value is false, null or an empty text. All items are
     * texts, so that JMustache finds no names in them.
     */
    private static final class SectionItems extends DefaultCollector {
        @Override
        public Iterator<?> toIterator(Object given) {
            Object value = value(given);
            List<?> items = value instanceof List<?> list
                    ? list
                    : value == null || value.equals(false) || value.equals("") ? List.of() : List.of(value);
            return items.stream().map(Templates::text).iterator();
        }
    }
}
