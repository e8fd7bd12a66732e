package dev.tickbox.view;

import dev.tickbox.content.Definition;
import dev.tickbox.content.FetchRequest;
import dev.tickbox.content.Job;
import dev.tickbox.content.Schedule;
import dev.tickbox.content.Step;
import dev.tickbox.money.Usd;
import dev.tickbox.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One job: what it makes, when, for how much, and its last runs. */
public record JobView(Job job, ContentPreview preview, RunList runs) {
    private static final int RUNS = 5;
    private static final int SLOTS = 3;

    public static JobView of(Store store, Definition definition, Job job, Estimate estimate, Instant now) {
        return new JobView(
                job,
                new ContentPreview(definition, List.of(), estimate, now),
                RunList.of(store, Optional.of(job.id()), Optional.empty(), RUNS, order -> Optional.empty()));
    }

    public List<Actions.Action> ways() {
        return List.of(new Actions.Action(
                "run " + job.id(),
                "starts a run now, which is a new purchase",
                preview.estimate().job(job)));
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(job.id() + "  a job for " + ContentPreview.sites(job));
        lines.addAll(about());
        lines.add("");
        lines.add("Steps");
        TextTable steps = new TextTable();
        steps().forEach(step -> steps.row(step.id(), step.what(), step.how()));
        lines.addAll(steps.lines("  "));
        lines.add("");
        lines.add(runs.rows().isEmpty() ? "There are no runs yet." : "Last runs");
        TextTable table = new TextTable();
        runs.rows().forEach(row -> table.row(row.run(), row.state(), Usd.of(row.paidMicroUsd()), row.why()));
        lines.addAll(table.lines("  "));
        return lines;
    }

    /** Its schedule, model and price, then its next slots. */
    public List<String> about() {
        List<String> lines = new ArrayList<>();
        lines.add(job.timing()
                        .schedule()
                        .map(schedule -> "schedule " + schedule.cron() + " in " + schedule.zone())
                        .orElse("no schedule")
                + " · model " + job.model() + " · " + preview.price(job));
        job.schedule()
                .ifPresentOrElse(
                        schedule -> lines.addAll(slots(schedule)), () -> lines.add("next  " + preview.next(job)));
        return lines;
    }

    /** @param how on which terms; may be empty */
    public record StepLine(String id, String what, String how) {}

    public List<StepLine> steps() {
        List<StepLine> lines = new ArrayList<>();
        job.allSteps().forEach(step -> lines.add(line(step)));
        job.javaClass().ifPresent(name -> lines.add(new StepLine(name, "a Java class", "")));
        return lines;
    }

    private static StepLine line(Step step) {
        return switch (step) {
            case Step.Generate s -> new StepLine(s.id(), "generates from " + s.promptFile(), PurchaseTerms.how(s));
            case Step.Each s -> new StepLine(s.id(), rows(s), "");
            case Step.Fetch s -> new StepLine(s.id(), "fetches " + fetched(s.request()), fetchTerms(s.request()));
            case Step.Recent s -> new StepLine(s.id(), "reads what " + s.site() + " has published", "");
            case Step.Require s -> new StepLine(s.id(), "requires " + String.join(", ", s.words()), "");
            case Step.Approve s ->
                new StepLine(
                        s.id(),
                        "asks a person to approve " + s.of(),
                        s.lapse()
                                .map(lapse -> lapse.words() + ", then "
                                        + switch (lapse.end()) {
                                            case DROP -> "dropped";
                                            case APPROVE -> "approved";
                                        })
                                .orElse(""));
            case Step.Publish s -> new StepLine(s.id(), "publishes " + s.of() + " on " + s.site(), "");
        };
    }

    private static String rows(Step.Each step) {
        return "for each" + (step.onlyNew() ? " new" : "") + " row of " + step.of()
                + step.match().map(path -> " that is in " + path).orElse("") + ", at most " + step.maxRows() + ": "
                + String.join(", ", step.steps().stream().map(Step::id).toList());
    }

    private static String fetched(FetchRequest request) {
        String first = request.file()
                .map(FetchRequest.InlinedFile::name)
                .orElseGet(() -> request.addresses().getFirst());
        int more = request.addresses().size() - 1;
        return first + (more > 0 ? " (and " + more + " more)" : "");
    }

    private static String fetchTerms(FetchRequest request) {
        return "as " + request.form().word() + (request.skip() ? ", without those that fail" : "");
    }

    private List<String> slots(Schedule schedule) {
        List<String> lines = new ArrayList<>();
        ReadableTime when = new ReadableTime(schedule.zone());
        Instant slot = preview.now();
        for (int i = 0; i < SLOTS; i++) {
            Optional<Instant> next = schedule.next(slot);
            if (next.isEmpty()) {
                break;
            }
            slot = next.get();
            lines.add((i == 0 ? "next  " : "then  ") + when.says(slot));
        }
        return lines;
    }

    public Map<String, Object> toMap(UnaryOperator<String> again) {
        Map<String, Object> map = new LinkedHashMap<>(preview.job(job));
        map.put("runs", runs.rows().stream().map(RunList.Row::toMap).toList());
        map.put("youCan", ways().stream().map(way -> way.toMap(again)).toList());
        return map;
    }
}
