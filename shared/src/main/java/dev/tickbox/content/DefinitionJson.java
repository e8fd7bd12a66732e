package dev.tickbox.content;

import dev.tickbox.Canonical;
import dev.tickbox.Hash;
import dev.tickbox.Json;
import dev.tickbox.approval.Lapse;
import dev.tickbox.content.Definition.Budget;
import dev.tickbox.content.Definition.ContentLimits;
import dev.tickbox.content.Definition.TickSchedule;
import dev.tickbox.content.Job.OnIncomplete;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.generator.Mode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** A definition as canonical JSON and back. What is written is only ever read by a version that knows {@code format}. */
final class DefinitionJson {
    /** The newest that this program knows. Older programs refuse it instead of misreading it. */
    private static final long FORMAT = 4;

    private DefinitionJson() {}

    /** What is at its default in a later version's words is left out: content from before them keeps its name. */
    static String write(
            Map<String, Site> sites,
            Map<String, Job> jobs,
            TickSchedule ticks,
            Budget budget,
            ContentLimits limits,
            VendorSettings vendor,
            NoticeSettings notices) {
        Map<String, Object> json = new LinkedHashMap<>(VendorSettingsJson.write(vendor));
        json.putAll(NoticeSettingsJson.write(notices));
        json.put("format", NewWords.format(sites, jobs, notices));
        json.put("sites", mapValues(sites, DefinitionJson::site));
        json.put("jobs", mapValues(jobs, DefinitionJson::job));
        json.put("ticks", Map.of("submit", schedule(ticks.submit()), "reclaim", schedule(ticks.reclaim())));
        json.put(
                "budget",
                Map.of(
                        "dailyMicroUsd",
                        budget.dailyMicroUsd(),
                        "zone",
                        budget.zone().getId()));
        json.put("limits", limits(limits));
        return Canonical.of(json);
    }

