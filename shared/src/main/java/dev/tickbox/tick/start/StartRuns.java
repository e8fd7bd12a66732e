package dev.tickbox.tick.start;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Job;
import dev.tickbox.content.Schedule;
import dev.tickbox.ledger.Definitions.JobDocument;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.Runs;
import dev.tickbox.run.Run;
import dev.tickbox.store.Document;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Schema;
import dev.tickbox.store.Store.Outcome;
import dev.tickbox.store.StoreException;
import dev.tickbox.store.Write;
import dev.tickbox.tick.context.DuePages.StopSignal;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.context.TickReport;
import dev.tickbox.tick.submit.RestoreGuard;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Makes a run of each slot that is due. {@code jobs/{id}} remembers the last slot in the commit that makes its run, so that no slot
 * is ever made twice, not even when its run has long been removed.
 */
public final class StartRuns {
    private static final int MISSED_AT_MOST = 100;

    private final TickContext context;
    private final Runs runs;

    public StartRuns(TickContext context, String actor) {
        this.context = context;
        this.runs = new Runs(context, actor);
    }

    public void due(Definition definition, RestoreGuard past, StopSignal until, TickReport report) {
        context.workers()
                .each(
                        List.copyOf(definition.jobs().values()),
                        job -> job.schedule()
                                .filter(schedule -> !until.passed())
                                .ifPresent(schedule -> report.guard(
                                        "jobs/" + job.id(), () -> due(definition, job, schedule, past, report))));
    }

    private void due(Definition definition, Job job, Schedule schedule, RestoreGuard past, TickReport report) {
        Ref ref = JobDocument.ALL.ref(job.id());
        Optional<Document> found = context.store().get(ref);
        Instant now = context.clock().now();
        if (found.isEmpty()) {
            // Pushed by a program that did not say when: it has no past. Whoever else sees it first says the same.
            context.store().commit(new Write.Create(ref, Schema.begin().with("last_slot", now)));
            return;
        }
        Instant last = past.cursor(Schema.read(found.get()).time("last_slot"));
        List<Instant> slots = job.catchUpAll()
                ? schedule.all(last, now, MISSED_AT_MOST)
                : schedule.latest(last, now).stream().toList();
        for (Instant slot : slots) {
            Optional<Document> document = context.store().get(ref);
            if (document.isEmpty()
                    || !Schema.read(document.get()).time("last_slot").isBefore(slot)) {
                return;
            }
            if (!start(definition, job, slot, document.get())) {
                return; // A later slot would hide this one, if this one was not made; the next tick sees.
            }
            report.count("started");
        }
    }

    private boolean start(Definition definition, Job job, Instant slot, Document document) {
        Run run = Run.open(
                slotId(job, slot),
                job.id(),
                job.site(),
                Optional.of(slot),
                definition.sha(),
                context.clock().now());
        Write advance = new Write.Update(document, document.fields().with("last_slot", slot));
        boolean made = context.store().commit(runs.create(run, "slot " + slot), advance) == Outcome.APPLIED;
        if (made) {
            runs.tell(run, "slot " + slot);
        } else if (context.store().get(RunDocument.ref(run.id())).isPresent()) {
            // The run is there without its slot having been counted: only after somebody edited the store by hand.
            context.store().commit(advance);
        }
        return made;
    }

    /** By hand: a new run, and so a new purchase. */
    public Run byHand(Definition definition, Job job) {
        Run run = newByHand(definition, job);
        if (context.store().commit(runs.create(run, "started by hand")) != Outcome.APPLIED) {
            throw new StoreException("the store did not say whether run " + run.id() + " was made; see: tickbox list");
        }
        runs.tell(run, "started by hand");
        return run;
    }

    /** Not yet in the store. */
    public Run newByHand(Definition definition, Job job) {
        Instant now = context.clock().now();
        String id = job.id() + "@" + now.truncatedTo(ChronoUnit.SECONDS) + "-by-hand-"
                + context.ids().next().substring(0, 6);
        return Run.open(id, job.id(), job.site(), Optional.empty(), definition.sha(), now);
    }

    /** {@code garden-daily@2026-11-21T06:00Z}: minutes are all that a schedule knows. */
    public static String slotId(Job job, Instant slot) {
        return job.id() + "@" + slot.toString().substring(0, 16) + "Z";
    }
}
