package dev.tickbox.view;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Job;
import dev.tickbox.ledger.SpentLedger;
import dev.tickbox.money.Usd;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Schema;
import dev.tickbox.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was made in the last day, job by job, and what it cost: as lines of text. */
record Morning(Store store, Definition content, Instant now) {
    private static final Duration DAY = Duration.ofDays(1);

    /** A slot is not missing before a tick had time to start it. */
    private static final Duration LATE = Duration.ofMinutes(30);

    private static final int RUNS_OF_A_JOB = 6;

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        LocalDate today = LocalDate.ofInstant(now, content.budget().zone());
        lines.add("The last 24 hours (today up to "
                + Usd.of(SpentLedger.ofDay(store, today.toString())) + " of "
                + Usd.of(content.budget().dailyMicroUsd()) + ")");
        content.jobs().values().forEach(job -> lines.addAll(of(job)));
        return lines;
    }

    private List<String> of(Job job) {
        List<String> lines = new ArrayList<>();
        missing(job)
                .ifPresent(slot -> lines.add("  " + job.id() + ": the slot of " + ReadableTime.UTC.says(slot)
                        + " is MISSING: no tick has started it"));
        List<RunList.Row> recent = RunList.of(
                        store, Optional.of(job.id()), Optional.empty(), RUNS_OF_A_JOB, order -> Optional.empty())
                .rows()
                .stream()
                .filter(run -> run.createdAt().isAfter(now.minus(DAY)))
                .toList();
        recent.forEach(run -> lines.add("  " + run.run() + ": " + run.state()
                + (run.why().isEmpty() ? "" : ", " + run.why()) + "; " + Usd.of(run.paidMicroUsd())));
        if (lines.isEmpty()) {
            lines.add("  " + job.id() + ": no run was due");
        }
        return lines;
    }

    private Optional<Instant> missing(Job job) {
        return job.timing()
                .schedule()
                .filter(times -> job.timing().enabled())
                .flatMap(times -> times.latest(now.minus(DAY), now.minus(LATE)))
                .filter(slot -> store.get(Collection.of("jobs").ref(job.id()))
                        .filter(document ->
                                Schema.read(document).time("last_slot").isBefore(slot))
                        .isPresent());
    }
}
