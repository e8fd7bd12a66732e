package dev.tickbox.bench;

import dev.tickbox.Clock;
import dev.tickbox.Fields;
import dev.tickbox.Limits;
import dev.tickbox.program.DriverLease;
import dev.tickbox.program.RecordedSteps;
import dev.tickbox.program.Replay;
import dev.tickbox.program.Restoration;
import dev.tickbox.program.SourceSteps;
import dev.tickbox.program.StepOrders;
import dev.tickbox.program.Steps;
import dev.tickbox.reservation.Reservation.OnIncomplete;
import dev.tickbox.run.Run;
import dev.tickbox.screening.Screening;
import dev.tickbox.source.Source;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Store;
import dev.tickbox.store.Store.Outcome;
import dev.tickbox.store.Write;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** A run of 20 empty steps: one after the other, then 16 such runs at once; and raw commits before, between and after. */
final class StepBench {
    private static final int STEPS = 20;
    private static final int ROUNDS = 5;
    private static final int RUNS = 40;
    private static final int THREADS = 16;
    private static final int RUNS_EACH = 100;

    private final Store store;
    private final Clock clock;
    private final AtomicInteger names = new AtomicInteger();

    StepBench(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    void measure(Map<String, Object> figures) {
        // Once for nothing, so that neither side pays for a cold start.
        raw(new Figures(clock, RUNS * STEPS));
        serial(new Figures(clock, RUNS * STEPS));
        Figures raw = new Figures(clock, ROUNDS * RUNS * STEPS);
        Figures step = new Figures(clock, ROUNDS * RUNS * STEPS);
        for (int i = 0; i < ROUNDS; i++) {
            raw(raw);
            serial(step);
        }
        together(RUNS_EACH / 4);
        double perSecond = together(RUNS_EACH);
        Figures.say(
                "raw durable commit        %8.0f µs   p50 %.0f  p99 %.0f",
                raw.meanMicros(), raw.micros(50), raw.micros(99));
        Figures.say(
                "recorded step, serial     %8.0f µs   p50 %.0f  p99 %.0f   = %.2f raw commits (aim: at most 3)",
                step.meanMicros(), step.micros(50), step.micros(99), step.meanMicros() / raw.meanMicros());
        Figures.say(
                "recorded steps, 16 threads %7.0f /s                  (aim: at least 10,000 on 2 cores)", perSecond);
        figures.put("rawCommitMicros", Figures.rounded(raw.meanMicros()));
        figures.put("rawCommitP50Micros", Figures.rounded(raw.micros(50)));
        figures.put("rawCommitP99Micros", Figures.rounded(raw.micros(99)));
        figures.put("serialStepMicros", Figures.rounded(step.meanMicros()));
        figures.put("serialStepP50Micros", Figures.rounded(step.micros(50)));
        figures.put("serialStepP99Micros", Figures.rounded(step.micros(99)));
        figures.put("stepsPerSecond16", Figures.rounded(perSecond));
    }

    private void raw(Figures figures) {
        Collection collection = Collection.of("bench");
        for (int i = 0; i < RUNS * STEPS; i++) {
            Write write = new Write.Create(
                    collection.ref("raw-" + names.incrementAndGet()), Fields.NONE.with("status", "DONE"));
            figures.time(() -> applied(store.commit(write)));
        }
    }

    private static void applied(Outcome outcome) {
        if (outcome != Outcome.APPLIED) {
            throw new IllegalStateException("a commit of the bench was " + outcome);
        }
    }

    private void serial(Figures figures) {
        for (int i = 0; i < RUNS; i++) {
            Steps steps = run();
            for (int j = 0; j < STEPS; j++) {
                String id = "step-" + j;
                figures.time(() -> steps.step(id, "", () -> "done"));
            }
        }
    }

    private double together(int runsEach) {
        long start = clock.nanos();
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                all.add(threads.submit(() -> {
                    for (int j = 0; j < runsEach; j++) {
                        Steps steps = run();
                        for (int k = 0; k < STEPS; k++) {
                            steps.step("step-" + k, "", () -> "done");
                        }
                    }
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        return THREADS * runsEach * STEPS / ((clock.nanos() - start) / 1e9);
    }

    private Steps run() {
        Limits limits = Limits.STANDARD;
        var facts = new Steps.Facts(
                "bench-" + names.incrementAndGet(),
                "bench",
                "bench",
                Optional.empty(),
                LocalDate.ofInstant(clock.now(), ZoneOffset.UTC),
                clock.now());
        DriverLease lease =
                new DriverLease(store, clock, limits, facts.id(), "bench", DriverLease.deadline(clock, limits));
        RecordedSteps recorded = new RecordedSteps(store, clock, limits, facts.id(), "bench", lease);
        var terms = new StepOrders.Terms(
                false,
                OnIncomplete.HOLD,
                (site, article) -> article,
                (site, article) -> article.slug(),
                (site, file) -> Screening.KEEP,
                false);
        Run run = Run.open(facts.id(), facts.job(), facts.site(), Optional.empty(), "bench", clock.now());
        Restoration restoration = new Restoration(Optional::empty, run);
        return new Replay(
                facts,
                recorded,
                new StepOrders(store, clock, limits, facts, terms, recorded),
                restoration,
                new SourceSteps(
                        (query, deadline) -> new Source.Again("no source"),
                        clock,
                        limits,
                        recorded,
                        facts.reference(),
                        restoration));
    }
}
