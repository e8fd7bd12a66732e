package dev.tickbox.ledger;

import dev.tickbox.RunId;
import dev.tickbox.approval.Approval;
import dev.tickbox.approval.Approval.Approved;
import dev.tickbox.approval.Approval.Asked;
import dev.tickbox.approval.Approval.Superseded;
import dev.tickbox.approval.Approval.Withdrawn;
import dev.tickbox.approval.ApprovalDecision.Already;
import dev.tickbox.approval.ApprovalDecision.Conflict;
import dev.tickbox.approval.ApprovalDecision.Illegal;
import dev.tickbox.approval.ApprovalDecision.Moved;
import dev.tickbox.approval.ApprovalEvent;
import dev.tickbox.approval.ApprovalTransitions;
import dev.tickbox.approval.ApprovalTransitions.RunStanding;
import dev.tickbox.run.Run;
import dev.tickbox.run.RunDecision;
import dev.tickbox.run.RunEvent;
import dev.tickbox.run.RunTransitions;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Store;
import dev.tickbox.store.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Approvals, as they stand in the store. */
public final class Approvals extends Ledger<Approval, ApprovalEvent> {
    private static final int PAGE = 200;

    public Approvals(LedgerContext context, String actor) {
        super(context, actor);
    }

    @Override
    Ref ref(String id) {
        return ApprovalDocument.ref(id);
    }

    @Override
    Step<Approval> decide(Document document, ApprovalEvent event, Instant now) {
        Approval before = ApprovalDocument.read(document);
        Optional<Document> run = store.get(RunDocument.ref(before.question().run()));
        RunStanding standing = standing(before.question().run(), run);
        return switch (ApprovalTransitions.apply(before, event, standing, now)) {
            case Moved moved ->
                new Step.Commit<>(moved.approval(), writes(document, run, moved, now), () -> tell(moved));
            case Already d -> new Step.Stay<>(Change.already());
            case Conflict d -> new Step.Stay<>(new Change.NotMade<>(Change.Reason.CONFLICT, d.why()));
            case Illegal d -> new Step.Stay<>(Change.illegal(d.why()));
        };
    }

    /** The question of a row also ends with the run whose table it is in, which ends its rows one after the other. */
    private RunStanding standing(String id, Optional<Document> run) {
        RunStanding own = run.map(RunDocument::read).map(Approvals::standing).orElse(RunStanding.ENDED);
        return own == RunStanding.OPEN && RunId.isRow(id)
                ? store.get(RunDocument.ref(RunId.rootOf(id)))
                        .map(RunDocument::read)
                        .map(Approvals::standing)
                        .orElse(RunStanding.ENDED)
                : own;
    }

    private static RunStanding standing(Run run) {
        return switch (run.state()) {
            case Run.Runnable _, Run.Driven _, Run.Waiting _, Run.Failed _ -> RunStanding.OPEN;
            case Run.Done _, Run.LeftOut _, Run.Abandoned _, Run.Deleting _ -> RunStanding.ENDED;
        };
    }

    /** One decision, one commit: the approval, and with its answer the step's row and the run, which is woken. */
    private List<Write> writes(Document document, Optional<Document> run, Moved moved, Instant now) {
        List<Write> writes = new ArrayList<>();
        writes.add(update(document, moved, now, actor));
        if (isAnswered(moved.approval())) {
            run.map(found -> woken(found, now)).ifPresent(writes::add);
            row(moved.approval()).ifPresent(writes::add);
        }
        return writes;
    }

    private static boolean isAnswered(Approval approval) {
        return switch (approval.state()) {
            case Approved _, Approval.Rejected _, Approval.Dropped _ -> true;
            case Asked _, Superseded _, Withdrawn _ -> false;
        };
    }

    /** A failed run is not woken, and is written all the same: so it has not ended when the answer is recorded. */
    private Write woken(Document run, Instant now) {
        return new RunTransitions(context.limits()).apply(RunDocument.read(run), new RunEvent.Wake(), now)
                        instanceof RunDecision.Moved moved
                ? new Write.Update(run, History.next(run, RunDocument.write(moved.run()), now, moved.cause(), actor))
                : new Write.Update(run, run.fields());
    }

    private Optional<Write> row(Approval approval) {
        Approval.Question q = approval.question();
        return approval.state() instanceof Approved approved
                ? store.get(StepRecord.ref(q.run(), q.step(), StepRecord.approveKey(q.step(), q.text())))
                        .map(row -> new Write.Update(
                                row,
                                StepRecord.write(
                                        StepRecord.read(row).done(Optional.empty(), Optional.of(approved.text())))))
                : Optional.empty();
    }

    private static Write update(Document document, Moved moved, Instant now, String actor) {
        var fields = ApprovalDocument.write(moved.approval());
        return new Write.Update(
                document,
                moved.cause().equals(ApprovalTransitions.LOOKED)
                        ? fields.with("history", document.fields().find("history"))
                        : History.next(document, fields, now, moved.cause(), actor));
    }

    private void tell(Moved moved) {
        if (!moved.cause().equals(ApprovalTransitions.LOOKED)) {
            Approval approval = moved.approval();
            context.listener()
                    .changed(
                            ref(approval.question().id()).toString(),
                            approval.question().run(),
                            ApprovalDocument.stateName(approval.state()),
                            moved.cause());
        }
    }

    /** All that a run has asked, in the order in which it asked. */
    public static List<Document> of(Store store, String run) {
        return store.all(Query.of(ApprovalDocument.ALL, PAGE).where("run", run)).stream()
                .sorted(Comparator.comparing(
                                (Document document) -> document.fields().time("created_at"))
                        .thenComparing(document -> document.ref().id()))
                .toList();
    }

    /** To be committed with the run's document, if that is unchanged since before this call: a question is asked only so, too. */
    public static List<Write> withdrawn(Store store, String run, Instant now, String actor) {
        return closed(of(store, run), new ApprovalEvent.Withdraw(), now, actor);
    }

    /** To be committed like {@link #withdrawn}: the run's next drive asks again what it still asks. */
    public static List<Write> superseded(Store store, String run, Instant now, String actor) {
        return closed(of(store, run), new ApprovalEvent.Supersede(), now, actor);
    }

    /** The writes that end those of the questions that nobody has answered. */
    public static List<Write> closed(List<Document> questions, ApprovalEvent event, Instant now, String actor) {
        List<Write> writes = new ArrayList<>();
        for (Document question : questions) {
            if (ApprovalTransitions.apply(ApprovalDocument.read(question), event, RunStanding.OPEN, now)
                    instanceof Moved moved) {
                writes.add(update(question, moved, now, actor));
            }
        }
        return writes;
    }
}
