package dev.tickbox.operator;

import dev.tickbox.RunId;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Job;
import dev.tickbox.content.Step;
import dev.tickbox.content.Suggestion;
import dev.tickbox.ledger.AbandonRun;
import dev.tickbox.ledger.Approvals;
import dev.tickbox.ledger.Change;
import dev.tickbox.ledger.History;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.ItemDocument.ItemState;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.Runs;
import dev.tickbox.ledger.StepRecord;
import dev.tickbox.outbox.Item;
import dev.tickbox.outbox.Parcel;
import dev.tickbox.program.RecordedSteps;
import dev.tickbox.run.Row;
import dev.tickbox.run.Run;
import dev.tickbox.run.Run.TakenOver;
import dev.tickbox.run.RunDecision;
import dev.tickbox.run.RunEvent;
import dev.tickbox.run.RunTransitions;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store.Outcome;
import dev.tickbox.store.Write;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.start.StartRuns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Starts a run with the steps that an earlier run has done before a certain one, by a command of the operator. One commit makes the new run
 * and writes a line into the earlier one, if that is unchanged; whoever drives the new run first copies the steps. So a command that dies
 * has done all of it or nothing.
 */
public final class TakeOver {
    private static final int PAGE = 200;
    private static final int MAX_STEPS = 1000;

    /** @param isNew false where an earlier command had started it already */
    public record Started(Run run, boolean isNew) {}

    /**
     * @param source the run that has ended
     * @param at the step that is done anew, and all after it
     * @param publishAgain although the source has published after that step
     */
    public record Wish(String source, String at, boolean publishAgain) {}

    private final TickContext context;
    private final String actor;

    public TakeOver(TickContext context, String actor) {
        this.context = context;
        this.actor = actor;
    }

    public Change<Started> start(Definition content, Job job, Wish wish) {
        for (int i = 0; i < Change.TRIES; i++) {
            Optional<Document> found = context.store().get(RunDocument.ref(wish.source()));
            if (found.isEmpty()) {
                return new Change.Absent<>();
            }
            Optional<Run> earlier = earlier(wish);
            if (earlier.filter(run -> run.due().isPresent()).isPresent()) {
                return new Change.Made<>(new Started(earlier.get(), false));
            }
            if (earlier.isPresent() && !wish.publishAgain()) {
                return Change.illegal("run " + earlier.get().id() + " began there already, and is done; to begin there"
                        + " once more: --publish-again");
            }
            Run source = RunDocument.read(found.get());
            List<String> steps = new ArrayList<>();
            Optional<String> refusal = ended(source, job).or(() -> before(job, wish, source, steps));
            if (refusal.isPresent()) {
                return Change.illegal(refusal.get());
            }
            Run run = new StartRuns(context, actor)
                    .newByHand(content, job)
                    .with(new TakenOver(source.id(), wish.at(), steps));
            String cause = "started by hand with what " + source.id() + " had done before step " + wish.at();
            switch (context.store()
                    .commit(writes(new Runs(context, actor).create(run, cause), found.get(), source, run))) {
                case Outcome.APPLIED -> {
                    new Runs(context, actor).tell(run, cause);
                    if (source.state() instanceof Run.Failed) {
                        new AbandonRun(context, actor).of(source.id());
                    }
                    return new Change.Made<>(new Started(run, true));
                }
                case Outcome.CONFLICT -> {}
                case Outcome.UNKNOWN -> throw Change.unknown(RunDocument.ref(run.id()), "its creation");
            }
        }
        throw Change.crowded(RunDocument.ref(wish.source()), "its continuation by a new run");
    }

    /** What the same command has started before, unless that came to nothing: one that goes on, rather than one that is done. */
    private Optional<Run> earlier(Wish wish) {
        return context.store().all(Query.of(RunDocument.ALL, PAGE).where("taken_from", wish.source())).stream()
                .map(RunDocument::read)
                .filter(run -> run.takenOver()
                        .filter(taken -> taken.at().equals(wish.at()))
                        .isPresent())
                .filter(run -> switch (run.state()) {
                    case Run.Runnable _, Run.Driven _, Run.Waiting _, Run.Done _ -> true;
                    case Run.LeftOut _, Run.Failed _, Run.Abandoned _, Run.Deleting _ -> false;
                })
                .min(Comparator.comparing(run -> run.due().isEmpty()));
    }

    private Optional<String> ended(Run source, Job job) {
        if (source.row().isPresent()) {
            Row row = source.row().get();
            return Optional.of("it is a row of run " + row.root() + "; to begin there: --from " + row.root() + " --at "
                    + row.step());
        }
        if (!source.job().equals(job.id())) {
            return Optional.of("it is a run of job " + source.job() + ", not of " + job.id());
        }
        return switch (source.state()) {
            case Run.Done _, Run.LeftOut _, Run.Failed _, Run.Abandoned _ -> Optional.empty();
            case Run.Runnable _, Run.Driven _, Run.Waiting _ ->
                Optional.of("it has not ended; abandon it first: tickbox abandon " + source.id());
            case Run.Deleting _ -> Optional.of("it is being removed");
        };
    }

