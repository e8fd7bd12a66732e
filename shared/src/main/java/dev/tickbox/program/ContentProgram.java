package dev.tickbox.program;

import dev.tickbox.FrontMatterNames;
import dev.tickbox.Json;
import dev.tickbox.Shortened;
import dev.tickbox.content.Condition;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Job;
import dev.tickbox.content.Output;
import dev.tickbox.content.Shape;
import dev.tickbox.content.Site;
import dev.tickbox.content.Slug;
import dev.tickbox.content.Step;
import dev.tickbox.content.StepNames;
import dev.tickbox.content.StepShapes;
import dev.tickbox.content.Templates;
import dev.tickbox.content.ValuePath;
import dev.tickbox.content.VarValue;
import dev.tickbox.outbox.Article;
import dev.tickbox.program.Steps.ApprovalTerms;
import dev.tickbox.program.Steps.Generation;
import dev.tickbox.program.Steps.Stop.StepFailed;
import dev.tickbox.program.Steps.Stop.Suspended;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The program that the content file's {@code prompt:} or {@code steps:} stands for.
 *
 * @param row the row whose steps it does; empty for those of the job
 */
public record ContentProgram(Definition definition, Job job, Optional<ContentRow> row) implements Program {
    private static final int FOUND_CHARACTERS = 80;
    private static final Set<String> OF_EVERY_ARTICLE = Set.of("title", "slug", "summary");

    /**
     * One row of an {@code each} step.
     *
     * @param outer the text of a step before the table, by its id
     */
    public record ContentRow(Step.Each each, Map<String, Object> columns, Function<String, String> outer) {}

    public ContentProgram(Definition definition, Job job) {
        this(definition, job, Optional.empty());
    }

    @Override
    public void run(Steps steps) {
        drive(steps);
    }

    /** What later steps read of this row. */
    public Map<String, Object> line(Steps steps) {
        Map<String, Supplier<String>> texts = drive(steps);
        Map<String, Object> line = new TreeMap<>();
        Set<String> own =
                row.orElseThrow().each().steps().stream().map(Step::id).collect(Collectors.toSet());
        for (String path : row.orElseThrow().each().kept()) {
            boolean ofStep = own.contains(path.split("\\.", 2)[0]);
            put(line, path, value(steps.run(), (ofStep ? "steps." : "row.") + path, texts));
        }
        return line;
    }

    /** @return the text of each step, which ends the drive where it is not there yet */
    private Map<String, Supplier<String>> drive(Steps steps) {
        Map<String, Supplier<String>> texts = new LinkedHashMap<>();
        row.ifPresent(each -> before(each, texts));
        Suspended first = null;
        StepFailed failed = null;
        for (Step step : row.map(each -> each.each().steps()).orElse(job.steps())) {
            if (failed != null && !(step instanceof Step.Publish)) {
                throw failed;
            }
            try {
                switch (step) {
                    case Step.Generate generate -> {
                        Generation generation = generate(steps, generate, texts);
                        texts.put(generate.id(), generation::text);
                    }
                    case Step.Fetch fetch -> {
                        String fetched = fetch(steps, fetch, texts).json();
                        texts.put(fetch.id(), () -> fetched);
                    }
                    case Step.Recent recent -> {
                        List<Map<String, Object>> rows = steps.recent(recent.id(), recent.site(), recent.maxRows());
                        texts.put(recent.id(), () -> Json.write(Map.of("rows", rows, "count", (long) rows.size())));
                    }
                    case Step.Require require -> require(steps, require, texts);
                    case Step.Approve approve -> {
                        String approved = approved(steps, approve, texts);
                        texts.put(approve.id(), () -> approved);
                    }
                    case Step.Each each -> texts.put(each.id(), each(steps, each, texts));
                    case Step.Publish publish ->
                        steps.publish(
                                publish.id(),
                                publish.site(),
                                article(steps.run(), publish, text(texts, publish.of()), texts));
                }
            } catch (Suspended e) {
                if (step instanceof Step.Require || step instanceof Step.Approve) {
                    throw first == null ? e : first; // Nothing begins behind a gate before it holds.
                }
                // What comes later may need nothing of this one: it goes out now, too.
                texts.put(step.id(), () -> {
                    throw e;
                });
                first = first == null ? e : first;
            } catch (StepFailed e) {
                if (!(step instanceof Step.Publish)) {
                    throw e;
                }
                failed = failed == null ? e : failed; // No site's failure keeps an article from the others.
            }
        }
        if (failed != null) {
            throw failed;
        }
        if (first != null) {
            throw first;
        }
        return texts;
    }

