package dev.tickbox.simulation;

import dev.tickbox.Json;
import dev.tickbox.RunId;
import dev.tickbox.approval.Approval;
import dev.tickbox.approval.Approval.Question;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Step;
import dev.tickbox.ledger.AbandonRun;
import dev.tickbox.ledger.ApprovalDocument;
import dev.tickbox.ledger.Bodies;
import dev.tickbox.ledger.Control;
import dev.tickbox.ledger.Definitions;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.Items;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.ledger.Reservations;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.Runs;
import dev.tickbox.operator.AnswerApproval;
import dev.tickbox.operator.ContentSwitch;
import dev.tickbox.operator.ReleaseRows;
import dev.tickbox.operator.RetryRows;
import dev.tickbox.operator.TakeOver;
import dev.tickbox.operator.TakeOver.Wish;
import dev.tickbox.outbox.ItemEvent;
import dev.tickbox.reservation.ReservationEvent;
import dev.tickbox.run.RunEvent;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.housekeeping.RemoveRuns;
import dev.tickbox.tick.start.StartRuns;
import dev.tickbox.tick.submit.Lanes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What people do with the command: sensible things, hasty things, and at the end whatever is left for them. */
final class People {
    private static final String PERSON = "person";

    private final Universe universe;
    private final Map<String, Integer> tries = new HashMap<>();

    People(Universe universe) {
        this.universe = universe;
    }

    private void does(String what, Consumer<TickContext> work) {
        universe.outside.tell("a person: " + what);
        universe.command(PERSON, work);
    }

    private List<Document> all(Collection collection) {
        return universe.watch.truth().all(Query.of(collection, 500));
    }

    private List<Document> all(Collection collection, String state) {
        return all(collection).stream()
                .filter(each -> state(each).equals(state))
                .toList();
    }

    private static String state(Document document) {
        return document.fields().text("state");
    }

    void actAtRandom() {
        Chance chance = universe.outside.chance;
        if (!universe.processes.frozen().isEmpty() && chance.perMille(400)) {
            giveUpWhatIsDriven();
            return;
        }
        List<Document> asked = all(ApprovalDocument.ALL, "ASKED");
        if (!asked.isEmpty() && chance.perMille(500)) {
            answer(chance.pick(asked).ref().id());
            return;
        }
        if (chance.perMille(300)) {
            beginInTheMiddle();
            return;
        }
        boolean hasty = chance.perMille(150);
        List<Document> reservations = hasty ? all(ReservationDocument.ALL) : all(ReservationDocument.ALL, "STUCK");
        List<Document> items = hasty ? all(ItemDocument.ALL) : all(ItemDocument.ALL, "STUCK");
        List<Document> runs = new ArrayList<>(hasty ? all(RunDocument.ALL) : all(RunDocument.ALL, "FAILED"));
        runs.addAll(hasty ? all(RunDocument.ROWS) : failedRows());
        boolean abandons = chance.perMille(250);
        boolean switches = !abandons && chance.perMille(250);
        if (!reservations.isEmpty() && switches) {
            retryWithCurrentContent(chance.pick(reservations).ref().id());
        } else if (!reservations.isEmpty() && chance.perMille(500)) {
            reservation(chance.pick(reservations).ref().id(), abandons);
        } else if (!items.isEmpty() && chance.perMille(500)) {
            item(chance.pick(items).ref().id(), abandons);
        } else if (!runs.isEmpty()) {
            String id = chance.pick(runs).ref().id();
            if (RunId.isRow(id) && !abandons && chance.perMille(300)) {
                retryRows(RunId.rootOf(id));
            } else {
                run(RunId.isRow(id) && chance.perMille(100) ? RunId.rootOf(id) : id, abandons);
            }
        }
    }

    /** Rows for which their table waits. */
    private List<Document> failedRows() {
        return all(RunDocument.ROWS, "FAILED").stream()
                .filter(Reasons::isPersons)
                .toList();
    }

    /** Every run that is not driven just now. */
    void giveUpAll() {
        List.of("RUNNABLE", "WAITING", "FAILED")
                .forEach(state -> all(RunDocument.ALL, state)
                        .forEach(each -> run(each.ref().id(), true)));
    }

    /** Its driver has not been heard of for longer than its lease. */
    void giveUpWhatIsDriven() {
        List<Document> driven = all(RunDocument.ALL, "DRIVEN").stream()
                .filter(each -> each.fields().time("due").isBefore(universe.outside.now()))
                .toList();
        if (!driven.isEmpty()) {
            run(universe.outside.chance.pick(driven).ref().id(), true);
        }
    }

    /** Everything that waits for a person: again, and if it still does not work, no more. @return whether there was anything */
    boolean mend() {
        List<Document> reservations = all(ReservationDocument.ALL, "STUCK");
        List<Document> items = all(ItemDocument.ALL, "STUCK");
        List<Document> runs = new ArrayList<>(all(RunDocument.ALL, "FAILED"));
        runs.addAll(failedRows());
        reservations.forEach(each -> reservation(each.ref().id(), isEnough(each)));
        items.forEach(each -> item(each.ref().id(), isEnough(each)));
        runs.forEach(each -> run(each.ref().id(), isEnough(each)));
        List<Document> asked = all(ApprovalDocument.ALL, "ASKED");
        asked.forEach(each -> answer(each.ref().id()));
        return !asked.isEmpty() || !reservations.isEmpty() || !items.isEmpty() || !runs.isEmpty();
    }

    /** Approves, edits or rejects; another person may have done so in the same moment. */
    private void answer(String id) {
        int dice = universe.outside.chance.below(3);
        does(List.of("approve ", "edit ", "reject ").get(dice) + id, context -> {
            Optional<Question> asked = context.store()
                    .get(ApprovalDocument.ref(id))
                    .map(ApprovalDocument::read)
                    .map(Approval::question);
            asked.ifPresent(question -> answer(new AnswerApproval(context, PERSON), context, question, dice));
        });
    }

