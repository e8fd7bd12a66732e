package dev.tickbox.simulation;

import dev.tickbox.approval.Lapse;
import dev.tickbox.content.Condition;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Definition.Budget;
import dev.tickbox.content.Definition.ContentLimits;
import dev.tickbox.content.Definition.TickSchedule;
import dev.tickbox.content.Job;
import dev.tickbox.content.Job.OnIncomplete;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.content.Output;
import dev.tickbox.content.Schedule;
import dev.tickbox.content.Site;
import dev.tickbox.content.Step;
import dev.tickbox.content.VendorSettings;
import dev.tickbox.generator.Mode;
import dev.tickbox.simulation.Slots.Rhythm;
import dev.tickbox.world.Contents;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A small random content, and how its author changes it in the middle of everything. */
final class Script {
    private static final String OTHER_MODEL = "gemini-3.5-flash";
    private static final List<String> SITES = List.of("garden", "kitchen");

    /** One text fits at its estimate, and two do once the first is priced. */
    private static final long CAP_MICRO_USD = 12_000;

    /** Of a few rows and what is made of them; some wait until others are priced. */
    private static final long CAP_OF_ROWS_MICRO_USD = 30_000;

    private record Draft(
            Rhythm rhythm, String cron, String site, List<Step> steps, Optional<String> program, int rows) {
        boolean hasRows() {
            return rows > 0;
        }

        /** A run of it may cost so much at most. */
        Optional<Long> cap() {
            long most = hasRows() ? CAP_OF_ROWS_MICRO_USD : CAP_MICRO_USD;
            return (hasRows() || steps.size() > 4) && cron.charAt(0) % 2 == 0 ? Optional.of(most) : Optional.empty();
        }
    }

    final ContentLimits limits;
    private final Budget budget;
    private final OnUncertain onUncertain;
    private final OnIncomplete onIncomplete;
    private final SortedMap<String, Draft> drafts = new TreeMap<>();
    private final SortedMap<String, Draft> current = new TreeMap<>();
    private final Set<String> uncapped = new HashSet<>();
    private final SortedMap<String, String> addresses = new TreeMap<>();
    private final Optional<String> webhook;
    private int edits;
    private String model = Contents.MODEL;
    private Mode mode = Mode.BACKGROUND;

    Script(Chance chance) {
        limits = ContentLimits.DEFAULT
                .withAttempts(2 + chance.below(4))
                .withOutstanding(chance.oneOf(50, 50, 2))
                .withKeepDays(3 + chance.below(6));
        budget = new Budget(chance.oneOf(5_000_000L, 5_000_000L, 40_000L), ZoneOffset.UTC);
        onUncertain = chance.oneOf(OnUncertain.values());
        onIncomplete = chance.oneOf(OnIncomplete.values());
        SITES.forEach(site -> addresses.put(site, "public/" + site));
        int jobs = 1 + chance.below(3);
        for (int i = 0; i < jobs; i++) {
            drafts.put("job" + i, draft(chance));
        }
        current.putAll(drafts);
        if (chance.perMille(200)) {
            String left = chance.pick(List.copyOf(drafts.keySet()));
            current.remove(left);
            uncapped.add(left);
        }
        webhook = chance.perMille(200) ? Optional.of("https://example.com/heard") : Optional.empty();
    }

    /** How every text is bought; programs, which order in their own way, and rows, which know no batches, are left out. */
    void wired(Mode how) {
        mode = how;
        List.of(drafts, current)
                .forEach(each -> each.replaceAll((id, draft) -> draft.program().isPresent() || draft.hasRows()
                        ? new Draft(
                                draft.rhythm(), draft.cron(), draft.site(), steps(0, draft.site()), Optional.empty(), 0)
                        : draft));
    }

