package dev.tickbox.simulation;

import dev.tickbox.Limits;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Site;
import dev.tickbox.generator.Mode;
import dev.tickbox.inbox.Inbox;
import dev.tickbox.inbox.Notification;
import dev.tickbox.ledger.Control.TextOrigin;
import dev.tickbox.ledger.Definitions;
import dev.tickbox.money.Prices;
import dev.tickbox.publisher.Publisher;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Ref;
import dev.tickbox.tick.Ticks;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.context.TickReport;
import dev.tickbox.tick.context.Workers;
import dev.tickbox.tick.publish.PublishItem;
import dev.tickbox.wake.Wake;
import dev.tickbox.world.MemoryInbox;
import dev.tickbox.world.SeededIds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/** Everything of one history: what is outside, what watches, and the processes that come and go. */
final class Universe {
    private static final Prices PRICES = Prices.standard();
    /** How far a tick reads ahead of what it works on. */
    private static final int ROOM = 2;

    final OutsideWorld outside;
    final Watch watch;
    final Script script;
    final VendorModel shop;
    final Fences fences;
    final MoneyRule money;
    final Approved approved;
    final RowRule rows;
    final Continuations continuations;
    final Caps caps;
    final Purchases purchases;
    final Slots slots;
    final Stops stops = new Stops();
    final Budgets budgets;
    final Uncertainty uncertainty;
    final TickWatch ticks;
    final Called called;
    final People people;
    final Programs programs = new Programs();
    final SourceModel outlets;
    final Processes processes;
    private final Limits limits;
    final List<String> messages = new ArrayList<>();
    final List<String> fingerprints = new ArrayList<>();
    final List<String> runs = new ArrayList<>();
    /** Texts and results of steps that a process kept when it thawed, too late: nothing refers to them, and they cost nothing. */
    final Set<Ref> keptInSleep = new HashSet<>();

    /** What the vendor reported. */
    private final MemoryInbox inbox;

    final Map<String, SiteModel> shelves = new TreeMap<>();
    Optional<String> claimedLast = Optional.empty();
    private final SeededIds ids;
    private final boolean byMessage;
    private final boolean isWired;
    private int codeVersion = 1;

    /** @param isWired the vendor is behind a socket, and every job is a batch where it can be asked */
    Universe(long seed, boolean isWired) {
        outside = new OutsideWorld(new Chance(seed));
        ids = new SeededIds(seed);
        inbox = new MemoryInbox(outside.clock);
        outlets = new SourceModel(outside);
        watch = new Watch(new MemoryStore(), outside);
        script = new Script(outside.chance);
        this.isWired = isWired;
        shop = new VendorModel(this, seed, isWired);
        if (isWired) {
            script.wired(shop.canBeAsked() ? Mode.BATCH : Mode.BACKGROUND);
        }
        fences = new Fences(watch);
        money = new MoneyRule(watch);
        approved = new Approved(watch);
        continuations = new Continuations(watch);
        caps = new Caps(watch, script::cap);
        rows = new RowRule(watch, script::takesNewRows, continuations);
        budgets = new Budgets(script.dailyMicroUsd());
        purchases = new Purchases(watch, shop.canBeAsked(), script.limits.attempts());
        uncertainty = new Uncertainty(watch, outside, script.limits.attempts());
        slots = new Slots(watch, outside, script::rhythm);
        called = new Called(outside);
        // Pages so small that a small world needs several.
        boolean takesAll = !outside.chance.perMille(250);
        limits = takesAll ? Limits.STANDARD : Limits.STANDARD.withBatch(4);
        ticks = new TickWatch(watch, outside, script.limits.keepDays(), takesAll);
        people = new People(this);
        processes = new Processes(outside, budgets, new Others(this), ticks::thrown);
        byMessage = outside.chance.perMille(500);
        List.of(
                        fences,
                        stops,
                        money,
                        approved,
                        budgets,
                        purchases,
                        uncertainty,
                        slots,
                        called,
                        ticks,
                        new Removals(outside, script.limits.keepDays()),
                        new Fairness(watch, outside),
                        new Evidence(watch),
                        new Liveness(watch, this::waitsForFailed),
                        continuations,
                        rows,
                        this::seen)
                .forEach(watch::add);
    }

    private void seen(String by, List<Watch.Change> changes) {
        for (Watch.Change change : changes) {
            if (change.in("outbox") && change.becomes("CLAIMED")) {
                claimedLast = Optional.of(change.ref().id());
            } else if (change.in("outbox") && change.before().isEmpty()) {
                fingerprints.add(change.ref().id());
            } else if (change.isRun() && change.before().isEmpty()) {
                runs.add(change.ref().id());
            } else if ((change.under("bodies") || change.under("steps")) && processes.haveSlept(by)) {
                keptInSleep.add(change.ref());
            }
        }
    }

