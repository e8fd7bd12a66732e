package dev.tickbox.trial;

import dev.tickbox.Fields;
import dev.tickbox.content.Job;
import dev.tickbox.content.Step;
import dev.tickbox.ledger.Approvals;
import dev.tickbox.ledger.Bodies;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.ItemDocument.ItemState;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.SeenRow;
import dev.tickbox.ledger.StepRecord;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store;
import dev.tickbox.store.Write;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Copies into the store of a trial what its steps read of the real one, which is only read. */
record TrialStore(Store real, Store trial) {
    private static final int PAGE = 200;
    private static final Collection DEFINITIONS = Collection.of("definitions");

    void copy(Job job, Optional<String> from) {
        job.steps().stream()
                .filter(step -> step instanceof Step.Each each && each.onlyNew())
                .forEach(step -> seen(job.id() + "~" + step.id()));
        TrialContent.read(job).forEach(this::published);
        from.ifPresent(this::run);
    }

    /** Which rows earlier runs took. */
    private void seen(String prefix) {
        real.get(SeenRow.ALL.ref(prefix)).ifPresent(this::put);
        Optional<Query.Cursor> next = Optional.of(new Query.Cursor(Optional.empty(), prefix + "~"));
        while (next.isPresent()) {
            var page = real.query(Query.of(SeenRow.ALL, PAGE).after(next.get()));
            List<Document> ours = page.documents().stream()
                    .filter(document -> document.ref().id().startsWith(prefix + "~"))
                    .toList();
            ours.forEach(this::put);
            next = ours.size() == page.documents().size() ? page.next() : Optional.empty();
        }
    }

    private void published(String site) {
        Query newest = Query.of(ItemDocument.ALL, PAGE)
                .where("site", site)
                .where("state", ItemState.PUBLISHED)
                .orderedBy("created_at")
                .reversed();
        for (Document item : real.query(newest).documents()) {
            put(item);
            String run = item.fields().text("run");
            String body = item.fields().text("body");
            real.get(Bodies.of(run).ref(body)).ifPresent(first -> {
                put(first);
                for (long part = 1; part < first.fields().number("parts"); part++) {
                    real.get(Bodies.of(run).ref(body + "." + part)).ifPresent(this::put);
                }
            });
        }
    }

    private void run(String run) {
        Set<String> contents = new HashSet<>();
        real.get(RunDocument.ref(run)).ifPresent(document -> {
            put(document);
            contents.add(document.fields().text("definition"));
        });
        for (Document step : real.all(Query.of(StepRecord.of(run), PAGE))) {
            put(step);
            contents.add(step.fields().text("content").split("\\+", 2)[0]);
        }
        contents.forEach(sha -> real.get(DEFINITIONS.ref(sha)).ifPresent(this::put));
        real.each(Query.of(Bodies.of(run), PAGE), this::put);
        Approvals.of(real, run).forEach(this::put);
    }

    /** Without what a tick would have to do with it. */
    private void put(Document document) {
        Fields fields = document.fields().with("due", null);
        if (trial.get(document.ref()).isEmpty()) {
            trial.commit(new Write.Create(document.ref(), fields));
        }
    }
}
