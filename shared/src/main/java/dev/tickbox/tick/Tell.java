package dev.tickbox.tick;

import dev.tickbox.outbox.ItemDocument;
import dev.tickbox.reservation.ReservationDocument;
import dev.tickbox.run.Event;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.Fields;
import dev.tickbox.store.History;
import dev.tickbox.store.Query;
import dev.tickbox.store.Schema;
import dev.tickbox.store.Write;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells runs what is settled: one commit a run wakes it and clears the wakes of everything that it was told of, so that a run with
 * twenty results is written once.
 */
public final class Tell {
    private static final int AT_ONCE = 100;

    private final Parts parts;
    private final Runs runs;
    private final String actor;

    public Tell(Parts parts, String actor) {
        this.parts = parts;
        this.runs = new Runs(parts, actor);
        this.actor = actor;
    }

    /** @return how many runs were told */
    long due(Until until, Report report) {
        long before = report.counted("told");
        Map<String, List<Write>> byRun = new LinkedHashMap<>();
        for (String state : List.of("COLLECTED", "ABANDONED")) {
            settled(ReservationDocument.ALL, state, byRun, report);
        }
        for (String state : List.of("PUBLISHED", "SUPERSEDED", "ABANDONED")) {
            settled(ItemDocument.ALL, state, byRun, report);
        }
        parts.workers().each(byRun.keySet(), run -> {
            if (!until.passed()) {
                report.guard("runs/" + run, () -> tell(run, byRun.getOrDefault(run, List.of()), report));
            }
        });
        return report.counted("told") - before;
    }

    private void tell(String run, List<Write> wakes, Report report) {
        if (runs.apply(run, new Event.Wake(), wakes).made()) {
            report.count("told");
        } else {
            // The run has ended or is gone, or a document changed: then this conflicts, and the next tick sees.
            parts.store().commit(wakes);
        }
    }

    private void settled(Collection collection, String state, Map<String, List<Write>> byRun, Report report) {
        var now = parts.clock().now();
        Query query = Query.of(collection, parts.limits().batch())
                .where("state", state)
                .before("due", now.plusMillis(1));
        for (Document document : parts.store().query(query).documents()) {
            report.guard(document.ref().toString(), () -> {
                Fields told = Schema.read(document).with("due", null);
                List<Write> writes = byRun.computeIfAbsent(told.text("run"), run -> new ArrayList<>());
                if (writes.size() < AT_ONCE) {
                    writes.add(
                            new Write.Update(document, History.next(document, told, now, "its run was told", actor)));
                }
            });
        }
    }
}