    private static Draft draft(Chance chance) {
        boolean catchUpAll = chance.perMille(200);
        int minute = chance.below(60);
        String site = chance.pick(SITES);
        boolean daily = chance.perMille(600);
        int hour = 5 + chance.below(3);
        Rhythm rhythm = daily
                ? new Rhythm(Duration.ofMinutes(hour * 60L + minute), Duration.ofDays(1), catchUpAll)
                : new Rhythm(Duration.ofMinutes(minute), Duration.ofHours(6), catchUpAll);
        String cron = daily ? minute + " " + hour + " * * *" : minute + " */6 * * *";
        int kind = chance.below(8);
        Optional<String> program = kind == 3 ? Optional.of(program(chance)) : Optional.empty();
        if (program.filter(Programs::isSlow).isPresent()) {
            // One after the other is enough: a tick here waits for each.
            rhythm = new Rhythm(Duration.ofMinutes(hour * 60L + minute), Duration.ofDays(1), false);
            cron = minute + " " + hour + " * * *";
        }
        int rows = kind == 5 ? 2 + chance.below(4) : 0;
        return new Draft(rhythm, cron, site, steps(kind, chance, site), program, rows);
    }

    private static List<Step> steps(int kind, Chance chance, String site) {
        return switch (kind) {
            case 3 -> List.of();
            case 4 -> asking(chance, site);
            case 5 -> TableScript.steps(chance, site);
            default -> steps(kind, site);
        };
    }

    /** A person is asked, with all the time in the world or with less. */
    private static List<Step> asking(Chance chance, String site) {
        Optional<Lapse> lapse = chance.perMille(300)
                ? Optional.empty()
                : Optional.of(new Lapse(
                        chance.oneOf(Duration.ofMinutes(30), Duration.ofHours(9)), chance.oneOf(Lapse.End.values())));
        return List.of(
                Contents.generate("draft", "Write for " + site + " of {{run.date}}.", new Output.Article()),
                new Step.Approve("ok", "draft", lapse),
                new Step.Publish("publish", "ok", site));
    }

    private static String program(Chance chance) {
        int dice = chance.below(10);
        if (dice < 5) {
            return Programs.NIGHTLY;
        }
        return dice < 8
                ? Programs.SLOW + chance.oneOf(12, 25, 50)
                : chance.oneOf(Programs.OVERFLOWS, Programs.BETWEEN, Programs.UNLINKABLE);
    }

    private static List<Step> steps(int kind, String site) {
        return switch (kind) {
            case 0 -> Contents.single(site, "Write about {{run.slot}}.");
            case 1 ->
                List.of(
                        Contents.generate("outline", "Outline {{run.date}}.", new Output.Text()),
                        // Of the simulated texts about two in three have it.
                        new Step.Require(
                                "worth",
                                new TreeMap<>(Map.of(
                                        "steps.outline.text",
                                        List.of(new Condition(Condition.Comparison.CONTAINS, "n m"))))),
                        Contents.generate("draft", "Write this: {{steps.outline.text}}", new Output.Article()),
                        new Step.Publish("publish", "draft", site));
            case 6, 7 -> SourceModel.steps(site, /* skip= */ kind == 7);
            default ->
                List.of(
                        new Step.Recent("past", SITES.getFirst(), 3),
                        Contents.generate("one", "After {{steps.past.count}}, of {{run.date}}.", new Output.Article()),
                        Contents.generate("two", "The second half of {{run.date}}.", new Output.Article()),
                        new Step.Publish("first", "one", SITES.getFirst()),
                        new Step.Publish("second." + SITES.getLast(), "two", SITES.getLast()),
                        new Step.Publish("second." + SITES.getFirst(), "two", SITES.getFirst()));
        };
    }

    Rhythm rhythm(String job) {
        return Optional.ofNullable(drafts.get(job)).orElseThrow().rhythm();
    }

