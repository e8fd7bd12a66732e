package dev.tickbox.tick;

import dev.tickbox.Clock.Deadline;
import dev.tickbox.content.Budget;
import dev.tickbox.content.Definition;
import dev.tickbox.wake.Wake;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The two ticks. Each may overlap with itself and with the other, and each may be killed anywhere. */
public final class Ticks {
    /** A drive queues, a publication wakes, the woken drive may queue again: more rounds than this are the next tick's. */
    private static final int ROUNDS = 20;

    /** Counted in the report of a tick that did not get to its end: the store could not be reached, or is not ours. */
    public static final String BROKEN_OFF = "brokenOff";

    private final Parts parts;
    private final Optional<Wake> wake;
    private final BooleanSupplier stopping;
    private final Definitions definitions;

    /** @param wake how publishers are called; empty where they work in this process */
    public Ticks(Parts parts, Optional<Wake> wake) {
        this(parts, wake, () -> false);
    }

    /** @param stopping once true, what is begun is brought to its end and nothing else is begun */
    public Ticks(Parts parts, Optional<Wake> wake, BooleanSupplier stopping) {
        this.parts = parts;
        this.wake = wake;
        this.stopping = stopping;
        this.definitions = new Definitions(parts.store(), parts.clock());
    }

    /** Starts what is due, drives what can go on, buys what is reserved. */
    public Report submit() {
        return tick("submit", tick -> {
            if (tick.state().paused()) {
                return;
            }
            Past past = new Past(tick.parts().store(), tick.state().restoredAt());
            tick.definition()
                    .ifPresent(definition -> tick.part(
                            "starting",
                            () -> new Start(tick.parts(), tick.actor())
                                    .due(definition, past, tick.until(), tick.report())));
            tick.part("driving", () -> tick.drive().due(tick.upTo(1, 2), tick.report()));
            tick.part("buying", () -> buying(tick, past).due(tick.until(), tick.report()));
        });
    }

    private static Submit buying(Tick tick, Past past) {
        Budget budget = tick.definition().map(Definition::budget).orElse(Budget.DEFAULT);
        Listings listings = new Listings(tick.parts(), tick.report());
        Optional<SiteGate> gate = tick.definition()
                .flatMap(definition -> tick.state()
                        .texts()
                        .map(texts -> new SiteGate(tick.parts().publishers(), definition, texts)));
        return new Submit(tick.parts(), new Spending(tick.parts(), budget), past, gate, listings, tick.actor());
    }

    public Report reclaim() {
        return reclaim(Shard.WHOLE);
    }

    /** Collects what has ended, finds what was lost, drives what waited, has it published, removes what is old. */
    public Report reclaim(Shard shard) {
        return tick("reclaim", tick -> {
            Parts limited = tick.parts();
            Report report = tick.report();
            Listings listings = new Listings(limited, report);
            Collect collect = new Collect(limited, listings, tick.actor());
            tick.part("collecting", () -> collect.due(shard, tick.upTo(1, 3), report));
            if (!shard.first()) {
                return;
            }
            Resolve resolve = new Resolve(limited, listings, tick.actor());
            tick.part("resolving", () -> resolve.due(tick.upTo(1, 2), report));
            goOn(tick);
            Remove remove = new Remove(limited, tick.actor());
            tick.part("removing", () -> remove.due(tick.until(), report));
        });
    }

    /** What is told wakes a run, which queues what is published, which is told: round by round. */
    private void goOn(Tick tick) {
        Report report = tick.report();
        Tell tell = new Tell(tick.parts(), tick.actor());
        Optional<Call> call =
                tick.definition().map(definition -> new Call(tick.parts(), waking(tick, definition), tick.actor()));
        long told;
        int round = 0;
        do {
            long before = report.counted("told");
            tick.part("waking runs", () -> tell.due(tick.until(), report));
            tick.part("driving", () -> tick.drive().due(tick.until(), report));
            if (!tick.state().paused()) {
                call.ifPresent(each ->
                        tick.part("publishing", () -> each.due(tick.definition().orElseThrow(), tick.until(), report)));
            }
            tick.part("waking runs", () -> tell.due(tick.until(), report));
            told = report.counted("told") - before;
        } while (told > 0 && ++round < ROUNDS && !tick.until().passed());
    }

    private Wake waking(Tick tick, Definition definition) {
        return wake.orElseGet(() -> new InProcess(tick.parts(), definition, tick.actor(), tick.until(), tick.report()));
    }

    /** What one tick knows. */
    private record Tick(
            Parts parts,
            String actor,
            Optional<Definition> definition,
            Control.State state,
            Drive drive,
            Instant startedAt,
            Until until,
            Report report) {
        /** Each part is on its own: one that cannot read the store for a moment does not end the tick for the others. */
        void part(String name, Runnable work) {
            if (!report.guard(name, work)) {
                report.count(BROKEN_OFF);
            }
        }

        /** A share of the tick's time, from its start: vendors and programs that hang must not starve what comes after them. */
        Until upTo(int share, int of) {
            Duration time = parts.limits().tickBudget().multipliedBy(share).dividedBy(of);
            Deadline deadline = parts.clock()
                    .deadline(
                            time.minus(Duration.between(startedAt, parts.clock().now())));
            return () -> deadline.passed() || until.passed();
        }
    }

    @FunctionalInterface
    private interface Work {
        void run(Tick tick);
    }

    private Report tick(String name, Work work) {
        Report report = new Report(name, parts.clock().now());
        String actor = name + "-" + parts.ids().next().substring(0, 8);
        boolean whole = report.guard(name + " tick", () -> {
            Control.State state = new Control(parts.store(), parts.clock())
                    .bind(parts.generator().kind());
            Optional<Definition> definition = state.definition().map(definitions::load);
            Parts limited = definition.map(parts::with).orElse(parts);
            Deadline budget = parts.clock().deadline(limited.limits().tickBudget());
            Until until = () -> budget.passed() || stopping.getAsBoolean();
            if (state.paused()) {
                report.fact("paused", true);
                state.pausedBecause().ifPresent(why -> report.fact("pausedBecause", why));
            }
            work.run(new Tick(
                    limited,
                    actor,
                    definition,
                    state,
                    new Drive(limited, definitions, actor),
                    parts.clock().now(),
                    until,
                    report));
            Standing.add(limited, definition, report);
        });
        if (!whole) {
            report.count(BROKEN_OFF);
        }
        report.ended(parts.clock().now());
        return report;
    }
}