    private static void answer(AnswerApproval answer, TickContext context, Question question, int dice) {
        switch (dice) {
            case 0 -> answer.approve(question);
            case 1 -> {
                String text =
                        new Bodies(context.store(), context.limits().bodyBytes()).load(question.run(), question.text());
                if (!text.endsWith("}")) {
                    return; // It was cut off, and published as it is: nobody can edit that.
                }
                Map<String, Object> article = Json.parseObject(text);
                article.put("markdown", article.get("markdown") + " Edited.");
                answer.approve(question, Json.write(article));
            }
            default -> answer.reject(question, "not this one");
        }
    }

    private boolean isEnough(Document document) {
        return tries.merge(document.ref().toString(), 1, Integer::sum) > 2;
    }

    /** As {@code retry --current-content} does: what was refused takes the request of today's content, and what it left alone is retried. */
    void retryWithCurrentContent(String key) {
        does("retry --current-content reservations/" + key, context -> {
            Optional<Definition> content = new Definitions(context.store(), context.clock()).current();
            Optional<String> run = context.store()
                    .get(ReservationDocument.ref(key))
                    .map(document -> document.fields().text("run"));
            if (content.isPresent() && run.isPresent()) {
                new ContentSwitch(context, PERSON).to(content.get(), run.get());
            }
        });
        retry(key);
    }

    void retry(String key) {
        reservation(key, false);
    }

    /** As the command does: what rests because the vendor asked for it is tried now. */
    private void reservation(String key, boolean abandons) {
        does((abandons ? "abandon " : "retry ") + "reservations/" + key, context -> {
            if (!abandons) {
                context.store()
                        .get(ReservationDocument.ref(key))
                        .ifPresent(document ->
                                new Lanes(context).tryNow(document.fields().text("lane")));
            }
            new Reservations(context, PERSON)
                    .apply(key, abandons ? new ReservationEvent.Abandon() : new ReservationEvent.Retry());
        });
    }

    private void item(String fingerprint, boolean abandons) {
        does(
                (abandons ? "abandon " : "retry ") + "outbox/" + fingerprint,
                context -> new Items(context, PERSON)
                        .apply(fingerprint, abandons ? new ItemEvent.Abandon() : new ItemEvent.Retry(false)));
    }

    private void run(String id, boolean abandons) {
        if (!abandons) {
            universe.programs.resumed(id);
            does(
                    "resume " + RunDocument.ref(id),
                    context -> new Runs(context, PERSON).apply(id, new RunEvent.Resume()));
        } else {
            boolean releases = !RunId.isRow(id) && universe.outside.chance.perMille(300);
            does("abandon " + (releases ? "--release " : "") + RunDocument.ref(id), context -> {
                boolean ended = new AbandonRun(context, PERSON).of(id).run().made();
                if (releases && ended) {
                    new ReleaseRows(context).of(id);
                }
            });
        }
    }

    /** Begins with what a run has that has ended or failed, at any step of today's content or class. */
    void beginInTheMiddle() {
        Chance chance = universe.outside.chance;
        List<Document> ended = all(RunDocument.ALL).stream()
                .filter(each ->
                        Set.of("DONE", "LEFT_OUT", "FAILED", "ABANDONED").contains(state(each)))
                .toList();
        if (ended.isEmpty()) {
            return;
        }
        Document source = chance.pick(ended);
        boolean again = chance.perMille(700);
        int step = chance.below(8);
        does(
                "run --from " + source.ref() + (again ? " --publish-again" : ""),
                context -> new Definitions(context.store(), context.clock())
                        .current()
                        .ifPresent(content -> content.job(source.fields().text("job"))
                                .ifPresent(job -> {
                                    List<String> steps = job.javaClass().isPresent()
                                            ? Programs.STEPS
                                            : job.steps().stream().map(Step::id).toList();
                                    Wish wish = new Wish(source.ref().id(), steps.get(step % steps.size()), again);
                                    new TakeOver(context, again ? Continuations.PUBLISHES_AGAIN : PERSON)
                                            .start(content, job, wish);
                                })));
    }

    /** All rows of it that failed. */
    private void retryRows(String id) {
        does("retry the rows of runs/" + id, context -> new RetryRows(context, PERSON).of(id, row -> {}));
    }

    void forgetOne() {
        List<Document> ended = all(RunDocument.ALL).stream()
                .filter(each -> Set.of("DONE", "LEFT_OUT", "ABANDONED").contains(state(each)))
                .toList();
        if (!ended.isEmpty()) {
            String id = universe.outside.chance.pick(ended).ref().id();
            does("forget runs/" + id, context -> new RemoveRuns(context, PERSON).forget(id));
        }
    }

    void pause(boolean paused) {
        does(paused ? "pause" : "resume", context -> new Control(context.store(), context.clock()).pause(paused));
    }

    /** What comes out of a backup begins paused. */
    void restored() {
        does("restored", context -> new Control(context.store(), context.clock()).restored());
    }

    /** The content names a model that the vendor has, and whatever was refused for the old one is tried again. */
    void mendContent() {
        universe.script.changeModel();
        universe.deployCode();
        universe.push();
    }

    void startOne() {
        Chance chance = universe.outside.chance;
        does(
                "run a job by hand",
                context -> new Definitions(context.store(), context.clock())
                        .current()
                        .filter(definition -> !definition.jobs().isEmpty())
                        .ifPresent(definition -> new StartRuns(context, PERSON)
                                .byHand(
                                        definition,
                                        chance.pick(
                                                List.copyOf(definition.jobs().values())))));
    }
}