    private static Map<String, Object> limits(ContentLimits limits) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("attempts", (long) limits.attempts());
        json.put("outstanding", (long) limits.outstanding());
        json.put("keepDays", (long) limits.keepDays());
        if (limits.batchJobs() != ContentLimits.DEFAULT.batchJobs()) {
            json.put("batchJobs", (long) limits.batchJobs());
        }
        if (limits.overdueHours() != ContentLimits.DEFAULT.overdueHours()) {
            json.put("overdueHours", (long) limits.overdueHours());
        }
        return json;
    }

    private static Map<String, Object> site(Site site) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("publisher", site.publisher());
        json.put("settings", site.settings());
        if (!site.frontMatter().isEmpty()) {
            json.put("frontMatter", site.frontMatter());
        }
        return json;
    }

    private static Map<String, Object> job(Job job) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("site", job.site());
        job.timing()
                .schedule()
                .ifPresentOrElse(
                        schedule -> json.put("schedule", schedule(schedule)),
                        () -> json.put("zone", job.zone().getId()));
        if (!job.timing().enabled()) {
            json.put("enabled", false);
        }
        json.put("model", job.model());
        json.put("steps", job.steps().stream().map(DefinitionJson::step).toList());
        job.javaClass().ifPresent(name -> json.put("java", name));
        json.put("onUncertain", word(job.onUncertain()));
        json.put("onIncomplete", word(job.onIncomplete()));
        json.put("catchUpAll", job.catchUpAll());
        json.put("maxTokens", (long) job.maxTokens());
        job.system().ifPresent(text -> json.put("system", text));
        job.maxMicroUsd().ifPresent(most -> json.put("maxMicroUsd", most));
        json.put("vars", mapValues(job.vars(), value -> switch (value) {
            case VarValue.One one -> one.text();
            case VarValue.Many many -> many.texts();
        }));
        return json;
    }

    private static Map<String, Object> step(Step step) {
        return switch (step) {
            case Step.Publish publish -> {
                Map<String, Object> json = new LinkedHashMap<>();
                json.put("id", publish.id());
                json.put("publish", publish.of());
                json.put("site", publish.site());
                if (!publish.fields().isEmpty()) {
                    json.put("fields", publish.fields());
                }
                if (!publish.with().isEmpty()) {
                    json.put("with", publish.with());
                }
                yield json;
            }
            case Step.Fetch fetch -> {
                Map<String, Object> json = new LinkedHashMap<>(fetch.request().toMap());
                json.put("id", fetch.id());
                yield json;
            }
            case Step.Recent recent ->
                Map.of("id", recent.id(), "recent", recent.site(), "maxRows", (long) recent.maxRows());
            case Step.Require require ->
                Map.of("id", require.id(), "require", mapValues(require.values(), Condition::toJson));
            case Step.Approve approve -> approve(approve);
            case Step.Each each -> each(each);
            case Step.Generate generate -> generate(generate);
        };
    }

    private static Map<String, Object> each(Step.Each each) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", each.id());
        json.put("each", each.of());
        each.match().ifPresent(of -> json.put("match", of));
        json.put("key", each.key());
        json.put("onlyNew", each.onlyNew());
        json.put("minRows", (long) each.minRows());
        json.put("maxRows", (long) each.maxRows());
        each.within().ifPresent(time -> json.put("within", time.toString()));
        json.put("onFailure", word(each.onFailure()));
        json.put("steps", each.steps().stream().map(DefinitionJson::step).toList());
        json.put("kept", List.copyOf(each.kept()));
        return json;
    }

    private static Map<String, Object> generate(Step.Generate generate) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", generate.id());
        json.put("generate", generate.promptFile());
        json.put("prompt", generate.promptText());
        json.put("model", generate.model());
        json.put("maxTokens", (long) generate.maxTokens());
        generate.system().ifPresent(text -> json.put("system", text));
        generate.thinking().ifPresent(level -> json.put("thinking", level));
        generate.temperature().ifPresent(number -> json.put("temperature", number));
        if (generate.mode() != Mode.BACKGROUND) {
            json.put("mode", generate.mode().word());
        }
        json.put(
                "output",
                switch (generate.output()) {
                    case Output.Text text -> "text";
                    case Output.Article article -> "article";
                    case Output.Schema schema -> Json.parseObject(schema.json());
                });
        return json;
    }

    private static Map<String, Object> approve(Step.Approve approve) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", approve.id());
        json.put("approve", approve.of());
        approve.lapse().ifPresent(lapse -> {
            json.put("withinSeconds", lapse.within().toSeconds());
            json.put("onLapse", word(lapse.end()));
        });
        return json;
    }

    private static Map<String, Object> schedule(Schedule schedule) {
        return Map.of("cron", schedule.cron(), "zone", schedule.zone().getId());
    }

    static Definition read(String json) {
        StoredObject root = new StoredObject(Json.parseObject(json), "definition");
        if (root.number("format") < 1 || root.number("format") > FORMAT) {
            throw new IllegalArgumentException(
                    "a definition of format " + root.number("format") + ", which this version does not know");
        }
        SortedMap<String, Site> sites = new TreeMap<>();
        root.child("sites")
                .children()
                .forEach((id, site) -> sites.put(
                        id,
                        new Site(
                                id,
                                site.text("publisher"),
                                site.child("settings").texts(),
                                site.values("frontMatter"))));
        SortedMap<String, Job> jobs = new TreeMap<>();
        root.child("jobs").children().forEach((id, job) -> jobs.put(id, readJob(id, job)));
        StoredObject budget = root.child("budget");
        StoredObject limits = root.child("limits");
        // Read from its own canonical text: the constructor checks that nothing was lost on the way.
        return new Definition(
                Hash.sha256(json),
                sites,
                jobs,
                new TickSchedule(
                        root.child("ticks").schedule("submit"),
                        root.child("ticks").schedule("reclaim")),
                new Budget(budget.number("dailyMicroUsd"), Schedule.zone(budget.text("zone"))),
                new ContentLimits(
                        /* attempts= */ limits.integer("attempts"),
                        /* outstanding= */ limits.integer("outstanding"),
                        /* batchJobs= */ limits.integer("batchJobs", ContentLimits.DEFAULT.batchJobs()),
                        /* overdueHours= */ limits.integer("overdueHours", ContentLimits.DEFAULT.overdueHours()),
                        /* keepDays= */ limits.integer("keepDays")),
                VendorSettingsJson.read(root),
                NoticeSettingsJson.read(root));
    }

    private static Job readJob(String id, StoredObject job) {
        return new Job(
                id,
                /* site= */ job.text("site"),
                readTiming(job),
                /* model= */ job.text("model"),
                job.list("steps").stream().map(DefinitionJson::readStep).toList(),
                /* javaClass= */ job.find("java"),
                OnUncertain.valueOf(job.text("onUncertain").toUpperCase(Locale.ROOT)),
                OnIncomplete.valueOf(job.text("onIncomplete").toUpperCase(Locale.ROOT)),
                job.flag("catchUpAll"),
                job.integer("maxTokens"),
                /* system= */ job.find("system"),
                /* maxMicroUsd= */ job.findLong("maxMicroUsd"),
                readVars(job.child("vars")));
    }

    private static Job.Timing readTiming(StoredObject job) {
        Optional<Schedule> schedule = job.findChild("schedule").map(found -> job.schedule("schedule"));
        return new Job.Timing(
                schedule,
                schedule.map(Schedule::zone).orElseGet(() -> Schedule.zone(job.text("zone"))),
                job.flag("enabled", true));
    }

    private static SortedMap<String, VarValue> readVars(StoredObject vars) {
        SortedMap<String, VarValue> values = new TreeMap<>();
        vars.names()
                .forEach(name -> values.put(
                        name,
                        vars.value(name) instanceof List<?>
                                ? new VarValue.Many(vars.textList(name))
                                : VarValue.of(vars.text(name))));
        return values;
    }

    private static Step readStep(StoredObject step) {
        if (step.find("publish").isPresent()) {
            return new Step.Publish(
                    step.text("id"),
                    step.text("publish"),
                    step.text("site"),
                    step.textList("fields"),
                    new TreeMap<>(step.values("with")));
        }
        if (step.find("recent").isPresent()) {
            return new Step.Recent(step.text("id"), step.text("recent"), step.integer("maxRows"));
        }
        if (FetchRequest.isIn(step)) {
            return new Step.Fetch(step.text("id"), FetchRequest.read(step));
        }
        if (step.findChild("require").isPresent()) {
            SortedMap<String, List<Condition>> values = new TreeMap<>();
            step.child("require").map().forEach((path, json) -> values.put((String) path, Condition.fromJson(json)));
            return new Step.Require(step.text("id"), values);
        }
        if (step.find("approve").isPresent()) {
            return new Step.Approve(
                    step.text("id"),
                    step.text("approve"),
                    step.find("onLapse")
                            .map(end -> new Lapse(
                                    Duration.ofSeconds(step.number("withinSeconds")),
                                    Lapse.End.valueOf(end.toUpperCase(Locale.ROOT)))));
        }
        if (step.find("each").isPresent()) {
            return new Step.Each(
                    step.text("id"),
                    step.text("each"),
                    step.find("match"),
                    step.textList("key"),
                    step.flag("onlyNew"),
                    step.integer("minRows"),
                    step.integer("maxRows"),
                    step.find("within").map(Duration::parse),
                    Step.OnRowFailure.valueOf(step.text("onFailure").toUpperCase(Locale.ROOT)),
                    step.list("steps").stream().map(DefinitionJson::readStep).toList(),
                    new TreeSet<>(step.textList("kept")));
        }
        Object output = step.value("output");
        return new Step.Generate(
                step.text("id"),
                step.text("generate"),
                step.text("prompt"),
                step.text("model"),
                step.integer("maxTokens"),
                step.find("system"),
                "text".equals(output)
                        ? new Output.Text()
                        : "article".equals(output) ? new Output.Article() : new Output.Schema(Canonical.of(output)),
                step.find("thinking"),
                step.findNumber("temperature"),
                Mode.of(step.find("mode")));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static <T> Map<String, Object> mapValues(Map<String, T> map, Function<T, Object> function) {
        Map<String, Object> mapped = new TreeMap<>();
        map.forEach((key, value) -> mapped.put(key, function.apply(value)));
        return mapped;
    }

    /** What a definition's JSON says of the vendor: the content's own words, each only where it was said. */
    private static final class VendorSettingsJson {
        private VendorSettingsJson() {}

        static Map<String, Object> write(VendorSettings vendor) {
            Map<String, Object> json = new LinkedHashMap<>();
            vendor.secret().ifPresent(name -> json.put("gemini", Map.of("secret", name)));
            vendor.vertex()
                    .ifPresent(vertex ->
                            json.put("vertex", Map.of("project", vertex.project(), "location", vertex.location())));
            vendor.webhookUrl().ifPresent(url -> json.put("webhook", Map.of("url", url)));
            Map<String, Object> prices = new TreeMap<>();
            vendor.prices()
                    .forEach((model, price) -> prices.put(
                            model,
                            Map.of("inputMicroUsd", price.inputMicroUsd(), "outputMicroUsd", price.outputMicroUsd())));
            if (!prices.isEmpty()) {
                json.put("prices", prices);
            }
            return json;
        }

        static VendorSettings read(StoredObject root) {
            SortedMap<String, VendorSettings.Price> prices = new TreeMap<>();
            root.findChild("prices")
                    .map(StoredObject::children)
                    .orElse(Map.of())
                    .forEach((model, price) -> prices.put(
                            model,
                            new VendorSettings.Price(price.number("inputMicroUsd"), price.number("outputMicroUsd"))));
            Optional<VendorSettings.Vertex> vertex = root.findChild("vertex")
                    .map(stored -> new VendorSettings.Vertex(stored.text("project"), stored.text("location")));
            return new VendorSettings(
                    root.findChild("gemini").map(stored -> stored.text("secret")),
                    vertex,
                    root.findChild("webhook").map(stored -> stored.text("url")),
                    prices);
        }
    }
}
