package dev.tickbox.interleaving;

import dev.tickbox.Json;
import dev.tickbox.approval.Approval;
import dev.tickbox.approval.Approval.Question;
import dev.tickbox.content.Definition;
import dev.tickbox.ledger.AbandonRun;
import dev.tickbox.ledger.ApprovalDocument;
import dev.tickbox.ledger.Approvals;
import dev.tickbox.ledger.AttemptDocument;
import dev.tickbox.ledger.Bodies;
import dev.tickbox.ledger.Change;
import dev.tickbox.ledger.Definitions;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.Items;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.ledger.Reservations;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.Runs;
import dev.tickbox.operator.AnswerApproval;
import dev.tickbox.operator.TakeOver;
import dev.tickbox.operator.TakeOver.Wish;
import dev.tickbox.outbox.Item;
import dev.tickbox.outbox.ItemEvent;
import dev.tickbox.reservation.Attempt;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.reservation.ReservationEvent;
import dev.tickbox.run.Run;
import dev.tickbox.run.RunEvent;
import dev.tickbox.store.Query;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.housekeeping.RemoveRuns;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the commands do to one run, with the calls that they make in their order. */
final class Person {
    private static final String ACTOR = "operator";
    private static final int PAGE = 100;

    private final TickContext context;
    private final Reservations reservations;
    private final Items items;
    private final Runs runs;

    Person(TickContext context) {
        this.context = context;
        this.reservations = new Reservations(context, ACTOR);
        this.items = new Items(context, ACTOR);
        this.runs = new Runs(context, ACTOR);
    }

    /** Everything of it that is stuck or put off; where nothing is, the run is driven again. */
    void retry(String run) {
        Optional<Run> found = find(run);
        if (found.isEmpty()) {
            return;
        }
        List<Reservation> stuck = reservations(run).stream()
                .filter(r -> r.state() instanceof Reservation.Stuck
                        || (r.state() instanceof Reservation.Reserved reserved
                                && reserved.due().isAfter(context.clock().now())))
                .toList();
        List<Item> stuckItems = items(run).stream()
                .filter(item -> item.state() instanceof Item.Stuck)
                .toList();
        stuck.forEach(r -> reservations.apply(r.order().key(), new ReservationEvent.Retry()));
        stuckItems.forEach(item -> items.apply(item.parcel().fingerprint(), new ItemEvent.Retry(false)));
        boolean failed = found.get().state() instanceof Run.Failed;
        if (failed || (stuck.isEmpty() && stuckItems.isEmpty())) {
            runs.apply(run, new RunEvent.Resume());
        }
    }

    /** With what is current, or with the content of {@link Plots#openTable} where the run has a table. */
    void takeOver(String run) {
        Definitions definitions = new Definitions(context.store(), context.clock());
        boolean isJava = definitions.current().equals(Optional.of(Plots.inJava()));
        Definition today = isJava ? Plots.inJava() : Plots.openTable();
        definitions.push(today);
        Wish wish = new Wish(run, isJava ? "publish" : "digest", /* publishAgain= */ false);
        new TakeOver(context, ACTOR)
                .start(today, today.jobs().values().iterator().next(), wish);
    }

    /** The order of events that the command has. */
    void abandon(String run) {
        boolean over = find(run)
                .filter(found -> !(found.state() instanceof Run.Done || found.state() instanceof Run.Deleting))
                .isEmpty();
        if (!over) {
            new AbandonRun(context, ACTOR).of(run);
            cancel(run);
        }
    }

    /** @return whether all of it is given up */
    boolean abandonParts(String run) {
        List<Reservation> open =
                reservations(run).stream().filter(r -> !r.settled()).toList();
        List<Item> openItems =
                items(run).stream().filter(item -> !item.settled()).toList();
        boolean all = true;
        for (Reservation r : open) {
            all &= so(reservations.apply(r.order().key(), new ReservationEvent.Abandon()));
        }
        for (Item item : openItems) {
            all &= so(items.apply(item.parcel().fingerprint(), new ItemEvent.Abandon()));
        }
        return all;
    }

    private static boolean so(Change<?> change) {
        return switch (change) {
            case Change.Made<?> made -> true;
            case Change.NotMade<?> not -> !not.illegal();
            case Change.Absent<?> absent -> false;
        };
    }

    private void cancel(String run) {
        context.store().all(Query.of(AttemptDocument.ALL, PAGE).where("run", run)).stream()
                .map(AttemptDocument::read)
                .map(Attempt::openHandles)
                .forEach(open -> open.forEach(handle -> context.generator().cancel(handle.id())));
    }

    void approve(String run) {
        questions(run).forEach(question -> new AnswerApproval(context, ACTOR).approve(question));
    }

    void edit(String run) {
        questions(run).forEach(question -> {
            Map<String, Object> article = Json.parseObject(
                    new Bodies(context.store(), context.limits().bodyBytes()).load(run, question.text()));
            article.put("markdown", "Better.");
            new AnswerApproval(context, ACTOR).approve(question, Json.write(article));
        });
    }

    void reject(String run) {
        questions(run).forEach(question -> new AnswerApproval(context, ACTOR).reject(question, "not this one"));
    }

    private List<Question> questions(String run) {
        return Approvals.of(context.store(), run).stream()
                .map(ApprovalDocument::read)
                .filter(each -> each.state() instanceof Approval.Asked)
                .map(Approval::question)
                .toList();
    }

    void forget(String run) {
        new RemoveRuns(context, ACTOR).forget(run);
    }

    private Optional<Run> find(String run) {
        return context.store().get(RunDocument.ref(run)).map(RunDocument::read);
    }

    private List<Reservation> reservations(String run) {
        return context.store().all(Query.of(ReservationDocument.ALL, PAGE).where("run", run)).stream()
                .map(ReservationDocument::read)
                .toList();
    }

    private List<Item> items(String run) {
        return context.store().all(Query.of(ItemDocument.ALL, PAGE).where("run", run)).stream()
                .map(ItemDocument::read)
                .toList();
    }
}
