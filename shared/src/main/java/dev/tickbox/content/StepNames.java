package dev.tickbox.content;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which values a step reads, by their full paths, such as {@code steps.note.score} and {@code row.link}. */
public final class StepNames {
    private StepNames() {}

    public static Set<String> of(Step step) {
        Stream<String> names = switch (step) {
            case Step.Generate generate ->
                Templates.scan(generate.promptText()).names().map(Templates.Variable::name);
            case Step.Require require -> require.values().keySet().stream();
            case Step.Recent _ -> Stream.empty();
            case Step.Publish publish ->
                Stream.concat(
                        Stream.of("steps." + publish.of() + ".text"),
                        publish.with().values().stream()
                                .flatMap(value -> value instanceof String text
                                        ? Templates.scan(text).names().map(Templates.Variable::name)
                                        : Stream.empty()));
            case Step.Each each ->
                Stream.concat(Stream.concat(Stream.of(each.of()), each.match().stream()), outside(each).stream());
        };
        return names.collect(TreeSet::new, Set::add, Set::addAll);
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
