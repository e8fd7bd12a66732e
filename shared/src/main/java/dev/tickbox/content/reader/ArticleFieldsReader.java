package dev.tickbox.content.reader;

import dev.tickbox.Canonical;
import dev.tickbox.Json;
import dev.tickbox.content.ContentRules;
import dev.tickbox.content.Output;
import dev.tickbox.content.Shape;
import dev.tickbox.content.Step;
import dev.tickbox.content.Templates;
import dev.tickbox.content.reader.YamlValue.YamlMapping;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads {@code with}: the fields of an article that its publication sets.
 *
 * @param scope the names that the templates may use
 * @param outputs of the steps before
 * @param approved the texts of which no field is published from before their gates
 */
record ArticleFieldsReader(
        ReaderContext reading, TemplateScope scope, Map<String, Output> outputs, ApprovedTexts approved) {
    /** Each article has these, whatever sets them, so that no file template depends on it. */
    private static final Set<String> OF_EVERY_ARTICLE = Set.of("title", "slug", "summary");

    /**
     * @param values JSON values, of which a text is a template
     * @param named those that are surely there and fit into a file name
     */
    record ArticleFields(SortedMap<String, Object> values, Set<String> named) {}

    ArticleFields read(String step, YamlMapping section) {
        SortedMap<String, Object> values = new TreeMap<>();
        Set<String> named = new TreeSet<>();
        section.find("with")
                .flatMap(YamlValue::section)
                .ifPresent(fields -> fields.entries().forEach((name, at) -> {
                    if (isName(name, at)) {
                        read(step, at).ifPresent(value -> {
                            values.put(name, value);
                            if (!OF_EVERY_ARTICLE.contains(name) && isSure(value)) {
                                named.add(name);
                            }
                        });
                    }
                }));
        return new ArticleFields(values, named);
    }

    private static boolean isName(String name, YamlValue at) {
        if (name.equals("markdown")) {
            at.problem(at.path() + ": the text is what the step made; let a generate step write another one");
        } else if (Step.Publish.NEVER_SET.contains(name)) {
            at.problem(at.path() + " is written by Tickbox itself; remove it");
        } else if (!ContentRules.isField(name)) {
            at.problem("\"" + name + "\" cannot be a field: a letter, then at most 39 letters, digits, _ and -");
        } else {
            return true;
        }
        return false;
    }

    private Optional<Object> read(String step, YamlValue at) {
        if (at.isText() || at.isMapping()) {
            return at.text().map(template -> {
                check(step, at, template);
                return template;
            });
        }
        try {
            // Through its canonical text, so that it is what a stored definition gives back.
            Object json = Json.parse(Canonical.of(OutputReader.json(at)));
            if (json != null) {
                return Optional.of(json);
            }
            at.problem(at.path() + " has no value");
        } catch (IllegalArgumentException e) {
            at.problem(at.path() + " " + e.getMessage());
        }
        return Optional.empty();
    }

    private void check(String step, YamlValue at, String template) {
        TemplateScope allowed = Templates.alone(template).isPresent() ? scope.withoutLists() : scope;
        String user = "the step " + step;
        if (!allowed.check(at.problems(), at.file(), at.line() - 1, user, template, List.of())
                .isEmpty()) {
            at.problem(at.path() + " includes a file, which only prompts can");
        }
        Templates.scan(template)
                .names()
                .flatMap(name -> name.paths().stream())
                .forEach(path -> checkApproved(at, path));
    }

    /** The text may be one of this job or row, of the job around the row, or of the rows of a table. */
    private void checkApproved(YamlValue at, String path) {
        String[] parts = path.split("\\.", 5);
        boolean isOfRows = parts.length == 5 && parts[0].equals("steps") && parts[2].equals("rows");
        if (isOfRows) {
            approved.publishField(at, String.join(".", List.of(parts).subList(0, 3)), parts[3], parts[4]);
        } else if (parts.length > 2
                && (parts[0].equals("steps")
                        || (parts[0].equals("row")
                                && scope.find("row." + parts[1]).orElse(null) instanceof Shape.Fields))) {
            approved.publishField(at, parts[0], parts[1], path.split("\\.", 3)[2]);
        }
    }

    private boolean isSure(Object value) {
        if (!(value instanceof String template)) {
            return value instanceof Number || value instanceof Boolean;
        }
        return Templates.alone(template).stream().allMatch(this::isSureName);
    }

    private boolean isSureName(String name) {
        String[] parts = name.split("\\.", 3);
        if (!parts[0].equals("steps") || parts.length < 3) {
            return scope.values().get(name) instanceof Shape.Plain; // A row need not have every column.
        }
        Output output = outputs.get(parts[1]);
        return parts[2].equals("text") || (output != null && output.sure().contains(parts[2]));
    }
}
