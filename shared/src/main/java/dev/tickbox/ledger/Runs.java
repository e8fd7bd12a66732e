package dev.tickbox.ledger;

import dev.tickbox.Fields;
import dev.tickbox.run.Run;
import dev.tickbox.run.RunDecision.Already;
import dev.tickbox.run.RunDecision.Conflict;
import dev.tickbox.run.RunDecision.Illegal;
import dev.tickbox.run.RunDecision.Moved;
import dev.tickbox.run.RunEvent;
import dev.tickbox.run.RunTransitions;
import dev.tickbox.store.Document;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Write;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Runs, as they stand in the store. */
public final class Runs extends Ledger<Run, RunEvent> {
    public Runs(LedgerContext context, String actor) {
        super(context, actor);
    }

    @Override
    Ref ref(String id) {
        return RunDocument.ref(id);
    }

    @Override
    Step<Run> decide(Document document, RunEvent event, Instant now) {
        return switch (new RunTransitions(context.limits()).apply(RunDocument.read(document), event, now)) {
            case Moved moved ->
                new Step.Commit<>(moved.run(), writes(document, moved, now), () -> tell(moved.run(), moved.cause()));
            case Already d -> new Step.Stay<>(Change.already());
            case Conflict d -> new Step.Stay<>(Change.conflict(d.field()));
            case Illegal d -> new Step.Stay<>(Change.illegal(d.why()));
        };
    }

    /** The questions of a run that ends are withdrawn in the same commit. One that is done has none: it would wait for them. */
    private List<Write> writes(Document document, Moved moved, Instant now) {
        Write run = new Write.Update(document, fields(document, moved, now));
        List<Write> withdrawn = switch (moved.run().state()) {
            case Run.LeftOut _, Run.Abandoned _ ->
                Approvals.withdrawn(store, moved.run().id(), now, actor);
            case Run.Runnable _, Run.Driven _, Run.Waiting _, Run.Failed _, Run.Done _, Run.Deleting _ -> List.of();
        };
        return Stream.concat(Stream.of(run), withdrawn.stream()).toList();
    }

    private Fields fields(Document document, Moved moved, Instant now) {
        Fields next = RunDocument.write(moved.run());
        return moved.cause().equals(RunTransitions.TOLD)
                ? next.with("history", document.fields().find("history"))
                : History.next(document, next, now, moved.cause(), actor);
    }

    public Write create(Run run, String cause) {
        return new Write.Create(
                RunDocument.ref(run.id()),
                History.add(RunDocument.write(run), run.createdAt(), RunDocument.stateName(run.state()), cause, actor));
    }

    public void tell(Run run, String cause) {
        if (cause.equals(RunTransitions.TOLD)) {
            return;
        }
        context.listener()
                .changed(RunDocument.ref(run.id()).toString(), run.id(), RunDocument.stateName(run.state()), cause);
    }
}
