package dev.tickbox.view;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Job;
import dev.tickbox.content.Schedule;
import dev.tickbox.ledger.Definitions.JobDocument;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.RunDocument.RunState;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.store.Schema;
import dev.tickbox.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The last slots of each job, and what became of them.
 *
 * @param leftOut jobs with a schedule that are not shown
 */
public record SlotGrid(List<JobSlots> jobs, int leftOut) {
    private static final int SLOTS = 14;
    private static final int JOBS = 40;

    /** A run is made by the first submit tick after its slot. */
    private static final Duration LATE = Duration.ofMinutes(20);

    /** @param slots the oldest first */
    public record JobSlots(String job, ReadableTime when, List<Slot> slots) {}

    /** @param run empty if there is none */
    public record Slot(Instant at, How how, Optional<String> run) {}

    /** What became of a slot. */
    public enum How {
        DONE("done", false),
        IN_PROGRESS("in progress", false),
        NEEDS_YOU("needs you", true),
        FAILED("failed", true),
        LEFT_OUT("left out", false),
        ABANDONED("abandoned", false),
        /** A tick will still make its run. */
        DUE("due now", false),
        LATE("late: no tick has made its run yet", true),
        MISSING("missing: no run was made, or it was removed", true);

        private final String words;
        private final boolean isBad;

        How(String words, boolean isBad) {
            this.words = words;
            this.isBad = isBad;
        }

        public String words() {
            return words;
        }

        public boolean isBad() {
            return isBad;
        }
    }

    /** @param needYou the runs that wait for a person */
    public static SlotGrid of(Store store, Definition definition, Set<String> needYou, Instant now) {
        List<Job> scheduled = definition.jobs().values().stream()
                .filter(job -> job.schedule().isPresent())
                .toList();
        return new SlotGrid(
                scheduled.stream()
                        .limit(JOBS)
                        .map(job -> slots(store, job, job.schedule().orElseThrow(), needYou, now))
                        .toList(),
                Math.max(0, scheduled.size() - JOBS));
    }

    /** Also for one job. */
    public static JobSlots slots(Store store, Job job, Schedule schedule, Set<String> needYou, Instant now) {
        Instant last = store.get(JobDocument.ALL.ref(job.id()))
                .map(document -> Schema.read(document).time("last_slot"))
                .orElse(now);
        Instant begin = firstSlot(store, job).map(slot -> slot.minusMillis(1)).orElse(last);
        List<Slot> slots = new ArrayList<>();
        Optional<Instant> slot = schedule.latest(begin, now);
        while (slot.isPresent() && slots.size() < SLOTS) {
            Instant at = slot.get();
            Optional<Document> run = store.get(RunDocument.ref(runOf(job, at)));
            How how = run.map(document -> how(document, needYou))
                    .orElseGet(() ->
                            !at.isAfter(last) ? How.MISSING : at.plus(LATE).isBefore(now) ? How.LATE : How.DUE);
            slots.add(new Slot(at, how, run.map(document -> document.ref().id())));
            slot = schedule.latest(begin, at.minusMillis(1));
        }
        Collections.reverse(slots);
        return new JobSlots(job.id(), new ReadableTime(job.zone()), List.copyOf(slots));
    }

    /** What was before the oldest run that is kept is not known. */
    private static Optional<Instant> firstSlot(Store store, Job job) {
        Query oldest = Query.of(RunDocument.ALL, 1).where("job", job.id()).orderedBy("created_at");
        return store.query(oldest).documents().stream()
                .map(run -> run.fields().findTime("slot").orElse(run.fields().time("created_at")))
                .findFirst();
    }

    private static String runOf(Job job, Instant slot) {
        return job.id() + "@" + slot.toString().substring(0, 16) + "Z";
    }

    private static How how(Document run, Set<String> needYou) {
        return switch (RunState.valueOf(run.fields().text("state"))) {
            case DONE -> How.DONE;
            case FAILED -> How.FAILED;
            case RUNNABLE, DRIVEN, WAITING -> needYou.contains(run.ref().id()) ? How.NEEDS_YOU : How.IN_PROGRESS;
            case LEFT_OUT -> How.LEFT_OUT;
            case ABANDONED, DELETING -> How.ABANDONED;
        };
    }
}