    /** Collects the steps that are taken over. @return why they cannot be, if so */
    private Optional<String> before(Job job, Wish wish, Run source, List<String> steps) {
        Map<String, StepRecord> done = RecordedSteps.doneSteps(context.store(), source.id());
        if (source.state() instanceof Run.LeftOut gate) {
            done.remove(gate.step());
        }
        if (job.javaClass().isPresent()) {
            steps.addAll(recordedBefore(done, wish.at()));
        } else {
            List<String> ids = job.steps().stream().map(Step::id).toList();
            int at = indexOf(ids, wish.at());
            if (at < 0) {
                String hint = Suggestion.hint(wish.at(), ids);
                return Optional.of("today's content of job " + job.id() + " has no step " + wish.at()
                        + (hint.isEmpty() ? "; its steps: " + String.join(", ", ids) : hint));
            }
            steps.addAll(ids.subList(0, at));
        }
        if (steps.size() > MAX_STEPS) {
            return Optional.of("more than " + MAX_STEPS + " steps come before " + wish.at());
        }
        return steps.stream()
                .filter(step -> !done.containsKey(step))
                .findFirst()
                .map(step -> "it has not done step " + step + ", which comes before " + wish.at()
                        + "; to begin there: --at " + step)
                .or(() -> new TakenTables(context.store(), context.clock(), job)
                        .problem(steps.stream().flatMap(step -> Optional.ofNullable(done.get(step)).stream())))
                .or(() -> wish.publishAgain() ? Optional.empty() : published(source, steps, wish.at()));
    }

    /** A step that publishes on several sites is named as in the content, or with one of its sites. */
    private static int indexOf(List<String> ids, String at) {
        int exact = ids.indexOf(at);
        return exact >= 0
                ? exact
                : ids.stream()
                        .filter(id -> id.startsWith(at + "."))
                        .findFirst()
                        .map(ids::indexOf)
                        .orElse(-1);
    }

    /** The order of a class is the one in which its steps were recorded. */
    private static List<String> recordedBefore(Map<String, StepRecord> done, String at) {
        Optional<Instant> until = Optional.ofNullable(done.get(at)).map(StepRecord::createdAt);
        return done.values().stream()
                .filter(row -> !row.step().equals(at))
                .filter(row -> until.map(row.createdAt()::isBefore).orElse(true))
                .sorted(Comparator.comparing(StepRecord::createdAt).thenComparing(StepRecord::step))
                .map(StepRecord::step)
                .toList();
    }

    /** Also what may yet be published: a publisher that has begun is not stopped. */
    private Optional<String> published(Run source, List<String> steps, String at) {
        return Stream.concat(items(source).stream(), itemsOfRows(source))
                .map(ItemDocument::read)
                .filter(item -> !steps.contains(stepOf(item.parcel())))
                .flatMap(item -> problem(item, source, at).stream())
                .findFirst();
    }

    /** Of the run itself: what a row publishes is of the step that made its table. */
    private static String stepOf(Parcel parcel) {
        return RunId.isRow(parcel.run()) ? RunId.stepOf(parcel.run()) : parcel.step();
    }

    private List<Document> items(Run source) {
        return context.store().all(Query.of(ItemDocument.ALL, PAGE).where("run", source.id()));
    }

    private Stream<Document> itemsOfRows(Run source) {
        return Stream.of(ItemState.PUBLISHED, ItemState.PENDING, ItemState.CLAIMED, ItemState.STUCK)
                .map(state -> Query.of(ItemDocument.ALL, PAGE)
                        .where("root", source.id())
                        .where("state", state))
                .flatMap(query -> context.store().all(query).stream());
    }

    private Optional<String> problem(Item item, Run source, String at) {
        String what = item.parcel().step() + " on " + item.parcel().site();
        return switch (item.state()) {
            case Item.Published published ->
                Optional.of("it has published step " + what + " (" + published.url() + "), which is not before " + at
                        + "; to publish a second article beside it: --publish-again");
            case Item.Pending _, Item.Claimed _ ->
                Optional.of("step " + what + " may still be published; abandon it first: tickbox abandon "
                        + (source.state() instanceof Run.Failed
                                ? source.id()
                                : item.parcel().fingerprint())
                        + ", or wait for the next reclaim tick");
            case Item.Stuck _
            when source.state() instanceof Run.LeftOut || isOfOpenRow(item) ->
                Optional.of(
                        "step " + what + " may still be published, if it is retried; abandon it first: tickbox abandon "
                                + item.parcel().fingerprint());
            case Item.Stuck _, Item.Superseded _, Item.Abandoned _ -> Optional.empty();
        };
    }

    /** A row that a gate ended behind its publication, which can still be retried. */
    private boolean isOfOpenRow(Item item) {
        return context.store()
                .get(RunDocument.ref(item.parcel().run()))
                .map(RunDocument::read)
                .filter(run -> run.state() instanceof Run.LeftOut)
                .flatMap(Run::row)
                .filter(row -> !row.closed())
                .isPresent();
    }

    /** With the source: a line in its history, or its end and that of its questions if it had failed, so that nothing goes on with both. */
    private List<Write> writes(Write created, Document document, Run source, Run next) {
        Instant now = context.clock().now();
        String cause = "run " + next.id() + " goes on with what it has";
        RunDecision decision = source.state() instanceof Run.Failed
                ? new RunTransitions(context.limits()).apply(source, new RunEvent.Abandon(), now)
                : new RunDecision.Already();
        Run after = decision instanceof RunDecision.Moved moved ? moved.run() : source;
        Write line = new Write.Update(document, History.next(document, RunDocument.write(after), now, cause, actor));
        List<Write> withdrawn = source.state() instanceof Run.Failed
                ? Approvals.withdrawn(context.store(), source.id(), now, actor)
                : List.of();
        return Stream.concat(Stream.of(created, line), withdrawn.stream()).toList();
    }
}
