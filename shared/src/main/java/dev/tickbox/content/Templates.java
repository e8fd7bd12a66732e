package dev.tickbox.content;

import com.samskivert.mustache.DefaultCollector;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import dev.tickbox.Json;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
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

    private Templates() {}

    /** A name and the first line on which it stands. */
    public record Variable(String name, int line) {}

    /**
     * {@code {{> FILE}}}.
     *
     * @param start of the tag, and {@code end} behind it
     * @param around the sections around it that have an item, which the file may use, the innermost first
     */
    public record Inclusion(String file, int line, int start, int end, List<String> around) {}

    /**
     * A name inside a section that stands for a part of its item.
     *
     * @param around the sections around it that have an item, the innermost first
     */
    public record ItemName(String name, int line, List<String> around, boolean isSection) {}

    public record Mistake(int line, String message) {}

    /** @param itemNames names that begin with none of the reserved words, inside a section */
    public record Scan(
            List<Variable> variables,
            List<Variable> sections,
            List<ItemName> itemNames,
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
     *     the template names it, and what it throws comes through as it is. Before the first one is asked, every name is known to be there.
     */
    public static String render(String template, Map<String, ?> context) {
        Scan scan = usable(template);
        scan.itemNames().stream()
                .filter(each -> each.around().stream().noneMatch(section -> section.startsWith("steps.")))
                .findFirst()
                .ifPresent(each -> {
                    throw new Unusable("line " + each.line() + ": undefined variable " + each.name());
                });
        scan.names().forEach(variable -> {
            if (context.get(variable.name()) == null) {
                throw new Unusable("line " + variable.line() + ": undefined variable " + variable.name()
                        + Suggestion.hint(variable.name(), context.keySet()));
            }
        });
        try {
            return COMPILER.compile(template).execute(context);
        } catch (MustacheException.Context e) {
            throw new Unusable("line " + e.lineNo + ": a row has no " + e.key);
        }
    }

    public static Scan scan(String template) {
        return scan(template, List.of());
    }

    /** @param around the sections in which it is included, the innermost first: so {@code {{.}}} has a meaning */
    public static Scan scan(String template, List<String> around) {
        return TemplateScanner.scan(template, around);
    }

    private static @Nullable Object value(@Nullable Object given) {
        return given instanceof Supplier<?> lazy ? lazy.get() : given;
    }

    /** What is null in it is an empty text, so that a section can ask for it. */
    private record Row(Map<?, ?> values) implements Mustache.CustomContext {
        @Override
        public @Nullable Object get(String name) {
            Object value = values.get(name);
            boolean isColumn = values.containsKey(name) && name.indexOf('.') < 0;
            return isColumn ? (value == null ? "" : value) : null;
        }
    }

    /** A text as it is, every other value as JSON. */
    private static String text(@Nullable Object given) {
        Object value = value(given);
        return value instanceof String text ? text : Json.write(value instanceof Row row ? row.values() : value);
    }

    /**
     * What a section is rendered for: each element of a list, or once, unless the value is false, null or an empty text. Items are rows,
     * whose names are those of their columns, or texts, so that JMustache finds no names in them.
     */
    private static final class SectionItems extends DefaultCollector {
        @Override
        public Iterator<?> toIterator(Object given) {
            Object value = value(given);
            List<?> items = value instanceof List<?> list
                    ? list
                    : value == null || value.equals(false) || value.equals("") ? List.of() : List.of(value);
            return items.stream()
                    .map(item -> item instanceof Map<?, ?> row ? new Row(row) : text(item))
                    .iterator();
        }

        /** Names are those of maps alone: JMustache would find the methods of a text, too. */
        @Override
        public Mustache.@Nullable VariableFetcher createFetcher(Object context, String name) {
            return context instanceof Map || context instanceof Row ? super.createFetcher(context, name) : null;
        }
    }
}
