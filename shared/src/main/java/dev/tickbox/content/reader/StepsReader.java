package dev.tickbox.content.reader;

import dev.tickbox.approval.Lapse;
import dev.tickbox.content.Condition;
import dev.tickbox.content.Output;
import dev.tickbox.content.Shape;
import dev.tickbox.content.Step;
import dev.tickbox.content.StepNames;
import dev.tickbox.content.StepShapes;
import dev.tickbox.content.Suggestion;
import dev.tickbox.content.VarValue;
import dev.tickbox.content.reader.ArticleFieldsReader.ArticleFields;
import dev.tickbox.content.reader.JobOptions.RequestOptions;
import dev.tickbox.content.reader.YamlValue.YamlMapping;
import dev.tickbox.generator.Mode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads the steps of one job, in order: each may use what came before it. */
final class StepsReader {
    private static final int MAX_STEPS = 200;
    private static final int DEFAULT_ROWS = 50;
    private static final List<String> KINDS =
            List.of("fetch", "recent", "generate", "each", "require", "approve", "publish");

    private final ReaderContext reading;
    private final Defaults defaults;
    private final List<Step> steps = new ArrayList<>();

    /** Of the whole job, with where each is first. */
    private final Map<String, YamlValue> ids;

    /** Generations so far, with their outputs; one that could not be read is here all the same, to report nothing twice. */
    private final Map<String, Output> outputs = new LinkedHashMap<>();

    private final ApprovedTexts approved;
    private final List<String> later = new ArrayList<>();
    private final boolean ofRows;

    private final ModelValues generated;

    private boolean publishes;
    private boolean publishesOnTheJobsSite;
    private TemplateScope scope;

    /** What the job says for all of its steps. */
    record Defaults(String job, Optional<String> site, RequestOptions request, Map<String, VarValue> vars) {}

    StepsReader(ReaderContext reading, Defaults defaults, TemplateScope scope) {
        this(reading, defaults, scope, new LinkedHashMap<>(), false, new ModelValues(), new ApprovedTexts());
    }

    private StepsReader(
            ReaderContext reading,
            Defaults defaults,
            TemplateScope scope,
            Map<String, YamlValue> ids,
            boolean ofRows,
            ModelValues generated,
            ApprovedTexts approved) {
        this.generated = generated;
        this.approved = approved;
        this.reading = reading;
        this.defaults = defaults;
        this.scope = scope;
        this.ids = ids;
        this.ofRows = ofRows;
    }

    /** {@code prompt: file} is one generation and its publication. */
    List<Step> single(YamlValue prompt, Optional<YamlValue> output) {
        Output shape = output.flatMap(new OutputReader(reading.files())::read).orElse(new Output.Article());
        if (!shape.publishable()) {
            output.orElse(prompt).problem(unpublishable("the prompt", shape));
        }
        generate("article", prompt, shape, defaults.request());
        publish(
                new Step.Publish("publish", "article", defaults.site().orElse("?"), List.copyOf(shape.extras())),
                shape.named());
        return steps;
    }

    /** Whether the job must name a site: not where each of its publications does. */
    boolean needsSite() {
        return !publishes || publishesOnTheJobsSite;
    }

    /** The list itself, or the name of a file that holds it. */
    List<Step> listOrFile(YamlValue value) {
        if (!value.isText()) {
            return list(value);
        }
        return reading.files()
                .read(value)
                .flatMap(file -> new YamlText(reading.problems(), file.name(), "a list of steps")
                        .compose(file.text())
                        .map(node -> YamlValue.of(reading.problems(), file.name(), "steps", node)))
                .map(this::list)
                .orElse(List.of());
    }

    List<Step> list(YamlValue value) {
        List<YamlValue> items = value.items();
        if (value.node() instanceof org.snakeyaml.engine.v2.nodes.SequenceNode
                && (items.isEmpty() || items.size() > MAX_STEPS)) {
            value.problem(value.path() + " must have 1 to " + MAX_STEPS + " steps");
        }
        List<YamlMapping> sections =
                items.stream().flatMap(item -> item.section().stream()).toList();
        sections.stream().flatMap(section -> id(section).stream()).distinct().forEach(later::add);
        for (YamlMapping section : sections) {
            step(section);
        }
        return steps;
    }

