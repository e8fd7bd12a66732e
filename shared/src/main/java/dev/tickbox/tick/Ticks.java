package dev.tickbox.tick;

import dev.tickbox.Clock.Deadline;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Definition.Budget;
import dev.tickbox.inbox.Inbox;
import dev.tickbox.ledger.Control;
import dev.tickbox.ledger.Definitions;
import dev.tickbox.notifier.Notifier;
import dev.tickbox.tick.collect.CollectResults;
import dev.tickbox.tick.collect.Listings;
import dev.tickbox.tick.collect.ResolveUncertain;
import dev.tickbox.tick.collect.VendorNotifications;
import dev.tickbox.tick.context.DuePages.StopSignal;
import dev.tickbox.tick.context.Shard;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.context.TickReport;
import dev.tickbox.tick.housekeeping.Backlog;
import dev.tickbox.tick.housekeeping.IndexWait;
import dev.tickbox.tick.housekeeping.LapseApprovals;
import dev.tickbox.tick.housekeeping.RemoveRuns;
import dev.tickbox.tick.housekeeping.WakeRoots;
import dev.tickbox.tick.housekeeping.WakeRuns;
import dev.tickbox.tick.notify.Outlet;
import dev.tickbox.tick.notify.TellPeople;
import dev.tickbox.tick.publish.CallPublishers;
import dev.tickbox.tick.publish.PublishItem;
import dev.tickbox.tick.start.DriveRuns;
import dev.tickbox.tick.start.StartRuns;
import dev.tickbox.tick.submit.DailyBudget;
import dev.tickbox.tick.submit.RestoreGuard;
import dev.tickbox.tick.submit.RunCaps;
import dev.tickbox.tick.submit.SiteGate;
import dev.tickbox.tick.submit.SubmitReservations;
import dev.tickbox.wake.Wake;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** The two ticks. Each may overlap with itself and with the other, and each may be killed anywhere. */
public final class Ticks {
    /** A drive queues, a publication wakes, the woken drive may queue again: more rounds than this are the next tick's. */
    private static final int ROUNDS = 20;

    /** No message is begun after this. */
    private static final Duration TELLING = Duration.ofMinutes(1);

    private final TickContext context;
    private final Optional<Wake> wake;
    private final Inbox inbox;
    private final BooleanSupplier stopping;
    private final Outlet outlet;
    private final Definitions definitions;

    /** @param wake how publishers are called; empty where they work in this process */
    public Ticks(TickContext context, Optional<Wake> wake) {
        this(context, wake, Inbox.NONE, () -> false);
    }

    /**
     * @param inbox what the vendor reported to another process
     * @param stopping once true, what is begun is brought to its end and nothing else is begun
     */
    public Ticks(TickContext context, Optional<Wake> wake, Inbox inbox, BooleanSupplier stopping) {
        this(context, wake, inbox, Outlet.SILENT, stopping);
    }

    private Ticks(TickContext context, Optional<Wake> wake, Inbox inbox, Outlet outlet, BooleanSupplier stopping) {
        this.context = context;
        this.wake = wake;
        this.inbox = inbox;
        this.outlet = outlet;
        this.stopping = stopping;
        this.definitions = new Definitions(context.store(), context.clock());
    }

    /** The same ticks, which also tell people what waits for them. */
    public Ticks telling(Outlet people) {
        return new Ticks(context, wake, inbox, people, stopping);
    }

    /** Starts what is due, drives what can go on, buys what is reserved. */
    public TickReport submit() {
        return tick("submit", "submit", true, tick -> {
            boolean isUnreadable =
                    tick.definition().isEmpty() && tick.state().definition().isPresent();
            if (tick.state().paused() || isUnreadable) {
                return;
            }
            RestoreGuard past =
                    new RestoreGuard(tick.context().store(), tick.state().restoredAt());
            tick.definition()
                    .ifPresent(definition -> tick.part(
                            "starting",
                            () -> new StartRuns(tick.context(), tick.actor())
                                    .due(definition, past, tick.until(), tick.report())));
            tick.part("driving", () -> tick.drive().due(tick.upTo(1, 2), tick.report()));
            tick.part("driving rows", () -> {
                if (tick.drive().rowsAreDue()) {
                    tick.drive().dueRows(tick.upTo(1, 2), tick.report());
                }
            });
            tick.part("buying", () -> buying(tick, past).due(tick.until(), tick.report()));
        });
    }

