package dev.tickbox.operator;

import dev.tickbox.content.Definition;
import dev.tickbox.ledger.Approvals;
import dev.tickbox.ledger.Change;
import dev.tickbox.ledger.Definitions;
import dev.tickbox.ledger.History;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.Runs;
import dev.tickbox.ledger.StepRecord;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.reservation.ReservationDecision.Moved;
import dev.tickbox.reservation.ReservationEvent.Withdraw;
import dev.tickbox.reservation.ReservationTransitions;
import dev.tickbox.run.Run;
import dev.tickbox.run.RunDecision;
import dev.tickbox.run.RunEvent;
import dev.tickbox.run.RunTransitions;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store.Outcome;
import dev.tickbox.store.Write;
import dev.tickbox.tick.context.TickContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes a run continue with another content, by a command of the operator. One commit changes its content and withdraws every request that
 * is not being sent and that the content does not ask for; the next drive orders what the content asks for instead. All else that was
 * ordered stays the result of its step. So nothing is bought twice, wherever a process dies.
 */
public final class ContentSwitch {
    private static final int PAGE = 200;

    /** @param replaced what was withdrawn */
    public record Switched(Run run, List<Reservation> replaced) {}

    private final TickContext context;
    private final Runs runs;
    private final String actor;

    public ContentSwitch(TickContext context, String actor) {
        this.context = context;
        this.runs = new Runs(context, actor);
        this.actor = actor;
    }

    /** Safe to repeat: what has become stuck since, under an earlier content, is replaced then. */
    public Change<Switched> to(Definition content, String id) {
        for (int i = 0; i < Change.TRIES; i++) {
            // The run is read first and written with the rest: a driver who orders something meanwhile changes it.
            Optional<Document> found = context.store().get(RunDocument.ref(id));
            if (found.isEmpty()) {
                return new Change.Absent<>();
            }
            Run before = RunDocument.read(found.get());
            Instant now = context.clock().now();
            var decision =
                    new RunTransitions(context.limits()).apply(before, new RunEvent.Redefine(content.sha()), now);
            if (decision instanceof RunDecision.Illegal illegal) {
                return Change.illegal(illegal.why());
            }
            Optional<Rehearsal> rehearsal = Rehearsal.of(context.store(), before, content);
            List<Document> replaced = replaced(before, rehearsal);
            Optional<String> useless = useless(before, content, rehearsal, replaced.isEmpty());
            if (useless.isPresent()) {
                return Change.illegal(useless.get());
            }
            if (decision instanceof RunDecision.Moved moved) {
                switch (commit(found.get(), moved, replaced, now)) {
                    case APPLIED -> {
                        runs.tell(moved.run(), moved.cause());
                        return new Change.Made<>(new Switched(
                                moved.run(),
                                replaced.stream().map(ReservationDocument::read).toList()));
                    }
                    case CONFLICT -> {}
                    case UNKNOWN -> throw Change.unknown(RunDocument.ref(id), "another content");
                }
            }
        }
        throw Change.crowded(RunDocument.ref(id), "another content");
    }

    private Optional<String> useless(
            Run run, Definition content, Optional<Rehearsal> rehearsal, boolean nothingReplaced) {
        if (content.job(run.job()).isEmpty()) {
            return Optional.of("the current content has no job " + run.job());
        }
        Definition before = new Definitions(context.store(), context.clock()).load(run.definition());
        if (nothingReplaced
                && content.job(run.job()).equals(before.job(run.job()))
                && content.sites().equals(before.sites())) {
            return Optional.of("the current content has the same for this run as the content that it uses");
        }
        return rehearsal.flatMap(Rehearsal::failure).map(why -> "it would also fail with the current content: " + why);
    }

    /** Whatever a class in Java may ask for: it orders the same again. */
    private List<Document> replaced(Run run, Optional<Rehearsal> rehearsal) {
        return context.store().all(Query.of(ReservationDocument.ALL, PAGE).where("run", run.id())).stream()
                .filter(document -> withdrawn(document, context.clock().now()).isPresent())
                .filter(document -> rehearsal
                        .filter(each ->
                                each.asksFor(ReservationDocument.read(document).order()))
                        .isEmpty())
                .toList();
    }

    private Optional<Moved> withdrawn(Document document, Instant now) {
        return new ReservationTransitions(context.limits())
                                .apply(ReservationDocument.read(document), Optional.empty(), Withdraw.REPLACED, now)
                        instanceof Moved moved
                ? Optional.of(moved)
                : Optional.empty();
    }

    private Outcome commit(Document run, RunDecision.Moved moved, List<Document> replaced, Instant now) {
        List<Write> writes = new ArrayList<>();
        writes.add(new Write.Update(run, History.next(run, RunDocument.write(moved.run()), now, moved.cause(), actor)));
        for (Document document : replaced) {
            Moved gone = withdrawn(document, now).orElseThrow();
            writes.add(new Write.Update(
                    document,
                    History.next(document, ReservationDocument.write(gone.reservation()), now, gone.cause(), actor)));
            row(gone.reservation().order()).ifPresent(writes::add);
        }
        // The next drive asks anew what the content asks: with its own terms, and nothing that it does not ask any
        // more.
        writes.addAll(Approvals.superseded(context.store(), moved.run().id(), now, actor));
        return context.store().commit(writes);
    }

    /** A failed row is ordered anew if a content ever asks for the same again. */
    private Optional<Write> row(Reservation.Order order) {
        String key = StepRecord.key(StepRecord.Kind.GENERATE, order.step(), order.request());
        return context.store()
                .get(StepRecord.ref(order.run(), order.step(), key))
                .map(row -> new Write.Update(
                        row,
                        StepRecord.write(
                                StepRecord.read(row).failed("withdrawn: the run continued with another content"))));
    }
}
