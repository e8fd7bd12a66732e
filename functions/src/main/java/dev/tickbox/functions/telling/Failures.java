package dev.tickbox.functions.telling;

import dev.tickbox.outbox.Item;
import dev.tickbox.outbox.ItemDocument;
import dev.tickbox.run.Run;
import dev.tickbox.run.RunDocument;
import dev.tickbox.store.Document;
import dev.tickbox.store.Fields;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** When a run last failed in a way that it survived: its driver died, its step failed, or its publication had to be begun anew. */
record Failures(Map<String, Instant> byRun) {
    private static final int PAGE = 500;

    /** Only what did fail is read, so that it costs nothing while nothing does. */
    static Failures since(Store store, Instant from) {
        Map<String, Instant> byRun = new HashMap<>();
        Query runs = Query.of(RunDocument.ALL, PAGE).from("resumed_at", from);
        for (Document run : store.all(runs)) {
            later(byRun, run.ref().id(), run.fields(), "resumed_at");
        }
        Query items = Query.of(ItemDocument.ALL, PAGE).from("retried_at", from);
        for (Document item : store.all(items)) {
            later(byRun, item.fields().text("run"), item.fields(), "retried_at");
        }
        return new Failures(byRun);
    }

    private static void later(Map<String, Instant> byRun, String run, Fields fields, String field) {
        byRun.merge(run, fields.time(field), (a, b) -> a.isAfter(b) ? a : b);
    }

    Optional<Instant> last(String run) {
        return Optional.ofNullable(byRun.get(run));
    }

    static Optional<Instant> last(Run run, List<Item> items) {
        return Stream.concat(run.resumedAt().stream(), items.stream().flatMap(item -> item.retriedAt().stream()))
                .max(Instant::compareTo);
    }
}
