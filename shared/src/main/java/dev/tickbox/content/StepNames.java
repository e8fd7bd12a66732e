package dev.tickbox.content;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which values a step reads, by their full paths, such as {@code steps.note.score} and {@code row.link}. */
public final class StepNames {
    /** The first names of all full paths; no step can be called so. */
    public static final Set<String> RESERVED = Set.of("row", "run", "site", "job", "vars", "steps");

    private StepNames() {}

    /** Whether it is a full path. In a section over rows, every other name is a column of the row. */
    public static boolean isFullPath(String name) {
        int dot = name.indexOf('.');
        return dot > 0 && RESERVED.contains(name.substring(0, dot));
    }

    public static Set<String> of(Step step) {
        Set<String> names = new TreeSet<>(paths(step));
        templates(step).stream()
                .flatMap(template -> Templates.scan(template).names())
                .map(Templates.Variable::name)
                .filter(StepNames::isFullPath)
                .forEach(names::add);
        return names;
    }

    /** The templates of a step, in which names have a meaning by the section that they stand in. */
    static List<String> templates(Step step) {
        return switch (step) {
            case Step.Generate generate -> List.of(generate.promptText());
            case Step.Fetch fetch -> fetch.request().addresses();
            case Step.Publish publish ->
                publish.with().values().stream()
                        .flatMap(value -> value instanceof String template ? Stream.of(template) : Stream.empty())
                        .toList();
            case Step.Require _, Step.Approve _, Step.Recent _, Step.Each _ -> List.of();
        };
    }

    /** The paths that a step names outside of templates. */
    static Set<String> paths(Step step) {
        return switch (step) {
            case Step.Generate _, Step.Fetch _, Step.Recent _ -> Set.of();
            case Step.Require require -> require.values().keySet();
            case Step.Approve approve -> Set.of("steps." + approve.of() + ".text");
            case Step.Publish publish -> Set.of("steps." + publish.of() + ".text");
            case Step.Each each -> {
                Set<String> paths = new TreeSet<>(outside(each));
                paths.add(each.of());
                each.match().ifPresent(paths::add);
                yield paths;
            }
        };
    }

    /** What the steps of a row read that is not of the row: values of the steps before the table. */
    public static Set<String> outside(Step.Each each) {
        List<String> inside =
                each.steps().stream().map(step -> "steps." + step.id() + ".").toList();
        return each.steps().stream()
                .flatMap(step -> of(step).stream())
                .filter(name -> name.startsWith("steps.") && inside.stream().noneMatch(name::startsWith))
                .collect(TreeSet::new, Set::add, Set::addAll);
    }
}
