package dev.tickbox.content.reader;

import dev.tickbox.content.Shape;
import dev.tickbox.content.Templates;
import dev.tickbox.content.Templates.Scan;
import dev.tickbox.content.Templates.Variable;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which values a model writes, by their full paths: an address that is made of one could be any address. */
final class ModelValues {
    private static final String ROW = "row";

    /** Each with all that is in it. */
    private final Set<String> written = new TreeSet<>();

    /** What is in one of these, and is not written by a model. */
    private final Set<String> given = new TreeSet<>();

    void step(String id) {
        written.add("steps." + id);
    }

    /** Of articles that a site has published, what a model may have written. Date and address are made by Tickbox and by the site. */
    void recent(String id) {
        List.of("title", "slug", "summary").forEach(column -> written.add("steps." + id + ".rows." + column));
    }

    /**
     * As the steps of a row see it.
     *
     * @param of the path of the rows
     */
    ModelValues ofRows(String of) {
        ModelValues inner = new ModelValues();
        inner.written.addAll(written);
        inner.given.addAll(given);
        if (has(of)) {
            inner.written.add(ROW);
        }
        copy(written, of, ROW, inner.written);
        copy(given, of, ROW, inner.given);
        return inner;
    }

    /**
     * The same for rows that are joined to those of a table. What the table and the key have is the table's, whoever chose the row.
     *
     * @param known the columns of the table
     */
    ModelValues ofJoinedRows(String of, String table, Shape.Fields known, List<String> key) {
        ModelValues inner = ofRows(of);
        Stream.concat(known.names().keySet().stream(), key.stream())
                .map(name -> ROW + "." + name)
                .forEach(inner.given::add);
        ModelValues joined = ofRows(table);
        joined.written.stream().filter(ModelValues::isOfRow).forEach(path -> {
            inner.given.remove(path);
            inner.written.add(path);
        });
        if (joined.written.contains(ROW)) {
            inner.given.removeIf(ModelValues::isOfRow);
        }
        return inner;
    }

    /**
     * As the steps behind the rows see it.
     *
     * @param steps of the rows, which are columns then
     */
    void table(String id, ModelValues inner, Collection<String> steps) {
        String rows = "steps." + id + ".rows";
        copy(inner.written, ROW, rows, written);
        copy(inner.given, ROW, rows, given);
        steps.forEach(step -> copy(inner.written, "steps." + step, rows + "." + step, written));
    }

    private static void copy(Set<String> paths, String from, String to, Set<String> into) {
        paths.stream()
                .filter(path -> isIn(path, from))
                .map(path -> to + path.substring(from.length()))
                .toList()
                .forEach(into::add);
    }

    private static boolean isOfRow(String path) {
        return isIn(path, ROW);
    }

    private static boolean isIn(String path, String whole) {
        return path.equals(whole) || path.startsWith(whole + ".");
    }

    private boolean has(String path) {
        return longest(written, path) > longest(given, path);
    }

    private static int longest(Set<String> paths, String path) {
        return paths.stream()
                .filter(each -> isIn(path, each))
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    private boolean hasAnyIn(String path) {
        return has(path) || written.stream().anyMatch(each -> isIn(each, path));
    }

    /** The first value of a template that a model writes, as it stands there. */
    Optional<String> in(String template) {
        Scan scan = Templates.scan(template);
        Stream<String> texts = scan.variables().stream()
                .filter(variable -> variable.paths().stream().anyMatch(this::hasAnyIn))
                .map(Variable::name);
        Stream<String> items = scan.items().stream()
                .filter(item -> Templates.Variable.items(item.within()).stream().anyMatch(this::hasAnyIn))
                .map(item -> ".");
        Stream<String> sections = scan.sections().stream()
                .filter(section -> section.paths().stream().anyMatch(this::has))
                .map(section -> "#" + section.name());
        return Stream.of(texts, items, sections).flatMap(each -> each).findFirst();
    }
}
