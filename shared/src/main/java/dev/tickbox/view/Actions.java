package dev.tickbox.view;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Job;
import dev.tickbox.content.Step;
import dev.tickbox.ledger.Definitions;
import dev.tickbox.money.Usd;
import dev.tickbox.outbox.Item;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.run.Row;
import dev.tickbox.run.Run;
import dev.tickbox.screening.Screening;
import dev.tickbox.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The commands that apply to a run, with their exact words and what they may cost.
 *
 * @param today today's content, if there is one
 */
public record Actions(Store store, Estimate estimate, Optional<Definition> today) {
    /**
     * A command that applies to a run or a part of it.
     *
     * @param words the command, without the program's name and without where
     * @param mayCostMicroUsd at most; empty where a class in Java decides it while it runs, or no price is known
     */
    public record Action(String words, String effect, OptionalLong mayCostMicroUsd) {
        /** What buys nothing. */
        static Action free(String words, String effect) {
            return new Action(words, effect, OptionalLong.of(0));
        }

        public String price() {
            return price(mayCostMicroUsd, "buys nothing", "at most about ");
        }

        public static String price(OptionalLong microUsd, String nothing, String atMost) {
            if (microUsd.isEmpty()) {
                return "the cost is known only while it runs";
            }
            return microUsd.getAsLong() == 0 ? nothing : atMost + Usd.of(microUsd.getAsLong());
        }

