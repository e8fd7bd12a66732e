package dev.tickbox.content.reader;

import dev.tickbox.content.Definition.TickSchedule;
import dev.tickbox.content.Job;
import dev.tickbox.content.Job.OnIncomplete;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.content.Schedule;
import dev.tickbox.content.Step;
import dev.tickbox.content.reader.YamlValue.YamlMapping;
import dev.tickbox.generator.Mode;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads one job. Where something is missing or wrong it is reported and a stand-in is used, so that the rest is checked too. */
record JobReader(ReaderContext reading) {
    private static final String[] KEYS = {
        "site",
        "schedule",
        "zone",
        "model",
        "prompt",
        "steps",
        "java",
        "output",
        "maxTokens",
        "thinking",
        "mode",
        "system",
        "vars",
        "catchUp",
        "onUncertain",
        "onIncomplete"
    };
    private static final String CLASS = "[A-Za-z_$][A-Za-z0-9_$]*(\\.[A-Za-z_$][A-Za-z0-9_$]*)+";

    /** Empty where anything at all was wrong so far. */
    Optional<Job> read(String id, YamlValue value) {
        Optional<YamlMapping> found = value.section();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        YamlMapping section = found.get().only(KEYS);
        String site = section.need("site").flatMap(reading::site).orElse("?");
        ZoneId zone = section.or("zone", ZoneId.of("UTC"), CronReader::zone);
        Schedule schedule = section.need("schedule")
                .flatMap(at -> CronReader.read(at, zone))
                .orElse(TickSchedule.DEFAULT.submit());
        String model = section.need("model").flatMap(reading::model).orElse("?");
        int maxTokens = section.or("maxTokens", Job.DEFAULT_MAX_TOKENS, ReaderContext::maxTokens);
        Optional<String> system = section.find("system").flatMap(ReaderContext::system);
        SortedMap<String, String> vars = new TreeMap<>(reading.vars());
        vars.putAll(ReaderContext.vars(section.find("vars")));
        boolean catchUpAll = section.or("catchUp", "latest", at -> at.oneOf(List.of("latest", "all")))
                .equals("all");
        OnUncertain onUncertain = OnUncertain.valueOf(word(section, "onUncertain", "resubmit", "hold"));
        OnIncomplete onIncomplete = OnIncomplete.valueOf(word(section, "onIncomplete", "hold", "publish", "retry"));
        var defaults = new StepsReader.Defaults(
                id,
                site,
                model,
                maxTokens,
                system,
                section.find("thinking").flatMap(ReaderContext::thinking),
                section.or("mode", Mode.BACKGROUND, reading::mode));
        List<Step> steps = steps(section, new StepsReader(reading, defaults, TemplateScope.ofPrompt(vars.keySet())));
        Optional<String> javaClass = section.find("java").flatMap(JobReader::javaClass);
        return reading.problems().isEmpty()
                ? Optional.of(new Job(
                        id,
                        site,
                        schedule,
                        model,
                        steps,
                        javaClass,
                        onUncertain,
                        onIncomplete,
                        catchUpAll,
                        maxTokens,
                        system,
                        vars))
                : Optional.empty();
    }

    /** The first word is the default. */
    private static String word(YamlMapping section, String key, String... words) {
        return section.or(key, words[0], at -> at.oneOf(List.of(words))).toUpperCase(Locale.ROOT);
    }

    private static List<Step> steps(YamlMapping section, StepsReader reader) {
        List<String> ways = List.of("prompt", "steps", "java").stream()
                .filter(section.entries()::containsKey)
                .toList();
        Optional<YamlValue> output = section.find("output");
        if (ways.size() != 1) {
            section.value()
                    .problem(section.value().path() + " needs exactly one of prompt, steps and java"
                            + (ways.isEmpty() ? "" : ", and has " + String.join(" and ", ways)));
            return List.of();
        }
        if (!ways.contains("prompt")) {
            output.ifPresent(at -> at.problem(at.path() + " belongs to a prompt; "
                    + (ways.contains("steps") ? "give each step its own" : "a Java class sets its own")));
        }
        if (ways.contains("java")) {
            for (String key : List.of("mode", "thinking")) {
                section.find(key)
                        .ifPresent(at -> at.problem(
                                at.path() + " belongs to a prompt or to steps; a Java class sets it in its requests"));
            }
        }
        return switch (ways.getFirst()) {
            case "prompt" -> reader.single(section.find("prompt").orElseThrow(), output);
            case "steps" -> reader.list(section.find("steps").orElseThrow());
            default -> List.of();
        };
    }

    private static Optional<String> javaClass(YamlValue at) {
        Optional<String> name = at.text();
        if (name.isPresent() && !name.get().matches(CLASS)) {
            at.problem(at.path() + " must be the whole name of a class, as in com.example.Nightly, not " + name.get());
            return Optional.empty();
        }
        return name;
    }
}