    /** The steps before the table, as the steps of a row see them. */
    private void before(ContentRow in, Map<String, Supplier<String>> texts) {
        job.steps().stream()
                .takeWhile(step -> !step.id().equals(in.each().id()))
                .forEach(step -> texts.put(step.id(), () -> in.outer().apply(step.id())));
    }

    private Supplier<String> each(Steps steps, Step.Each each, Map<String, Supplier<String>> texts) {
        Map<String, Supplier<String>> outer = new TreeMap<>();
        for (String path : StepNames.outside(each)) {
            String id = path.split("\\.", 3)[1];
            outer.put(id, () -> text(texts, id));
        }
        var source = new RowSource(
                () -> rows(steps.run(), each.of(), texts),
                each.match().map(path -> () -> rows(steps.run(), path, texts)),
                outer);
        var options = new RowOptions(
                each.key(), each.onlyNew(), each.minRows(), each.maxRows(), each.within(), each.onFailure());
        Steps.Table table = steps.each(each.id(), source, options, Steps.CONTENT);
        return () -> {
            List<Map<String, Object>> rows = table.rows();
            return Json.write(Map.of("rows", rows, "count", (long) rows.size()));
        };
    }

    private List<?> rows(Steps.Facts facts, String path, Map<String, Supplier<String>> texts) {
        if (value(facts, path, texts) instanceof List<?> rows) {
            return rows;
        }
        throw new StepFailed(path.split("\\.", 3)[1], path + " is not a list of rows");
    }

    /** With an object for each name before the last, unless one of these names is there as another value: then under the whole path. */
    @SuppressWarnings("unchecked") // every object on the way was put there by this method
    private static void put(Map<String, Object> into, String path, @Nullable Object value) {
        if (value == null || ValuePath.in(into, path) != null) {
            return; // A list or an object that is kept as a whole has what is in it.
        }
        String[] names = path.split("\\.", -1);
        Map<String, Object> object = into;
        for (int i = 0; i < names.length - 1; i++) {
            Object next = object.computeIfAbsent(names[i], name -> new TreeMap<String, Object>());
            if (!(next instanceof TreeMap)) {
                into.put(path, value);
                return;
            }
            object = (Map<String, Object>) next;
        }
        object.put(names[names.length - 1], value);
    }

    private void require(Steps steps, Step.Require gate, Map<String, Supplier<String>> texts) {
        List<String> missed = new ArrayList<>();
        gate.values().forEach((path, conditions) -> {
            Object value = value(steps.run(), path, texts);
            for (Condition condition : conditions) {
                if (!condition.holds(value, steps.run().reference())) {
                    missed.add(path + " is " + Shortened.words(Json.write(value), FOUND_CHARACTERS) + ", required: "
                            + condition.words());
                }
            }
        });
        steps.require(gate.id(), missed.isEmpty(), missed.isEmpty() ? "it holds" : String.join("; ", missed));
    }

    /** As it is in the JSON, so that a number is compared as a number. */
    private @Nullable Object value(Steps.Facts facts, String path, Map<String, Supplier<String>> texts) {
        String[] parts = path.split("\\.", 3);
        if (parts[0].equals("row")) {
            return row.map(each -> ValuePath.in(each.columns(), path.substring("row.".length())))
                    .orElse(null);
        }
        if (!parts[0].equals("steps")) {
            return fixed(facts).get(path);
        }
        String text = text(texts, parts[1]);
        if (parts[2].equals("text") && !isFetch(parts[1])) {
            return text;
        }
        Map<String, Object> values = parsed(parts[1], text);
        if (isFetch(parts[1]) && !values.containsKey(parts[2].split("\\.", 2)[0])) {
            throw new StepFailed(
                    parts[1], "the source gave no " + parts[2] + "; it gave " + String.join(", ", values.keySet()));
        }
        return ValuePath.in(values, parts[2]);
    }