        /** @param again makes whole commands of words, with the store and the content that they are for */
        public Map<String, Object> toMap(UnaryOperator<String> again) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("command", again.apply(words));
            map.put("effect", effect);
            mayCostMicroUsd.ifPresent(microUsd -> map.put("mayCostMicroUsd", microUsd));
            return map;
        }
    }

    /** Each command on a line that can be copied, and below it what it does. */
    public static List<String> lines(List<Action> ways, UnaryOperator<String> command, String indent) {
        List<String> lines = new ArrayList<>();
        for (Action way : ways) {
            lines.add(indent + command.apply(way.words()));
            lines.add(indent + "    " + way.effect() + "; " + way.price());
        }
        return lines;
    }

    public Actions(Store store, Estimate estimate) {
        this(store, estimate, Definitions.current(store));
    }

    /** @param definition the content that the run was made with */
    List<Action> of(RunRecords story, Optional<Definition> definition, Instant now) {
        return of(story, TableView.of(store, story.run().id()), definition, now);
    }

    /** @param tables of the run */
    List<Action> of(RunRecords story, List<TableView> tables, Optional<Definition> definition, Instant now) {
        Optional<Job> job = definition.flatMap(each -> each.job(story.run().job()));
        List<Action> ways = new ArrayList<>();
        if (story.run().row().isPresent()) {
            return new RowActions(this).of(story, story.run().row().get(), job, now);
        }
        story.reservations().forEach(r -> ways.addAll(stuck(r)));
        story.reservations().forEach(r -> putOff(r, now).ifPresent(ways::add));
        story.items().forEach(item -> ways.addAll(stuck(item)));
        story.approvals().forEach(each -> ways.addAll(new OpenQuestion(each).ways()));
        Run run = story.run();
        String id = run.id();
        switch (run.state()) {
            case Run.Failed s -> {
                boolean kept = !canBeRetried(story, job);
                if (!kept) {
                    ways.add(new Action(
                            "retry " + id,
                            "continues from " + FailedStep.name(s.step())
                                    + (tables.stream().anyMatch(table -> table.retriable() > 0)
                                            ? ", with the rows that failed"
                                            : "")
                                    + "; stored texts are not bought again",
                            rest(story, job)));
                }
                withMendedContent(story, definition).ifPresent(ways::add);
                job.ifPresent(each -> ways.add(anew(run, each)));
                ways.add(Action.free(
                        "abandon " + id,
                        kept
                                ? "abandons the run for good; the unusable text was paid for"
                                : "abandons the run for good"));
            }
            case Run.Runnable _, Run.Waiting _, Run.Driven _ -> {
                new RowActions(this).failedRows(tables, job).forEach(ways::add);
                ways.add(abandon(id));
            }
            case Run.Done _, Run.LeftOut _, Run.Abandoned _ -> ended(run, job, ways);
            case Run.Deleting s -> {}
        }
        return ways.stream().distinct().toList();
    }

    /** Whether the run failed, and not because of a text: a stored text is not bought again, so its step would fail again. */
    public boolean canBeRetried(RunRecords story, Optional<Job> job) {
        return story.run().state() instanceof Run.Failed failed
                && (job.flatMap(Job::javaClass).isPresent()
                        || story.reservations().stream()
                                .noneMatch(r -> r.order().step().equals(failed.step()) && r.settled()));
    }

    /** Offered if the job or the sites have changed in the content since, and the run would not fail at once with the change. */
    private Optional<Action> withMendedContent(RunRecords story, Optional<Definition> definition) {
        String job = story.run().job();
        return change(story)
                .filter(each -> !each.fails())
                .filter(each -> definition.isEmpty()
                        || !definition.get().job(job).equals(today.flatMap(content -> content.job(job)))
                        || !definition.map(Definition::sites).equals(today.map(Definition::sites)))
                .map(each -> currentContent(story.run().id(), each));
    }

    /** The content of a row is that of its run, and what a run has tables of keeps its content. */
    private Optional<ContentChange> change(RunRecords story) {
        return ContentChange.of(store, estimate, story, today);
    }

    static Action currentContent(String run, ContentChange change) {
        return new Action(
                "retry --current-content " + run,
                "continues with the current content: stored texts and jobs at the vendor stay, requests that were"
                        + " never sent are made anew",
                change.cost());
    }

    private static Action abandon(String id) {
        return Action.free("abandon " + id, "abandons the run for good; jobs at the vendor may still be billed");
    }

    private void ended(Run run, Optional<Job> job, List<Action> ways) {
        job.ifPresent(each -> ways.add(anew(run, each)));
        ways.add(Action.free("forget " + run.id(), "removes the run with its texts and documents"));
    }

    private Action anew(Run run, Job job) {
        return new Action("run " + run.job(), "starts a new run, which is a new purchase", estimate.job(job));
    }

    /** What a failed run may still buy; empty for a Java class, which decides that while it runs. */
    public OptionalLong rest(RunRecords story, Optional<Job> job) {
        if (job.flatMap(Job::javaClass).isPresent()) {
            return OptionalLong.empty();
        }
        Optional<Row> row = story.run().row();
        Set<String> ordered =
                story.reservations().stream().map(r -> r.order().step()).collect(Collectors.toSet());
        story.run().takenOver().ifPresent(taken -> ordered.addAll(taken.steps()));
        // What is bought for rows that exist is counted with the rows.
        TableView.of(store, story.run().id())
                .forEach(table -> job.stream()
                        .flatMap(each -> each.steps().stream())
                        .filter(step -> step instanceof Step.Each && step.id().equals(table.step()))
                        .flatMap(step -> ((Step.Each) step).steps().stream())
                        .forEach(step -> ordered.add(step.id())));
        OptionalLong open = estimate.again(
                store, story.reservations().stream().filter(Actions::isNotOut).toList());
        return open.isEmpty()
                ? open
                : OptionalLong.of(open.getAsLong()
                        + job.map(each -> row.map(of -> estimate.row(each, of.step(), ordered))
                                        .orElseGet(() -> estimate.steps(each, ordered)))
                                .orElse(0L));
    }

    /** Not at the vendor, and may still be sent. */
    static boolean isNotOut(Reservation r) {
        return switch (r.state()) {
            case Reservation.Reserved _, Reservation.Stuck _ -> true;
            case Reservation.Submitting _,
                    Reservation.Uncertain _,
                    Reservation.Submitted _,
                    Reservation.Collected _,
                    Reservation.Abandoned _ -> false;
        };
    }

    Optional<Action> putOff(Reservation r, Instant now) {
        return r.state() instanceof Reservation.Reserved reserved
                        && reserved.due().isAfter(now)
                ? Optional.of(new Action(
                        "retry " + RunRecords.brief(r.order().key()),
                        "tries to send " + r.order().step() + " with the next submit tick, if the budget allows it",
                        estimate.again(store, r)))
                : Optional.empty();
    }

    public List<Action> stuck(Reservation r) {
        if (!(r.state() instanceof Reservation.Stuck stuck)) {
            return List.of();
        }
        String id = RunRecords.brief(r.order().key());
        Optional<ContentChange> change = RunRecords.read(store, r.order().run())
                .flatMap(this::change)
                .filter(each -> !each.fails() && !each.of(r).isEmpty());
        List<Action> ways = new ArrayList<>();
        ways.add(new Action(
                "retry " + id,
                change.isEmpty()
                        ? effectOfRetry(r, stuck.reason())
                        : "sends the same request for " + r.order().step()
                                + " again, although the current content differs",
                estimate.again(store, r)));
        change.map(each -> currentContent(r.order().run(), each))
                .ifPresent(way -> ways.add(isOfTheRequest(stuck.reason()) ? 0 : 1, way));
        if (stuck.reason() == Reservation.Reason.INCOMPLETE) {
            ways.add(Action.free(
                    "text " + r.order().run() + " " + r.order().step(),
                    "prints the part that came and changes nothing"));
        }
        ways.add(Action.free("abandon " + id, "abandons " + r.order().step() + " for good"));
        return ways;
    }

    private static String effectOfRetry(Reservation r, Reservation.Reason reason) {
        return switch (reason) {
            case BUDGET ->
                "sends " + r.order().step() + " to the vendor; change the budget or the request in the content first";
            case RUN_CAP ->
                "sends " + r.order().step() + " to the vendor; raise maxUsd of the job in the content first";
            case REFUSED, BLOCKED, INCOMPLETE, OUTAGE, UNCERTAIN, ATTEMPTS, CANCELLED, MISSING, OVERDUE, FORGOTTEN ->
                "sends " + r.order().step() + " to the vendor again";
        };
    }

    /** Whether the same request would probably end in the same way. */
    private static boolean isOfTheRequest(Reservation.Reason reason) {
        return switch (reason) {
            case REFUSED, BLOCKED, INCOMPLETE -> true;
            case BUDGET, RUN_CAP, OUTAGE, UNCERTAIN, ATTEMPTS, CANCELLED, MISSING, OVERDUE, FORGOTTEN -> false;
        };
    }

    public List<Action> stuck(Item item) {
        String id = RunRecords.brief(item.parcel().fingerprint());
        if (!(item.state() instanceof Item.Stuck stuck)) {
            return List.of();
        }
        Action abandon = Action.free("abandon " + id, "abandons this publication for good");
        String site = item.parcel().site();
        return stuck.why().startsWith(Screening.REFUSED)
                ? List.of(
                        Action.free(
                                "retry --as-it-is " + id,
                                "publishes this text on " + site + " with all that it contains"),
                        Action.free(
                                "retry " + id, "judges it again, after you allowed such texts: raw: keep on " + site),
                        abandon)
                : List.of(Action.free("retry " + id, "publishes the stored text on " + site), abandon);
    }
}