    private static SubmitReservations buying(Tick tick, RestoreGuard past) {
        Budget budget = tick.definition().map(Definition::budget).orElse(Budget.DEFAULT);
        Listings listings = new Listings(tick.context(), tick.report());
        Optional<SiteGate> gate = tick.definition()
                .flatMap(definition -> tick.state()
                        .texts()
                        .map(texts -> new SiteGate(tick.context().publishers(), definition, texts)));
        return new SubmitReservations(
                tick.context(),
                new DailyBudget(tick.context(), budget),
                new RunCaps(tick.context(), tick.definition()),
                past,
                gate,
                listings,
                tick.actor());
    }

    public TickReport reclaim() {
        return reclaim(Shard.WHOLE);
    }

    /** Collects what has ended, finds what was lost, drives what waited, has it published, removes what is old. */
    public TickReport reclaim(Shard shard) {
        return tick("reclaim", shard.name("reclaim"), shard.first(), tick -> {
            TickContext limited = tick.context();
            TickReport report = tick.report();
            Listings listings = new Listings(limited, report);
            VendorNotifications notifications = new VendorNotifications(limited, inbox, tick.actor(), report);
            if (shard.first()) {
                tick.part("notifications", notifications::due);
            }
            CollectResults collect = new CollectResults(limited, listings, tick.actor());
            tick.part("collecting", () -> collect.due(shard, tick.upTo(1, 3), report));
            if (!shard.first()) {
                return;
            }
            ResolveUncertain resolve = new ResolveUncertain(limited, listings, notifications, tick.actor());
            tick.part("resolving", () -> resolve.due(tick.upTo(5, 6), report));
            tick.part(
                    "looking at approvals", () -> new LapseApprovals(limited, tick.actor()).due(tick.until(), report));
            goOn(tick);
            RemoveRuns remove = new RemoveRuns(limited, tick.actor());
            tick.part("removing", () -> remove.due(tick.until(), report));
            tick.definition().ifPresent(content -> tick.part("telling people", () -> tell(tick, content)));
        });
    }

    /** Also where a tick's time is used up: that much waits is what people should know. */
    private void tell(Tick tick, Definition content) {
        Deadline own = context.clock().deadline(TELLING);
        new TellPeople(tick.context(), outlet, content, tick.actor())
                .due(() -> own.passed() || stopping.getAsBoolean(), tick.report());
    }

    /** Somebody else notices when it stays away: because no tick runs, because a tick does not do its work, or because nothing is bought. */
    private void beat(Tick tick, Definition content) {
        boolean isOverdue = LastTicks.read(
                        context.store(), content.ticks(), context.clock().now())
                .stream()
                .anyMatch(last -> last.kind().equals("submit") && last.isOverdue());
        boolean isBroken = tick.report().counted(TickReport.BROKEN_OFF) > 0;
        content.notices().heartbeat().filter(address -> !isOverdue && !isBroken).ifPresent(address -> {
            Deadline deadline =
                    context.clock().deadline(context.limits().notice().call());
            if (outlet.notifier().beat(address, deadline) instanceof Notifier.NotDelivered not) {
                tick.report().waits("heartbeat", not.why());
            }
        });
    }

    /** A result wakes a run, the run creates items, a published item wakes the run again: round by round. */
    private void goOn(Tick tick) {
        TickReport report = tick.report();
        WakeRuns tell = new WakeRuns(tick.context(), tick.actor());
        WakeRoots roots = new WakeRoots(tick.context(), tick.actor());
        Optional<CallPublishers> call = tick.definition()
                .map(definition -> new CallPublishers(tick.context(), waking(tick, definition), tick.actor()));
        long told;
        int round = 0;
        do {
            long before = report.counted("told");
            tick.part("waking runs", () -> tell.due(tick.until(), report));
            tick.part("driving", () -> tick.drive().due(tick.until(), report));
            AtomicBoolean rows = new AtomicBoolean(true);
            tick.part("driving rows", () -> {
                rows.set(tick.drive().rowsAreDue());
                if (rows.get()) {
                    tick.drive().dueRows(tick.upTo(9, 10), report);
                }
            });
            if (!tick.state().paused()) {
                call.ifPresent(each ->
                        tick.part("publishing", () -> each.due(tick.definition().orElseThrow(), tick.until(), report)));
            }
            tick.part("waking runs", () -> tell.due(tick.until(), report));
            if (rows.get()) {
                tick.part("waking the runs of rows", () -> roots.due(tick.until(), report));
            }
            told = report.counted("told") - before;
        } while (told > 0 && ++round < ROUNDS && !tick.until().passed());
    }

