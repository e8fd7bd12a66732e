package dev.tickbox.tick.housekeeping;

import dev.tickbox.Fields;
import dev.tickbox.ledger.Change;
import dev.tickbox.ledger.History;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.ItemDocument.ItemState;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.ledger.ReservationDocument.ReservationState;
import dev.tickbox.ledger.Runs;
import dev.tickbox.outbox.Item;
import dev.tickbox.outbox.ItemDecision;
import dev.tickbox.outbox.ItemEvent;
import dev.tickbox.outbox.ItemTransitions;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.reservation.ReservationDecision;
import dev.tickbox.reservation.ReservationEvent;
import dev.tickbox.reservation.ReservationTransitions;
import dev.tickbox.run.RunEvent;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.store.Write;
import dev.tickbox.tick.context.DuePages.StopSignal;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.context.TickReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Wakes runs whose reservations and items are settled. One commit for each run wakes it and clears the wakes of these documents, so that
 * a run with twenty results is written once. If that commit conflicts, nothing is cleared: a wake that is cleared alone is lost, unless the
 * run has ended.
 */
public final class WakeRuns {
    private static final int AT_ONCE = 100;
    private static final int TRIES = 20;

    private final TickContext context;
    private final Runs runs;
    private final String actor;

    public WakeRuns(TickContext context, String actor) {
        this.context = context;
        this.runs = new Runs(context, actor);
        this.actor = actor;
    }

    /** @return how many runs were told */
    public long due(StopSignal until, TickReport report) {
        long before = report.counted("told");
        Map<String, List<Document>> byRun = new LinkedHashMap<>();
        for (ReservationState state : List.of(ReservationState.COLLECTED, ReservationState.ABANDONED)) {
            settled(ReservationDocument.ALL, state, byRun);
        }
        for (ItemState state : List.of(ItemState.PUBLISHED, ItemState.SUPERSEDED, ItemState.ABANDONED)) {
            settled(ItemDocument.ALL, state, byRun);
        }
        context.workers().each(byRun.entrySet(), each -> {
            if (!until.passed()) {
                report.guard("runs/" + each.getKey(), () -> tell(each.getKey(), each.getValue(), report));
            }
        });
        return report.counted("told") - before;
    }

    private void settled(Collection collection, Enum<?> state, Map<String, List<Document>> byRun) {
        Query query = Query.of(collection, context.limits().tick().batch())
                .where("state", state)
                .before("due", context.clock().now().plusMillis(1));
        for (Document document : context.store().query(query).documents()) {
            List<Document> ofRun = byRun.computeIfAbsent(document.fields().text("run"), run -> new ArrayList<>());
            if (ofRun.size() < AT_ONCE) {
                ofRun.add(document);
            }
        }
    }

    private void tell(String run, List<Document> settled, TickReport report) {
        List<Document> current = settled;
        for (int i = 0; i < TRIES; i++) {
            List<Write> told = told(current, report);
            if (told.isEmpty()) {
                return;
            }
            switch (runs.apply(run, new RunEvent.Wake(), told)) {
                case Change.Made<?> made -> {
                    report.count("told");
                    return;
                }
                case Change.NotMade<?> not
                when not.reason() == Change.Reason.CONFLICT ->
                    current = current.stream()
                            .flatMap(document -> context.store().get(document.ref()).stream())
                            .toList();
                // The run has ended or was removed: nothing reads it.
                case Change.NotMade<?> ended -> {
                    context.store().commit(told);
                    return;
                }
                case Change.Absent<?> gone -> {
                    context.store().commit(told);
                    return;
                }
            }
        }
    }

    private List<Write> told(List<Document> settled, TickReport report) {
        List<Write> writes = new ArrayList<>();
        Instant now = context.clock().now();
        for (Document document : settled) {
            report.guard(document.ref().toString(), () -> told(document, now).ifPresent(writes::add));
        }
        return writes;
    }

    private Optional<Write> told(Document document, Instant now) {
        if (document.ref().in().equals(ItemDocument.ALL)) {
            Item item = ItemDocument.read(document);
            return new ItemTransitions(context.limits()).apply(item, new ItemEvent.Woken(), now)
                            instanceof ItemDecision.Moved moved
                    ? Optional.of(update(document, ItemDocument.write(moved.item()), now, moved.cause()))
                    : Optional.empty();
        }
        Reservation reservation = ReservationDocument.read(document);
        return new ReservationTransitions(context.limits())
                                .apply(reservation, Optional.empty(), new ReservationEvent.Woken(), now)
                        instanceof ReservationDecision.Moved moved
                ? Optional.of(update(document, ReservationDocument.write(moved.reservation()), now, moved.cause()))
                : Optional.empty();
    }

    private Write update(Document document, Fields next, Instant now, String cause) {
        return new Write.Update(document, History.next(document, next, now, cause, actor));
    }
}
