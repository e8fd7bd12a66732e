package dev.tickbox.trial;

import dev.tickbox.Clock.Deadline;
import dev.tickbox.Limits;
import dev.tickbox.approval.Approval;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Job;
import dev.tickbox.content.Step;
import dev.tickbox.generator.Request;
import dev.tickbox.ledger.ApprovalDocument;
import dev.tickbox.ledger.Approvals;
import dev.tickbox.ledger.Bodies;
import dev.tickbox.ledger.Change;
import dev.tickbox.ledger.Definitions;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.StepRecord;
import dev.tickbox.operator.AnswerApproval;
import dev.tickbox.operator.TakeOver;
import dev.tickbox.operator.TakeOver.Started;
import dev.tickbox.operator.TakeOver.Wish;
import dev.tickbox.outbox.Delivery;
import dev.tickbox.publisher.Publisher;
import dev.tickbox.run.Run;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store;
import dev.tickbox.tick.Ticks;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.start.StartRuns;
import dev.tickbox.view.RunRecords;
import dev.tickbox.view.TableView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One run of a job in a store of its own: the same ticks drive it, real sources are fetched, nothing is bought and nothing is published.
 *
 * @param run as it stood in the end
 * @param requests what would be sent, in the order of the steps
 * @param fetched what each fetch step recorded, or why it could not
 */
public record Trial(
        Run run,
        List<TriedRequest> requests,
        List<StepRecord> fetched,
        List<TableView> tables,
        List<FailedPart> failed,
        List<String> notJudged) {
    private static final String ACTOR = "try";
    private static final int ROUNDS = 60;
    private static final Duration ROUND = Duration.ofMinutes(1);
    private static final int PAGE = 200;

    /** @param row the key of the row that it is for */
    public record TriedRequest(String step, Optional<String> row, Request request) {}

    /** A row that did not come to its end. */
    public record FailedPart(String row, String why) {}

    /**
     * @param rows how many of each table are tried
     * @param from a run that has ended, and the first step that is done anew
     */
    public record Attempted(Definition content, Job job, int rows, Optional<From> from) {}

    public record From(String run, String at) {}

    private record Nowhere() implements Publisher {
        @Override
        public Result publish(Delivery delivery, Deadline deadline) {
            return new Published("(not published)", "tried");
        }
    }

    /**
     * @param wired with the store of the trial, and a vendor that makes up its texts
     * @param real what is read of; empty where nothing has run yet
     * @throws IllegalArgumentException if nothing can be taken over from the run that is named
     */
    public static Trial of(Attempted wish, TickContext wired, TrialClock clock, Optional<Store> real) {
        TickContext context = wired.withPublishers((site, texts) -> new Nowhere());
        Store store = context.store();
        TrialContent content = TrialContent.of(
                wish.content(), wish.job(), wish.rows(), wish.from().map(From::at));
        real.ifPresent(
                from -> new TrialStore(from, store).copy(wish.job(), wish.from().map(From::run)));
        new Definitions(store, clock).push(content.definition());
        String run = start(context, content, wish).id();
        Ticks ticks = new Ticks(context, Optional.empty());
        for (int round = 0; round < ROUNDS && !hasEnded(store, run) && !fetchFails(store, run); round++) {
            ticks.submit();
            ticks.reclaim();
            approve(context, run);
            clock.forward(ROUND);
        }
        return read(store, run, wish.job(), content.notJudged());
    }

    /** Whether each prompt could be made. */
    public boolean isWhole() {
        return run.state() instanceof Run.Done && failed.isEmpty();
    }

    private static Run start(TickContext context, TrialContent content, Attempted wish) {
        if (wish.from().isEmpty()) {
            return new StartRuns(context, ACTOR).byHand(content.definition(), content.job());
        }
        From from = wish.from().get();
        return switch (new TakeOver(context, ACTOR)
                .start(content.definition(), content.job(), new Wish(from.run(), from.at(), true))) {
            case Change.Made<Started> made -> made.now().run();
            case Change.NotMade<Started> not ->
                throw new IllegalArgumentException("run " + from.run() + ": " + not.why());
            case Change.Absent<Started> _ -> throw new IllegalArgumentException("there is no run " + from.run());
        };
    }

    private static boolean hasEnded(Store store, String run) {
        return store.get(RunDocument.ref(run))
                .map(RunDocument::read)
                .filter(each -> each.due().isPresent())
                .isEmpty();
    }

    /** A source that is tried again for hours is not waited for. */
    private static boolean fetchFails(Store store, String run) {
        return runs(store, run).stream()
                .flatMap(each -> store.all(Query.of(StepRecord.of(each), PAGE)).stream())
                .map(StepRecord::read)
                .anyMatch(record ->
                        record.nextTry().filter(next -> next.failures() > 1).isPresent());
    }

    private static void approve(TickContext context, String run) {
        runs(context.store(), run).stream()
                .flatMap(each -> Approvals.of(context.store(), each).stream())
                .map(ApprovalDocument::read)
                .filter(each -> each.state() instanceof Approval.Asked)
                .forEach(each -> new AnswerApproval(context, ACTOR).approve(each.question()));
    }

    /** The run, then its rows in their order. */
    private static List<String> runs(Store store, String run) {
        List<String> runs = new ArrayList<>(List.of(run));
        store.all(Query.of(RunDocument.ROWS, PAGE).where("root", run)).stream()
                .sorted(Comparator.comparing((Document row) -> row.fields().number("position")))
                .forEach(row -> runs.add(row.ref().id()));
        return runs;
    }

    private static Trial read(Store store, String run, Job job, List<String> notJudged) {
        Bodies bodies = new Bodies(store, Limits.STANDARD.bodyBytes());
        List<TriedRequest> requests = new ArrayList<>();
        List<StepRecord> fetched = new ArrayList<>();
        List<FailedPart> failed = new ArrayList<>();
        for (String each : runs(store, run)) {
            Document document = store.get(RunDocument.ref(each)).orElseThrow();
            Optional<String> key = document.fields().findText("key");
            RunRecords.read(store, each)
                    .orElseThrow()
                    .reservations()
                    .forEach(r -> requests.add(new TriedRequest(
                            r.order().step(),
                            key,
                            Request.fromJson(bodies.load(each, r.order().request())))));
            key.filter(row -> RunDocument.read(document).state() instanceof Run.Failed)
                    .ifPresent(row -> failed.add(new FailedPart(
                            row,
                            document.fields().text("failed_step") + ": "
                                    + document.fields().text("why"))));
            store.all(Query.of(StepRecord.of(each), PAGE)).stream()
                    .map(StepRecord::read)
                    .filter(record -> record.kind() == StepRecord.Kind.FETCH
                            && record.takenFrom().isEmpty())
                    .map(record -> whole(bodies, each, record))
                    .forEach(fetched::add);
        }
        // In the order of the content; a class in Java has its own.
        List<String> order = job.allSteps().stream().map(Step::id).toList();
        requests.sort(Comparator.comparing(each -> order.indexOf(each.step())));
        return new Trial(
                RunDocument.read(store.get(RunDocument.ref(run)).orElseThrow()),
                requests,
                fetched,
                TableView.of(store, run),
                failed,
                notJudged);
    }

    /** With its output, also where that is long. */
    private static StepRecord whole(Bodies bodies, String run, StepRecord record) {
        return record.outputRef()
                .map(sha -> record.done(bodies.find(run, sha), Optional.empty()))
                .orElse(record);
    }
}