    private static Optional<String> id(YamlMapping section) {
        return section.find("id")
                .filter(value -> value.node() instanceof org.snakeyaml.engine.v2.nodes.ScalarNode)
                .flatMap(YamlValue::written);
    }

    private void step(YamlMapping section) {
        Optional<YamlValue> at = section.need("id");
        Optional<String> id = at.flatMap(YamlValue::text).filter(text -> YamlMapping.checkId(text, at.orElseThrow()));
        id.ifPresent(text -> {
            YamlValue first = ids.putIfAbsent(text, at.orElseThrow());
            if (first != null) {
                at.orElseThrow().problem("two steps are called " + text + ", the first on line " + first.line());
            }
            if (StepNames.RESERVED.contains(text)) {
                at.orElseThrow()
                        .problem("a step cannot be called " + text
                                + ": the paths of values begin with row, run, site, job, vars and steps; rename it");
            }
        });
        String name = id.orElse("?");
        List<String> kinds =
                KINDS.stream().filter(section.entries()::containsKey).toList();
        if (kinds.size() != 1) {
            section.value()
                    .problem("the step " + name + " must have exactly one of " + String.join(", ", KINDS)
                            + (kinds.isEmpty() ? "" : ", and has " + String.join(" and ", kinds)));
        } else {
            switch (kinds.getFirst()) {
                case "generate" ->
                    generate(
                            name,
                            section.only(
                                    "id",
                                    "generate",
                                    "model",
                                    "maxTokens",
                                    "thinking",
                                    "temperature",
                                    "mode",
                                    "system",
                                    "output"));
                case "recent" -> recent(name, section.only("id", "recent"));
                case "each" -> each(name, section.only(EachReader.KEYS));
                case "fetch" -> fetch(name, section.only(FetchReader.KEYS));
                case "approve" -> approve(name, section.only("id", "approve", "within", "onLapse"));
                case "publish" -> publish(name, section.only("id", "publish", "site", "to", "with"));
                default -> require(name, section.only("id", "require"));
            }
        }
        later.remove(name);
    }

    private void generate(String id, YamlMapping section) {
        Output output = section.or("output", new Output.Text(), new OutputReader(reading.files())::read);
        RequestOptions own = RequestOptions.read(section, defaults.request(), reading);
        generate(id, section.find("generate").orElseThrow(), output, own);
    }

    private void generate(String id, YamlValue prompt, Output output, RequestOptions own) {
        if (ofRows && own.mode() == Mode.BATCH) {
            prompt.problem("the step " + id + " has mode: batch, which the steps of an each step cannot have: each row"
                    + " would be a batch job of its own, and few of them can be out at once (a batch job of many"
                    + " requests is to come); give it mode: background");
        }
        if (own.temperature().isPresent() && own.mode() != Mode.BATCH) {
            prompt.problem("the step " + id + " has a temperature, which the vendor takes only with mode: batch");
        }
        new PromptFiles(reading, scope.withLater(later), "job " + defaults.job())
                .read(prompt)
                .ifPresent(file -> steps.add(new Step.Generate(
                        id,
                        file.name(),
                        file.text(),
                        own.model(),
                        own.maxTokens(),
                        own.system(),
                        output,
                        own.thinking(),
                        own.temperature(),
                        own.mode())));
        outputs.put(id, output);
        generated.step(id);
        scope = scope.withStep(id, output);
    }

