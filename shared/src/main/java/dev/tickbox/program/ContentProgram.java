package dev.tickbox.program;

import dev.tickbox.Json;
import dev.tickbox.Shortened;
import dev.tickbox.content.Condition;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Job;
import dev.tickbox.content.Output;
import dev.tickbox.content.Slug;
import dev.tickbox.content.Step;
import dev.tickbox.content.Templates;
import dev.tickbox.outbox.Article;
import dev.tickbox.program.Steps.Generation;
import dev.tickbox.program.Steps.Stop.StepFailed;
import dev.tickbox.program.Steps.Stop.Suspended;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The program that the content file's {@code prompt:} or {@code steps:} stands for. */
public record ContentProgram(Definition definition, Job job) implements Program {
    private static final int FOUND_CHARACTERS = 80;

    @Override
    public void run(Steps steps) {
        Map<String, Supplier<String>> texts = new LinkedHashMap<>();
        Map<String, Output> outputs = new HashMap<>();
        Suspended first = null;
        for (Step step : job.steps()) {
            try {
                switch (step) {
                    case Step.Generate generate -> {
                        outputs.put(generate.id(), generate.output());
                        Generation generation = generate(steps, generate, texts, outputs);
                        texts.put(generate.id(), generation::text);
                    }
                    case Step.Require require -> require(steps, require, texts);
                    case Step.Publish publish ->
                        steps.publish(publish.id(), publish.site(), article(publish, text(texts, publish.of())));
                }
            } catch (Suspended e) {
                if (step instanceof Step.Require) {
                    throw first == null ? e : first; // Nothing begins behind a gate before it holds.
                }
                // What comes later may need nothing of this one: it goes out now, too.
                texts.put(step.id(), () -> {
                    throw e;
                });
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
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
        if (!parts[0].equals("steps")) {
            return context(facts, Map.of(), Map.of()).get(path);
        }
        String text = text(texts, parts[1]);
        return parts[2].equals("text") ? text : parsed(parts[1], text).get(parts[2]);
    }

    private Generation generate(
            Steps steps, Step.Generate step, Map<String, Supplier<String>> texts, Map<String, Output> outputs) {
        String prompt = Templates.render(step.promptText(), context(steps.run(), texts, outputs));
        return steps.generate(step.id(), step.request(prompt));
    }

    /** Texts are asked for only where the prompt names them. */
    private Map<String, Object> context(
            Steps.Facts facts, Map<String, Supplier<String>> texts, Map<String, Output> outputs) {
        Map<String, Object> names = new HashMap<>(facts(facts, job.site()));
        names.put("job.id", job.id());
        job.vars().forEach((name, value) -> names.put("vars." + name, value));
        texts.forEach((id, text) -> {
            names.put("steps." + id + ".text", text);
            Optional.ofNullable(outputs.get(id)).stream()
                    .flatMap(output -> output.fields().stream())
                    .forEach(field -> names.put(
                            "steps." + id + "." + field, (Supplier<String>) () -> field(id, text.get(), field)));
        });
        return names;
    }

    private static Map<String, String> facts(Steps.Facts facts, String site) {
        return Map.of(
                "run.id", facts.id(),
                "run.date", facts.date().toString(),
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

    private static String field(String step, String json, String name) {
        Object value = parsed(step, json).get(name);
        return value instanceof String text ? text : Json.write(value);
    }

    private static Article article(Step.Publish step, String json) {
        Map<String, Object> map = parsed(step.of(), json);
        String title = required(step, map, "title");
        return new Article(
                title,
                Slug.of(string(map.get("slug")).filter(slug -> !slug.isBlank()).orElse(title)),
                string(map.get("summary")).orElse(""),
                required(step, map, "markdown"));
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

    /** Where a site puts an article: the template of its content as the run knows it. */
    public static String file(Definition definition, Steps.Facts facts, String site, Article article) {
        String template = Optional.ofNullable(definition.sites().get(site))
                .orElseThrow(() -> new StepFailed("publish", "the content has no site " + site))
                .setting("file");
        Map<String, Object> names = new HashMap<>(facts(facts, site));
        names.put("article.title", article.title());
        names.put("article.slug", article.slug());
        names.put("article.summary", article.summary());
        return Templates.render(template, names);
    }
}
