package dev.tickbox.simulation;

import dev.tickbox.Limits;
import dev.tickbox.content.Site;
import dev.tickbox.generator.Mode;
import dev.tickbox.money.Prices;
import dev.tickbox.publisher.Publisher;
import dev.tickbox.store.Collection;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Ref;
import dev.tickbox.tick.Definitions;
import dev.tickbox.tick.Deliver;
import dev.tickbox.tick.Parts;
import dev.tickbox.tick.Report;
import dev.tickbox.tick.Texts;
import dev.tickbox.tick.Ticks;
import dev.tickbox.tick.Workers;
import dev.tickbox.wake.Wake;
import dev.tickbox.world.SeededIds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Everything of one history: what is outside, what watches, and the processes that come and go. */
final class Universe {
    private static final Prices PRICES = Prices.standard();
    private static final int FROZEN_AT_MOST = 3;

    final Outside outside;
    final Watch watch;
    final Script script;
    final Shop shop;
    final Fences fences;
    final Money money;
    final Purchases purchases;
    final Slots slots;
    final List<Proc> frozen = new ArrayList<>();
    final List<String> messages = new ArrayList<>();
    final List<String> fingerprints = new ArrayList<>();
    final List<String> runs = new ArrayList<>();
    /** Texts that a process kept when it thawed, too late: nobody reads them, nothing refers to them, and they cost nothing. */
    final Set<Ref> keptInSleep = new HashSet<>();

    final Map<String, Shelf> shelves = new TreeMap<>();
    Optional<String> claimedLast = Optional.empty();
    private final Set<String> thawed = new HashSet<>();
    private final SeededIds ids;
    private final boolean byMessage;
    private int codeVersion = 1;
    private int processes;
    private int pauses;

    /** @param isWired the vendor is behind a socket, and every job is a batch where it can be asked */
    Universe(long seed, boolean isWired) {
        outside = new Outside(new Chance(seed));
        ids = new SeededIds(seed);
        watch = new Watch(new MemoryStore(), outside);
        script = new Script(outside.chance);
        shop = new Shop(this, seed, isWired);
        if (isWired) {
            script.wired(shop.canBeAsked() ? Mode.BATCH : Mode.BACKGROUND);
        }
        fences = new Fences(watch);
        money = new Money(watch);
        purchases = new Purchases(watch, shop.canBeAsked(), script.limits.attempts());
        slots = new Slots(watch, script::rhythm);
        byMessage = outside.chance.perMille(500);
        List.of(fences, money, purchases, slots, new Evidence(watch), new Liveness(watch), this::seen)
                .forEach(watch::add);
    }

    private void seen(String by, List<Watch.Change> changes) {
        for (Watch.Change change : changes) {
            if (change.in("outbox") && change.becomes("CLAIMED")) {
                claimedLast = Optional.of(change.ref().id());
            } else if (change.in("outbox") && change.before().isEmpty()) {
                fingerprints.add(change.ref().id());
            } else if (change.in("runs") && change.before().isEmpty()) {
                runs.add(change.ref().id());
            } else if (change.in("control")) {
                pauses++;
            } else if (change.under("bodies") && thawed.contains(by)) {
                keptInSleep.add(change.ref());
            }
        }
    }

    boolean paused() {
        return watch.get(Collection.of("control").ref("state"))
                .filter(state -> state.fields().flag("paused"))
                .isPresent();
    }

    /** A process that was started while the store was paused neither buys nor publishes. */
    void mayAct(Proc process, String what) {
        Broken.unless(
                !paused() || process.pausesAtStart() != pauses, process.name() + " " + what + " though it is paused");
    }

    Shelf shelf(String address) {
        return shelves.computeIfAbsent(address, each -> new Shelf(this, each));
    }

    void deployCode() {
        codeVersion++;
        outside.tell("version " + codeVersion + " of the programs is deployed");
    }

    /** A process of its own, from its start to its end, its death, or until it freezes. */
    void process(String kind, BiConsumer<Proc, Parts> work) {
        boolean trouble = !outside.isCalm() && frozen.size() < FROZEN_AT_MOST;
        Proc process = new Proc(outside, kind + "-" + ++processes, new Trouble(outside.chance, trouble), pauses);
        Parts parts = parts(process);
        outside.tell(process.name() + " starts");
        process.start(() -> work.accept(process, parts));
        if (process.isFrozen()) {
            frozen.add(process);
        }
    }

    private Parts parts(Proc process) {
        int version = codeVersion;
        return new Parts(
                process.around(watch.as(process.name())),
                process.around(shop.generator(process)),
                process.around((Site site, Texts texts) -> publisher(process, site)),
                name -> Nightly.version(version),
                PRICES,
                process.clock(),
                ids,
                Limits.STANDARD,
                shuffled(),
                (document, run, state, cause) -> {});
    }

    private Publisher publisher(Proc process, Site site) {
        return shelf(site.setting("path")).seenBy(process);
    }

    /** What a tick does side by side it does here in any order. */
    private Workers shuffled() {
        return new Workers() {
            @Override
            public <T> void each(Iterable<T> items, Consumer<T> work) {
                List<T> order = new ArrayList<>();
                items.forEach(order::add);
                outside.chance.shuffle(order);
                order.forEach(work);
            }
        };
    }

    void submit() {
        process("submit", (process, parts) -> Reports.check(process, new Ticks(parts, wake(process)).submit()));
    }

    void reclaim() {
        process("reclaim", (process, parts) -> Reports.check(process, new Ticks(parts, wake(process)).reclaim()));
    }

    private Optional<Wake> wake(Proc process) {
        return byMessage
                ? Optional.of(due -> process.call("wake.call", () -> {
                    due.values().forEach(messages::addAll);
                    return Optional.of(due.size());
                }))
                : Optional.empty();
    }

    void deliver(String fingerprint) {
        process("publisher", (process, parts) -> {
            Report report = new Report("publish", parts.clock().now());
            Reports.guard(
                    process,
                    () -> new Definitions(parts.store(), parts.clock())
                            .current()
                            .ifPresent(definition ->
                                    new Deliver(parts, process.name()).one(definition.sites(), fingerprint, report)));
            Reports.check(process, report);
        });
    }

    void push() {
        process(
                "push",
                (process, parts) -> Reports.guard(
                        process, () -> new Definitions(parts.store(), parts.clock()).push(script.definition())));
    }

    void thaw(Proc process) {
        frozen.remove(process);
        thawed.add(process.name());
        process.thaw();
        if (process.isFrozen()) {
            frozen.add(process);
        }
    }
}