    private void recent(String id, YamlMapping section) {
        section.find("recent").flatMap(YamlValue::section).ifPresent(read -> {
            read.only("maxRows", "site");
            Optional<String> site = read.find("site").flatMap(reading::site).or(defaults::site);
            if (site.isEmpty() && read.find("site").isEmpty()) {
                read.value()
                        .problem("the step " + id + " does not say of which site, and the job names none;"
                                + " write recent: {site: SITE, maxRows: 50}");
            }
            int maxRows = read.or("maxRows", DEFAULT_ROWS, at -> at.integer(1, Step.Recent.MAX_ROWS));
            steps.add(new Step.Recent(id, site.orElse("?"), maxRows));
        });
        generated.recent(id);
        scope = scope.withStep(id, Step.Recent.SHAPE);
    }

    private void each(String id, YamlMapping section) {
        if (ofRows) {
            section.find("each")
                    .orElseThrow()
                    .problem("the step " + id + " is an each step inside an each step, which"
                            + " cannot be: rows have no rows of their own; make it a step after the other one, with each:"
                            + " steps.ID.rows");
            return;
        }
        EachReader reader = new EachReader(id, section, scope.withLater(later));
        StepsReader inner = new StepsReader(
                reading,
                defaults,
                scope.withLater(later).withRow(reader.row()),
                ids,
                /* ofRows= */ true,
                reader.generated(generated),
                approved.ofRows());
        List<Step> done = section.need("steps").map(inner::listOrFile).orElse(List.of());
        reader.checkInner(done);
        publishes |= inner.publishes;
        publishesOnTheJobsSite |= inner.publishesOnTheJobsSite;
        Step.Each table = reader.read(done);
        inner.approved.warnOfRows(table);
        steps.add(table);
        generated.table(id, inner.generated, inner.outputs.keySet());
        Map<String, Shape> given = inner.scope.steps();
        given.keySet().removeAll(scope.steps().keySet());
        scope = scope.withStep(id, StepShapes.table(reader.row(), given))
                .withStepsOfRows(id, done.stream().map(Step::id).toList());
    }

    private void fetch(String id, YamlMapping section) {
        FetchReader reader =
                new FetchReader(reading, scope.withLater(later), defaults.vars(), generated, "job " + defaults.job());
        Optional<Step.Fetch> read = reader.read(id, section).map(request -> new Step.Fetch(id, request));
        read.ifPresent(steps::add);
        // What could not be read may have any columns, so that nothing is reported twice.
        scope = scope.withStep(id, read.map(StepShapes::of).orElseGet(Shape::anyColumns));
    }

    private void require(String id, YamlMapping section) {
        section.find("require").flatMap(YamlValue::section).ifPresent(gate -> {
            SortedMap<String, List<Condition>> values = new TreeMap<>();
            gate.entries().forEach((path, at) -> {
                Shape shape = scope.withLater(later)
                        .checkPath(at, path, "the gate " + id)
                        .orElseGet(Shape.Unknown::new);
                values.put(path, ConditionReader.read(at, new ComparedValue(path, shape, asNumber(path))));
            });
            if (values.isEmpty()) {
                gate.value()
                        .problem("the step " + id + " requires nothing; name a value and its condition, as in"
                                + " steps.note.score: {atLeast: 7}");
            }
            steps.add(new Step.Require(id, values));
        });
    }

    private static String asNumber(String path) {
        if (path.startsWith("row.")) {
            return "if it is a column of a CSV, write numbers: [" + path.substring("row.".length())
                    + "] in the step that fetches it; if a model writes it, type: number in its schema";
        }
        return path.startsWith("steps.") && !path.endsWith(".text")
                ? "give it type: number in the schema of its step"
                : "a text has a bare text, not, contains, newerThan and olderThan";
    }

    private void approve(String id, YamlMapping section) {
        YamlValue at = section.find("approve").orElseThrow();
        Optional<Lapse> lapse = ApprovedTexts.lapse(id, section);
        at.text().flatMap(of -> actsOn(at, id, "approves", of)).ifPresent(of -> {
            Output output = Objects.requireNonNull(outputs.get(of));
            if (!output.readable()) {
                at.problem(
                        "the step " + of + " makes no text: its output has no title and markdown of type string. Only"
                                + " a text or an article can be approved; give it output: text or output: article");
            }
            approved.approve(at, id, of, lapse);
            steps.add(new Step.Approve(id, of, lapse));
            outputs.put(id, output);
            generated.step(id);
            scope = scope.withStep(id, output);
        });
    }