    private FetchedValues fetch(Steps steps, Step.Fetch step, Map<String, Supplier<String>> texts) {
        List<String> addresses = step.request().addresses().stream()
                .map(address -> Templates.render(address, context(steps.run(), address, texts))
                        .strip())
                .toList();
        return steps.fetch(step.id(), step.request().at(addresses));
    }

    private boolean isFetch(String id) {
        return job.allSteps().stream()
                .anyMatch(step -> step instanceof Step.Fetch && step.id().equals(id));
    }

    private String approved(Steps steps, Step.Approve step, Map<String, Supplier<String>> texts) {
        Optional<String> schema = output(step.id()).schema();
        return steps.approve(step.id(), text(texts, step.of()), new ApprovalTerms(step.lapse(), schema))
                .text();
    }

    /** Of a step with a text: what is approved has the form of what was bought. */
    private Output output(String id) {
        for (Step step : job.allSteps()) {
            if (step.id().equals(id)) {
                return step instanceof Step.Approve approve ? output(approve.of()) : ((Step.Generate) step).output();
            }
        }
        throw new StepFailed(id, "there is no such step");
    }

    private Generation generate(Steps steps, Step.Generate step, Map<String, Supplier<String>> texts) {
        try {
            String prompt = Templates.render(step.promptText(), context(steps.run(), step.promptText(), texts));
            return steps.generate(step.id(), step.request(prompt));
        } catch (Templates.Unusable e) {
            throw new StepFailed(step.id(), "its prompt " + step.promptFile() + ", " + e.getMessage());
        }
    }

    /** The values that a template names and that there can be. Texts are asked for only when it is rendered. */
    private Map<String, Object> context(Steps.Facts facts, String template, Map<String, Supplier<String>> texts) {
        Map<String, Object> names = new HashMap<>(fixed(facts));
        Map<String, Shape> shapes = shapes();
        Templates.scan(template).names().map(Templates.Variable::name).forEach(name -> {
            String[] parts = name.split("\\.", 3);
            boolean ofRow = parts[0].equals("row");
            boolean known = ofRow
                    ? parts.length > 1
                            && row.filter(each -> isColumn(each, name, shapes)).isPresent()
                    : parts[0].equals("steps")
                            && parts.length == 3
                            && texts.containsKey(parts[1])
                            && Optional.ofNullable(shapes.get(parts[1]))
                                    .flatMap(shape -> shape.at(parts[2]))
                                    .isPresent();
            if (known) {
                // A row need not have every column; what a step gives without a value is written as null.
                names.put(name, (Supplier<@Nullable Object>) () -> {
                    Object value = value(facts, name, texts);
                    return value == null && (ofRow || isFetch(parts[1])) ? "" : value;
                });
            }
        });
        return names;
    }

    private boolean isColumn(ContentRow of, String name, Map<String, Shape> shapes) {
        return StepShapes.row(of.each(), shapes)
                .at(name.substring("row.".length()))
                .isPresent();
    }

    /** What is known of the steps that can be read here. */
    private Map<String, Shape> shapes() {
        Map<String, Shape> shapes = new HashMap<>(StepShapes.of(job.steps()));
        row.ifPresent(each -> shapes.putAll(StepShapes.of(each.each().steps(), shapes)));
        return shapes;
    }

    /** What is the same in every drive. */
    private Map<String, Object> fixed(Steps.Facts facts) {
        Map<String, Object> names = new HashMap<>(facts(facts, job.site()));
        names.put("job.id", job.id());
        names.putAll(vars(job));
        return names;
    }

    private static Map<String, Object> vars(Job job) {
        Map<String, Object> names = new HashMap<>();
        job.vars()
                .forEach((name, value) -> names.put(
                        "vars." + name,
                        switch (value) {
                            case VarValue.One one -> one.text();
                            case VarValue.Many many -> many.texts();
                        }));
        return names;
    }

