package dev.tickbox.program;

import dev.tickbox.FrontMatterNames;
import dev.tickbox.content.Slug;
import dev.tickbox.content.Step;
import dev.tickbox.content.Templates;
import dev.tickbox.outbox.Article;
import dev.tickbox.program.Steps.Stop.StepFailed;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The article that a step publishes: what another step wrote, with the fields that the publication sets. */
final class ContentArticle {
    private static final Set<String> OF_EVERY_ARTICLE = Set.of("title", "slug", "summary");

    private final Step.Publish step;
    private final ContentValues values;

    private ContentArticle(Step.Publish step, ContentValues values) {
        this.step = step;
        this.values = values;
    }

    static Article of(Step.Publish step, ContentValues values) {
        return new ContentArticle(step, values).article();
    }

    private Article article() {
        Map<String, Object> map = values.parsed(step.of());
        Map<String, Object> set = set();
        map.putAll(set);
        String title = required(map, "title");
        Set<String> names = new TreeSet<>(step.fields());
        names.addAll(set.keySet());
        names.removeAll(FrontMatterNames.OURS);
        SortedMap<String, Object> fields = new TreeMap<>();
        names.forEach(name -> Optional.ofNullable(map.get(name)).ifPresent(value -> fields.put(name, value)));
        return new Article(
                title,
                Slug.of(string(map.get("slug")).filter(slug -> !slug.isBlank()).orElse(title)),
                string(map.get("summary")).orElse(""),
                required(map, "markdown"),
                fields);
    }

    /** The fields that the publication sets; one whose value is not there stays as the article has it. */
    private Map<String, Object> set() {
        Map<String, Object> set = new TreeMap<>();
        step.with().forEach((name, value) -> {
            try {
                Object found = value instanceof String template ? field(template) : value;
                if (found != null) {
                    set.put(name, OF_EVERY_ARTICLE.contains(name) ? found.toString() : found);
                }
            } catch (Templates.Unusable e) {
                throw new StepFailed(step.id(), name + ": " + e.getMessage());
            }
        });
        return set;
    }

    private @Nullable Object field(String template) {
        Optional<String> column = Templates.alone(template).filter(name -> name.startsWith("row."));
        if (column.isPresent()) {
            return values.at(column.get()); // Nothing, where the row has no such column.
        }
        Map<String, Object> names = values.of(template);
        names.put("site.id", step.site());
        return Templates.value(template, names);
    }

    private String required(Map<String, Object> map, String name) {
        return string(map.get(name))
                .filter(text -> !text.isBlank())
                .orElseThrow(
                        () -> new StepFailed(step.of(), "its text has no " + name + ", so it cannot be published"));
    }

    private static Optional<String> string(@Nullable Object value) {
        return value instanceof String text ? Optional.of(text) : Optional.empty();
    }
}