    boolean paused() {
        return watch.get(Collection.of("control").ref("state"))
                .filter(state -> state.fields().flag("paused"))
                .isPresent();
    }

    /** Whether the table of a row that has failed waits for it: in a run from before a restoration, each does. */
    boolean waitsForFailed(Document row) {
        boolean isOld = watch.get(Collection.of("control").ref("state"))
                .flatMap(state -> state.fields().findTime("restored_at"))
                .filter(restored -> !row.fields().time("created_at").isAfter(restored))
                .isPresent();
        return isOld || script.waitsForFailed(row.fields().text("job"));
    }

    SiteModel shelf(String address) {
        return shelves.computeIfAbsent(address, each -> new SiteModel(this, each));
    }

    void deployCode() {
        codeVersion++;
        outside.tell("version " + codeVersion + " of the programs is deployed");
    }

    private void process(String kind, BiConsumer<Proc, TickContext> work) {
        processes.run(kind, process -> {
            TickContext context = context(process);
            return () -> work.accept(process, context);
        });
    }

    void pass(Duration time) {
        processes.pass(time);
    }

    private TickContext context(Proc process) {
        int version = codeVersion;
        String model = script.model();
        return new TickContext(
                ticks.seenBy(process.name(), process.around(watch.as(process.name()))),
                process.around(shop.generator(process)),
                process.around((Site site, TextOrigin texts) -> publisher(process, site)),
                process.aroundSource(outlets),
                name -> programs.find(name, version, model, process, outside),
                PRICES,
                process.clock(),
                ids,
                limits,
                shuffled(process),
                (document, run, state, cause) -> {});
    }

    private Publisher publisher(Proc process, Site site) {
        return shelf(site.setting("path")).seenBy(process);
    }

    /** What a tick does side by side it does here in any order; what it reads on the way, no further ahead than there is room. */
    private Workers shuffled(Proc process) {
        return new Workers() {
            @Override
            public void meanwhile(Duration every, Runnable repeated, Runnable work) {
                process.meanwhile(every, repeated, work);
            }

            @Override
            public <T> void each(Iterable<T> items, Consumer<T> work) {
                int room = items instanceof List<T> all ? Math.max(1, all.size()) : ROOM;
                List<T> taken = new ArrayList<>();
                Iterator<T> next = items.iterator();
                do {
                    while (taken.size() < room && next.hasNext()) {
                        taken.add(next.next());
                    }
                    outside.chance.shuffle(taken);
                    if (!taken.isEmpty()) {
                        work.accept(taken.removeFirst());
                    }
                } while (!taken.isEmpty() || next.hasNext());
            }
        };
    }

    void submit() {
        tick("submit", Ticks::submit);
    }

    void reclaim() {
        tick("reclaim", Ticks::reclaim);
    }

    private void tick(String kind, Function<Ticks, TickReport> tick) {
        process(kind, (process, context) -> {
            ticks.begins(process, kind, paused());
            Inbox mail = script.hasWebhook() ? process.around(inbox) : Inbox.NONE;
            TickReport report = tick.apply(new Ticks(context, wake(process), mail, () -> false));
            ticks.ended(process, kind);
            if (kind.equals("reclaim") && !process.isDead()) {
                uncertainty.ticked();
            }
            Reports.check(process, report);
        });
    }

    private Optional<Wake> wake(Proc process) {
        return byMessage
                ? Optional.of(due -> process.call("wake.call", () -> {
                    due.values().forEach(called::called);
                    due.values().forEach(messages::addAll);
                    return Optional.of(due.size());
                }))
                : Optional.empty();
    }

    void deliver(String fingerprint) {
        process("publisher", (process, context) -> {
            TickReport report = new TickReport("publish", context.clock().now());
            Reports.guard(
                    process,
                    () -> new Definitions(context.store(), context.clock())
                            .current()
                            .ifPresent(definition -> new PublishItem(context, process.name())
                                    .one(definition.sites(), fingerprint, report)));
            Reports.check(process, report);
        });
    }

    void push() {
        Definition definition = script.definition();
        slots.content(definition.sha(), definition.jobs().keySet());
        command("push", context -> new Definitions(context.store(), context.clock()).push(definition));
    }

    /** A process of a person's, whose complaint is its report. */
    void command(String kind, Consumer<TickContext> work) {
        process(kind, (process, context) -> Reports.guard(process, () -> work.accept(context)));
    }

    /** The vendor calls by itself about something that it was sold. */
    void hear() {
        // Over a socket a handle has another form, and batches are not called about.
        Optional.of(isWired)
                .filter(wired -> !wired)
                .flatMap(near -> shop.anyFinished())
                .ifPresent(job -> process(
                        "webhook",
                        (process, context) -> Reports.guard(
                                process,
                                () -> process.call("inbox.publish", () -> {
                                    inbox.publish(new Notification(job.key(), job.attempt(), job.handle()));
                                    return job;
                                }))));
    }
}