    private static Map<String, String> facts(Steps.Facts facts, String site) {
        String date = facts.date().toString();
        return Map.of(
                "run.id", facts.id(),
                "run.date", date,
                "run.year", date.substring(0, 4),
                "run.month", date.substring(5, 7),
                "run.slot", facts.slot().map(Object::toString).orElse("by hand"),
                "site.id", site);
    }

    private static String text(Map<String, Supplier<String>> texts, String id) {
        Supplier<String> text = texts.get(id);
        if (text == null) {
            throw new StepFailed(id, "there is no such step");
        }
        return text.get();
    }

    private Article article(Steps.Facts facts, Step.Publish step, String json, Map<String, Supplier<String>> texts) {
        Map<String, Object> map = parsed(step.of(), json);
        Map<String, Object> set = set(facts, step, texts);
        map.putAll(set);
        String title = required(step, map, "title");
        Set<String> names = new TreeSet<>(step.fields());
        names.addAll(set.keySet());
        names.removeAll(FrontMatterNames.OURS);
        SortedMap<String, Object> fields = new TreeMap<>();
        names.forEach(name -> Optional.ofNullable(map.get(name)).ifPresent(value -> fields.put(name, value)));
        return new Article(
                title,
                Slug.of(string(map.get("slug")).filter(slug -> !slug.isBlank()).orElse(title)),
                string(map.get("summary")).orElse(""),
                required(step, map, "markdown"),
                fields);
    }

    /** The fields that the publication sets; one whose value is not there stays as the article has it. */
    private Map<String, Object> set(Steps.Facts facts, Step.Publish step, Map<String, Supplier<String>> texts) {
        Map<String, Object> set = new TreeMap<>();
        step.with().forEach((name, value) -> {
            try {
                Object found = value instanceof String template ? field(facts, step, template, texts) : value;
                if (found != null) {
                    set.put(name, OF_EVERY_ARTICLE.contains(name) ? found.toString() : found);
                }
            } catch (Templates.Unusable e) {
                throw new StepFailed(step.id(), name + ": " + e.getMessage());
            }
        });
        return set;
    }

    private @Nullable Object field(
            Steps.Facts facts, Step.Publish step, String template, Map<String, Supplier<String>> texts) {
        Optional<String> column = Templates.alone(template).filter(name -> name.startsWith("row."));
        if (column.isPresent()) {
            return value(facts, column.get(), texts); // Nothing, where the row has no such column.
        }
        Map<String, Object> names = context(facts, template, texts);
        names.put("site.id", step.site());
        return Templates.value(template, names);
    }

    private static Map<String, Object> parsed(String step, String json) {
        try {
            return Json.parseObject(json);
        } catch (Json.Malformed e) {
            throw new StepFailed(step, "its text is not the requested JSON: " + e.getMessage());
        }
    }

    private static String required(Step.Publish step, Map<String, Object> map, String name) {
        return string(map.get(name))
                .filter(text -> !text.isBlank())
                .orElseThrow(
                        () -> new StepFailed(step.of(), "its text has no " + name + ", so it cannot be published"));
    }

    private static Optional<String> string(@Nullable Object value) {
        return value instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** The article as a site gets it: with what the site says of all its articles. */
    public static Article completed(Definition definition, String site, Article article) {
        return definition
                .site(site)
                .map(found -> article.with(found.frontMatter()))
                .orElse(article);
    }

    /** Where a site puts an article: the template of its content as the run knows it. */
    public static String file(Definition definition, Steps.Facts facts, String site, Article article) {
        Site found =
                definition.site(site).orElseThrow(() -> new StepFailed("publish", "the content has no site " + site));
        Map<String, Object> names = new HashMap<>(ArticleNames.of(article));
        definition.job(facts.job()).ifPresent(job -> names.putAll(vars(job)));
        boolean plain = found.find(Site.PLAIN_NAMES).isPresent();
        facts(facts, site).forEach((name, value) -> names.put(name, plain ? ArticleNames.plain(value) : value));
        return Templates.render(found.setting("file"), names);
    }
}