    /** A prompt is edited, a job taken out or put back, a site moved. */
    void change(Chance chance) {
        switch (chance.below(4)) {
            case 0, 1 -> edits++;
            case 2 -> {
                String job = chance.pick(List.copyOf(drafts.keySet()));
                uncapped.add(job);
                if (current.remove(job) == null) {
                    current.put(job, Optional.ofNullable(drafts.get(job)).orElseThrow());
                }
            }
            default -> addresses.put(chance.pick(SITES), "moved/" + chance.below(1000));
        }
    }

    String model() {
        return model;
    }

    /** The author names another model. */
    void changeModel() {
        model = model.equals(Contents.MODEL) ? OTHER_MODEL : Contents.MODEL;
    }

    boolean hasWebhook() {
        return webhook.isPresent();
    }

    long dailyMicroUsd() {
        return budget.dailyMicroUsd();
    }

    /** It is in the content now, and has steps of its own there, but no rows: those keep the content that they were made with. */
    boolean isContent(String job) {
        return Optional.ofNullable(current.get(job))
                .filter(draft -> draft.program().isEmpty() && !draft.hasRows())
                .isPresent();
    }

    /** Whether the table of the job waits for a row that has failed. */
    boolean waitsForFailed(String job) {
        return table(job).map(Step.Each::onFailure).equals(Optional.of(Step.OnRowFailure.WAIT));
    }

    boolean takesNewRows(String job) {
        return table(job).filter(Step.Each::onlyNew).isPresent();
    }

    private Optional<Step.Each> table(String job) {
        return Optional.ofNullable(drafts.get(job)).stream()
                .flatMap(draft -> draft.steps().stream())
                .filter(Step.Each.class::isInstance)
                .map(Step.Each.class::cast)
                .findFirst();
    }

    boolean hasSlowJob() {
        return drafts.values().stream()
                .flatMap(draft -> draft.program().stream())
                .anyMatch(Programs::isSlow);
    }

    /** What a run of the job may cost, as long as no content was without the job, which has no cap then. */
    Optional<Long> cap(String job) {
        return Optional.ofNullable(drafts.get(job))
                .filter(draft -> !uncapped.contains(job))
                .flatMap(Draft::cap);
    }

    void withoutJobs() {
        uncapped.addAll(drafts.keySet());
        current.clear();
    }

    Definition definition() {
        Map<String, Site> sites = new TreeMap<>();
        addresses.forEach((id, path) -> sites.put(
                id, new Site(id, "folder", Map.of("path", path, "file", "{{run.date}}-{{article.slug}}.md"))));
        Map<String, Job> jobs = new TreeMap<>();
        current.forEach((id, draft) -> jobs.put(id, job(id, draft)));
        VendorSettings vendor = new VendorSettings(Optional.empty(), Optional.empty(), webhook, new TreeMap<>());
        return Definition.of(sites, jobs, TickSchedule.DEFAULT, budget, limits, vendor);
    }

    private Job job(String id, Draft draft) {
        Schedule schedule = new Schedule(draft.cron(), ZoneOffset.UTC);
        List<Step> steps = draft.steps().stream().map(this::edited).toList();
        Job made = draft.program()
                .map(name -> Job.inJava(id, draft.site(), schedule, model, name))
                .orElseGet(() -> Job.of(id, draft.site(), schedule, model, steps))
                .with(TableScript.topics(draft.rows(), edits))
                .with(onUncertain)
                .with(onIncomplete)
                .withCatchUpAll(draft.rhythm().catchUpAll())
                .withMaxTokens(2048);
        return draft.cap().map(made::withMaxMicroUsd).orElse(made);
    }

    private Step edited(Step step) {
        if (step instanceof Step.Each each) {
            return each.with(each.steps().stream().map(this::edited).toList());
        }
        if (!(step instanceof Step.Generate g)) {
            return step;
        }
        String prompt = edits == 0 ? g.promptText() : g.promptText() + " Edit " + edits + ".";
        return new Step.Generate(
                g.id(),
                g.promptFile(),
                prompt,
                model,
                g.maxTokens(),
                g.system(),
                g.output(),
                g.thinking(),
                g.temperature(),
                mode);
    }
}