    private Wake waking(Tick tick, Definition definition) {
        return wake.orElseGet(
                () -> new InProcessWake(tick.context(), definition, tick.actor(), tick.until(), tick.report()));
    }

    /** What one tick knows. */
    private record Tick(
            TickContext context,
            String actor,
            Optional<Definition> definition,
            Control.State state,
            DriveRuns drive,
            Instant startedAt,
            StopSignal until,
            TickReport report) {
        /** Each part is on its own: one that cannot read the store for a moment does not end the tick for the others. */
        void part(String name, Runnable work) {
            if (!report.guard(name, work)) {
                report.count(TickReport.BROKEN_OFF);
            }
        }

        /**
         * A share of the tick's time, from its start: vendors and programs that hang must not starve what comes after them. The next
         * share ends more than a call's timeout later, since the last call of a part may end that long after the part's time.
         */
        StopSignal upTo(int share, int of) {
            Duration time = context.limits().tick().budget().multipliedBy(share).dividedBy(of);
            Deadline deadline = context.clock()
                    .deadline(time.minus(
                            Duration.between(startedAt, context.clock().now())));
            return () -> deadline.passed() || until.passed();
        }
    }

    @FunctionalInterface
    private interface Work {
        void run(Tick tick);
    }

    /**
     * @param share what the schedule calls it, also where it is one of several
     * @param isFirst of several, the one that does all work but collecting
     */
    private TickReport tick(String name, String share, boolean isFirst, Work work) {
        TickReport report = new TickReport(name, context.clock().now());
        String actor = name + "-" + context.ids().next().substring(0, 8);
        boolean whole = report.guard(name + " tick", () -> {
            Control control = new Control(context.store(), context.clock());
            Control.State state = control.bind(context.generator().kind());
            Optional<Definition> definition = load(state, report);
            TickContext limited = definition.map(context::with).orElse(context);
            Deadline budget = context.clock().deadline(limited.limits().tick().budget());
            StopSignal until = () -> budget.passed() || stopping.getAsBoolean();
            if (state.paused()) {
                report.fact("paused", true);
                state.pausedBecause().ifPresent(why -> report.fact("pausedBecause", why));
            }
            Tick tick = new Tick(
                    limited,
                    actor,
                    definition,
                    state,
                    new DriveRuns(limited, definitions, actor),
                    context.clock().now(),
                    until,
                    report);
            work.run(tick);
            tick.part("counting what is open", () -> Backlog.add(limited, definition, report));
            new IndexWait(control, share).judge(state, report);
            if (name.equals("reclaim") && isFirst) {
                definition.ifPresent(content -> tick.part("the heartbeat", () -> beat(tick, content)));
            }
        });
        if (!whole) {
            report.count(TickReport.BROKEN_OFF);
        }
        report.ended(context.clock().now());
        return report;
    }

    /** If the current content cannot be read, nothing is started or bought, but what is at the vendor is collected. */
    private Optional<Definition> load(Control.State state, TickReport report) {
        List<Definition> loaded = new ArrayList<>();
        report.guard(
                "the current content",
                () -> state.definition().map(definitions::load).ifPresent(loaded::add));
        return loaded.stream().findFirst();
    }

    /** The publishers of a single machine: they come at once, each site's on its own, so that a slow one delays no other. */
    private record InProcessWake(
            TickContext context, Definition definition, String actor, StopSignal until, TickReport report)
            implements Wake {
        @Override
        public void call(Map<String, List<String>> due) {
            PublishItem deliver = new PublishItem(context, actor);
            context.workers().each(List.copyOf(due.values()), fingerprints -> {
                for (String fingerprint : fingerprints) {
                    if (!until.passed()) {
                        report.guard(
                                "outbox/" + fingerprint, () -> deliver.one(definition.sites(), fingerprint, report));
                    }
                }
            });
        }
    }
}