    /** The step whose text is published or approved, if it comes before. */
    private Optional<String> actsOn(YamlValue at, String id, String acts, String of) {
        if (outputs.containsKey(of)) {
            return Optional.of(of);
        }
        if (of.equals(id) || later.contains(of)) {
            at.problem("the step " + id + " " + acts + " " + of + ", which does not come before it");
        } else if (ofRows && scope.steps().containsKey(of)) {
            at.problem("the step " + id + " " + acts + " " + of + ", which is no step of the row: every row would "
                    + (acts.equals("approves") ? "ask about the same text" : "publish the same article"));
        } else if (scope.absent().containsKey(of)) {
            at.problem("the step " + id + " " + acts + " " + of + ", which is done for each row; "
                    + (acts.equals("approves") ? "approve" : "publish") + " it there");
        } else if (ids.containsKey(of)) {
            at.problem("the step " + id + " " + acts + " " + of + ", which is no generate step");
        } else {
            at.problem("there is no step " + of + " to " + (acts.equals("approves") ? "approve" : "publish")
                    + Suggestion.hint(of, outputs.keySet()));
        }
        return Optional.empty();
    }

    private void publish(String id, YamlMapping section) {
        YamlValue at = section.find("publish").orElseThrow();
        Map<String, String> sites = sites(id, section);
        TemplateScope fields = scope.withLater(later).with(List.of("site.id"));
        ArticleFields with = new ArticleFieldsReader(reading, fields, outputs, approved).read(id, section);
        at.text().flatMap(of -> actsOn(at, id, "publishes", of)).ifPresent(of -> {
            Output output = Objects.requireNonNull(outputs.get(of));
            if (!output.publishable()) {
                at.problem(unpublishable("the step " + of, output));
            }
            Set<String> named = new TreeSet<>(output.named());
            named.removeAll(with.values().keySet());
            named.addAll(with.named());
            approved.publish(at, id, of);
            sites.forEach((step, site) ->
                    publish(new Step.Publish(step, of, site, List.copyOf(output.extras()), with.values()), named));
        });
    }

    /** By step: one for each site of a list, so that a later site changes nothing about those that are there. */
    private Map<String, String> sites(String id, YamlMapping section) {
        Optional<YamlValue> to = section.find("to");
        Map<String, String> sites = new LinkedHashMap<>();
        publishes = true;
        publishesOnTheJobsSite |= to.isEmpty() && section.find("site").isEmpty();
        if (to.isEmpty()) {
            sites.put(id, section.or("site", defaults.site().orElse("?"), reading::site));
            return sites;
        }
        YamlValue at = to.get();
        section.find("site").ifPresent(site -> site.problem("the step " + id + " has site and to; keep one of them"));
        if (!at.isList()) {
            at.problem(at.path() + " must be a list of sites, as in [" + at.kind() + "]; for one site write site: "
                    + at.kind());
            return sites;
        }
        List<YamlValue> items = at.items();
        if (items.isEmpty()) {
            at.problem(at.path() + " names no site");
        }
        for (YamlValue item : items) {
            reading.site(item)
                    .filter(site -> sites.put(id + "." + site, site) != null)
                    .ifPresent(site -> item.problem(at.path() + " names the site " + site + " twice"));
        }
        return sites;
    }

    private void publish(Step.Publish step, Set<String> named) {
        steps.add(step);
        reading.publications().add(new Publications.Publication(defaults.job(), step.id(), step.site(), named));
    }

    private static String unpublishable(String what, Output output) {
        return what + " cannot be published: "
                + (output instanceof Output.Text
                        ? "its output is text; give it output: article"
                        : "its schema must require title and markdown, both of type string");
    }
}
