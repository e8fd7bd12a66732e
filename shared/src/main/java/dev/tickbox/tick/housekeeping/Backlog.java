package dev.tickbox.tick.housekeeping;

import dev.tickbox.RunId;
import dev.tickbox.content.Definition;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.ItemDocument.ItemState;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.ledger.ReservationDocument.ReservationState;
import dev.tickbox.ledger.RowCounts;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.RunDocument.RunState;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.tick.context.DuePages;
import dev.tickbox.tick.context.DuePages.StopSignal;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.context.TickReport;
import dev.tickbox.tick.publish.FailingSite;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Adds to the report of a tick what waits longest and what waits for the operator. */
public final class Backlog {
    private static final int SHOWN = 20;
    private static final int PAGE = 100;

    /**
     * So many are looked through for what is not of a row: what is stuck of rows is in the line of their table. Each tick reads as many.
     */
    private static final int LOOKED_THROUGH = 500;

    /** What of a report says what waits for a person: a process that prints several reports needs it in one of them. */
    public static final List<String> WHAT_WAITS = List.of("stuck", "failing");

    private Backlog() {}

    public static void add(TickContext context, Optional<Definition> content, TickReport report) {
        var oldest = context.store()
                .query(Query.of(RunDocument.ALL, 1)
                        .where("state", RunState.WAITING)
                        .orderedBy("created_at"))
                .documents();
        for (Document run : oldest) {
            report.fact("oldestWaiting", run.ref().id());
            report.fact("oldestWaitingSeconds", age(context, run.fields().time("created_at")));
        }
        // Those that go on by themselves: the stuck ones are listed.
        Query unsettled = Query.of(ReservationDocument.ALL, 1).orderedBy("waiting_since");
        for (Document reservation : context.store().query(unsettled).documents()) {
            report.fact(
                    "oldestReservationSeconds",
                    age(context, reservation.fields().time("waiting_since")));
        }
        List<Object> stuck = new ArrayList<>();
        stuck.addAll(in(context, ReservationDocument.ALL, ReservationState.STUCK));
        stuck.addAll(in(context, ItemDocument.ALL, ItemState.STUCK));
        var failed = Query.of(RunDocument.ALL, SHOWN)
                .where("state", RunState.FAILED)
                .orderedBy("created_at")
                .reversed();
        context.store()
                .query(failed)
                .documents()
                .forEach(document -> stuck.add(document.ref() + ": "
                        + document.fields().findText("failed_step").orElse("") + ": "
                        + document.fields().findText("why").orElse("")));
        RowCounts.failed(context.store(), Optional.empty(), SHOWN)
                .forEach(table -> stuck.add("rows/" + table.group() + ": " + table.rows()
                        + (table.rows() == 1 ? " row" : " rows") + " failed; tickbox explain "
                        + RunId.rootOf(table.group())));
        if (!stuck.isEmpty()) {
            report.fact("stuck", stuck);
        }
        List<String> failing = content.stream()
                .flatMap(each ->
                        FailingSite.of(context.store(), each, context.clock().now()).stream())
                .map(FailingSite::text)
                .toList();
        if (!failing.isEmpty()) {
            report.fact("failing", failing);
        }
    }

    /** Never negative, also after a clock went back. */
    private static long age(TickContext context, Instant since) {
        return Math.max(0, Duration.between(since, context.clock().now()).toSeconds());
    }

    private static List<String> in(TickContext context, Collection collection, Enum<?> state) {
        List<String> stuck = new ArrayList<>();
        AtomicInteger looked = new AtomicInteger();
        Query all = Query.of(collection, PAGE).where("state", state);
        StopSignal enough = () -> stuck.size() == SHOWN || looked.get() == LOOKED_THROUGH;
        for (Document document : new DuePages(context.store(), List.of(all), enough)) {
            looked.incrementAndGet();
            String run = document.fields().text("run");
            if (!RunId.isRow(run)) {
                stuck.add(
                        document.ref() + " (" + run + "): " + document.fields().text("why"));
            }
        }
        if (looked.get() == LOOKED_THROUGH) {
            stuck.add("more than " + LOOKED_THROUGH + " " + collection + " are stuck; tickbox list --state stuck");
        }
        return stuck;
    }
}
