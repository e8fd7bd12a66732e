package dev.tickbox.ledger;

import dev.tickbox.RunId;
import dev.tickbox.ledger.ItemDocument.ItemState;
import dev.tickbox.ledger.ReservationDocument.ReservationState;
import dev.tickbox.ledger.RunDocument.RunState;
import dev.tickbox.outbox.Item;
import dev.tickbox.outbox.ItemEvent;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.reservation.ReservationEvent;
import dev.tickbox.run.Run;
import dev.tickbox.run.RunEvent;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Gives a run up: first the run itself, so that its driver can order nothing more, then every part of it that is open. What is being sent
 * or published in that moment is left to the ticks: its text is kept and priced, and nothing more is bought or published for it.
 */
public final class AbandonRun {
    private static final int PAGE = 200;
    private static final Set<ReservationState> SETTLED_RESERVATIONS =
            EnumSet.of(ReservationState.COLLECTED, ReservationState.ABANDONED);
    private static final Set<ItemState> SETTLED_ITEMS =
            EnumSet.of(ItemState.PUBLISHED, ItemState.SUPERSEDED, ItemState.ABANDONED);

    /**
     * @param run what became of the run itself; where that is illegal, nothing else was changed
     * @param givenUp parts that are given up now
     * @param inFlight parts that are being sent or published right now
     */
    public record Result(Change<Run> run, Orders givenUp, Orders inFlight) {}

    /** What a run has ordered. */
    public record Orders(List<Reservation> generations, List<Item> publications) {}

    private final LedgerContext context;
    private final String actor;

    public AbandonRun(LedgerContext context, String actor) {
        this.context = context;
        this.actor = actor;
    }

    /** Safe to repeat: whatever is still open is given up then. */
    public Result of(String run) {
        return of(run, (row, result) -> {});
    }

    /** @param eachRow called with what became of each of its rows: there may be thousands, so they are not collected */
    public Result of(String run, BiConsumer<String, Result> eachRow) {
        Orders givenUp = new Orders(new ArrayList<>(), new ArrayList<>());
        Orders inFlight = new Orders(new ArrayList<>(), new ArrayList<>());
        Change<Run> ended = new Runs(context, actor).apply(run, new RunEvent.Abandon());
        if (!isSo(ended)) {
            return new Result(ended, givenUp, inFlight);
        }
        rows(run, row -> eachRow.accept(row, of(row)));
        Reservations reservations = new Reservations(context, actor);
        for (Document each : open(ReservationDocument.ALL, run, SETTLED_RESERVATIONS)) {
            boolean done = isSo(reservations.apply(each.ref().id(), new ReservationEvent.Abandon()));
            (done ? givenUp : inFlight).generations().add(ReservationDocument.read(each));
        }
        Items items = new Items(context, actor);
        for (Document each : open(ItemDocument.ALL, run, SETTLED_ITEMS)) {
            boolean done = isSo(items.apply(each.ref().id(), new ItemEvent.Abandon()));
            (done ? givenUp : inFlight).publications().add(ItemDocument.read(each));
        }
        return new Result(ended, givenUp, inFlight);
    }

    /** Each row of it that is not over. */
    private void rows(String run, Consumer<String> eachRow) {
        if (RunId.isRow(run)) {
            return;
        }
        for (RunState state : List.of(RunState.RUNNABLE, RunState.DRIVEN, RunState.WAITING, RunState.FAILED)) {
            Query rows = Query.of(RunDocument.ROWS, PAGE).where("root", run).where("state", state);
            context.store().each(rows, row -> eachRow.accept(row.ref().id()));
        }
    }

    /**
     * After a gate ended the run: what was not sent yet is not bought any more, in its rows too; what is queued is published. A tick that
     * dies here leaves it to the next one that would send it.
     */
    public void withdraw(String run, String gate, String found) {
        rows(run, row -> leaveOut(row, gate, found));
        withdrawReservations(run);
    }

    /** Ends a row, and what it has not sent yet; what it has queued is published. */
    public void leaveOut(String row, String gate, String found) {
        if (isSo(new Runs(context, actor).apply(row, new RunEvent.Lapse(gate, found)))) {
            withdrawReservations(row);
        }
    }

    /** Ends a row as its run has ended: whoever ended that may have died before it came to the last row. */
    public void endWithRoot(Run row) {
        Optional<Run> root =
                context.store().get(RunDocument.ref(RunId.rootOf(row.id()))).map(RunDocument::read);
        if (root.isPresent() && root.get().state() instanceof Run.LeftOut gate) {
            leaveOut(row.id(), gate.step(), gate.found());
        } else {
            of(row.id());
        }
    }

    private void withdrawReservations(String run) {
        Reservations reservations = new Reservations(context, actor);
        for (Document each :
                context.store().all(Query.of(ReservationDocument.ALL, PAGE).where("run", run))) {
            reservations.apply(each.ref().id(), ReservationEvent.Withdraw.RUN_OVER);
        }
    }

    private static boolean isSo(Change<?> change) {
        return change.made() || (change instanceof Change.NotMade<?> not && !not.illegal());
    }

    private List<Document> open(Collection collection, String run, Set<? extends Enum<?>> settled) {
        List<String> names = settled.stream().map(Enum::name).toList();
        return context.store().all(Query.of(collection, PAGE).where("run", run)).stream()
                .filter(each -> !names.contains(each.fields().text("state")))
                .toList();
    }
}
