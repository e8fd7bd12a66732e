package dev.tickbox.content.reader;

import dev.tickbox.content.Job;
import dev.tickbox.content.KeptColumns;
import dev.tickbox.content.Step;
import dev.tickbox.content.VarValue;
import dev.tickbox.content.reader.YamlValue.YamlMapping;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads one job. Where something is missing or wrong it is reported and a stand-in is used, so that the rest is checked too. */
record JobReader(ReaderContext reading, Optional<YamlMapping> defaults) {
    private static final List<String> OWN_KEYS =
            List.of("schedule", "enabled", "prompt", "steps", "java", "output", "vars");

    /** The settings of a request, which a Java class makes itself. */
    private static final List<String> OF_REQUESTS = List.of("mode", "thinking", "temperature");

    private static final String CLASS = "[A-Za-z_$][A-Za-z0-9_$]*(\\.[A-Za-z_$][A-Za-z0-9_$]*)+";

    /** @param defaults of the content; they are checked here once, whether a job takes them or not */
    static JobReader of(ReaderContext reading, Optional<YamlMapping> defaults) {
        defaults.ifPresent(section -> JobOptions.read(section.only(JobOptions.KEYS.toArray(String[]::new)), reading));
        return new JobReader(reading, defaults);
    }

    /** Empty where anything at all was wrong so far. */
    Optional<Job> read(String id, YamlValue value) {
        Optional<YamlMapping> found = value.section();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        YamlMapping own = found.get()
                .only(Stream.concat(JobOptions.KEYS.stream(), OWN_KEYS.stream()).toArray(String[]::new));
        YamlMapping section = defaults.map(own::over).orElse(own);
        section.need("model");
        JobOptions options = JobOptions.read(section, reading);
        Job.Timing timing = new Job.Timing(
                section.find("schedule").flatMap(at -> CronReader.read(at, options.zone())),
                options.zone(),
                section.or("enabled", true, YamlValue::flag));
        boolean hasSite = section.find("site").isPresent();
        SortedMap<String, VarValue> vars = new TreeMap<>(reading.vars());
        vars.putAll(ReaderContext.vars(section.find("vars")));
        TemplateScope scope = TemplateScope.ofPrompt(vars);
        var reader = new StepsReader(
                reading,
                new StepsReader.Defaults(id, options.site(), options.request(), vars),
                hasSite ? scope : scope.withoutSite());
        List<Step> read = steps(own, reader);
        if (!hasSite && (own.find("steps").isEmpty() || reader.needsSite())) {
            section.need("site");
        }
        if (section.find("maxUsd").isEmpty()) {
            tableThatBuys(read)
                    .ifPresent(table -> own.value()
                            .problem(own.value().path()
                                    + " needs maxUsd, the most that one run may cost with all its rows, as in"
                                    + " maxUsd: 1.50; its step " + table.id() + " buys for up to " + table.maxRows()
                                    + " rows"));
        }
        List<Step> steps = reading.problems().isEmpty() ? KeptColumns.in(read, own.value()::problem) : read;
        Optional<String> javaClass = section.find("java").flatMap(JobReader::javaClass);
        Optional<Job> job = reading.problems().isEmpty()
                ? Optional.of(new Job(
                        id,
                        options.site().orElseGet(() -> firstSite(steps)),
                        timing,
                        options.request().model(),
                        steps,
                        javaClass,
                        options.onUncertain(),
                        options.onIncomplete(),
                        options.catchUpAll(),
                        options.request().maxTokens(),
                        options.request().system(),
                        options.maxMicroUsd(),
                        vars))
                : Optional.empty();
        job.filter(each -> each.javaClass().isPresent()).ifPresent(reading.publications()::addClass);
        return job;
    }

    private static Optional<Step.Each> tableThatBuys(List<Step> steps) {
        return steps.stream()
                .flatMap(step -> step instanceof Step.Each each ? Stream.of(each) : Stream.empty())
                .filter(each -> each.steps().stream().anyMatch(Step.Generate.class::isInstance))
                .findFirst();
    }

    private static String firstSite(List<Step> steps) {
        return steps.stream()
                .flatMap(Step::all)
                .flatMap(step -> step instanceof Step.Publish publish ? Stream.of(publish.site()) : Stream.empty())
                .findFirst()
                .orElseThrow();
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
            for (String key : OF_REQUESTS) {
                section.find(key)
                        .ifPresent(at -> at.problem(
                                at.path() + " belongs to a prompt or to steps; a Java class sets it in its requests"));
            }
        }
        return switch (ways.getFirst()) {
            case "prompt" -> reader.single(section.find("prompt").orElseThrow(), output);
            case "steps" -> reader.listOrFile(section.find("steps").orElseThrow());
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
