package dev.tickbox.world;

import dev.tickbox.Limits;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Site;
import dev.tickbox.generator.Generator;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.generator.simulated.Journal;
import dev.tickbox.generator.simulated.SimulatedGenerator;
import dev.tickbox.generator.simulated.SimulatedVendor;
import dev.tickbox.ledger.Control.TextOrigin;
import dev.tickbox.ledger.Definitions;
import dev.tickbox.money.Prices;
import dev.tickbox.publisher.Publisher;
import dev.tickbox.store.Store;
import dev.tickbox.tick.Ticks;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.context.TickContext.SitePublishers;
import dev.tickbox.tick.context.Workers;
import dev.tickbox.tick.start.StartRuns;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** One store, one vendor, some sites, one clock. Every tick is a process of its own: nothing is shared but what is outside. */
public final class World {
    public static final Instant START = Instant.parse("2026-11-21T05:00:00Z");

    public final ManualClock clock;
    public final SeededIds ids;
    public final Store store;
    public final SimulatedVendor vendor;
    public final Map<String, MemorySite> sites;
    public final MemorySource source = new MemorySource();

    public World(Store store, Faults faults, long seed) {
        this(store, new ManualClock(START), new SeededIds(seed), faults);
    }

    private World(Store store, ManualClock clock, SeededIds ids, Faults faults) {
        this(store, clock, ids, new SimulatedVendor(Journal.inMemory(), clock, faults), new TreeMap<>());
    }

    private World(
            Store store, ManualClock clock, SeededIds ids, SimulatedVendor vendor, Map<String, MemorySite> sites) {
        this.store = store;
        this.clock = clock;
        this.ids = ids;
        this.vendor = vendor;
        this.sites = sites;
    }

    /** Where another process has been before. */
    public static World at(Instant now, Store store, Journal journal) {
        ManualClock clock = new ManualClock(now);
        return new World(
                store, clock, new SeededIds(1), new SimulatedVendor(journal, clock, Faults.NONE), new TreeMap<>());
    }

    /** The same outside, seen by processes that have another store. */
    public World on(Store other) {
        return new World(other, clock, ids, vendor, sites);
    }

    public void push(Definition definition) {
        definition.sites().keySet().forEach(site -> sites.computeIfAbsent(site, each -> new MemorySite()));
        new Definitions(store, clock).push(definition);
    }

    public MemorySite site(String id) {
        return Objects.requireNonNull(sites.get(id), id);
    }

    public TickContext context() {
        return context(store, new SimulatedGenerator(vendor), site -> site(site.id()));
    }

    /** Whatever the texts are: here each site is its own in memory. */
    public TickContext context(Store through, Generator generator, Function<Site, Publisher> sites) {
        return context(through, generator, (Site site, TextOrigin texts) -> sites.apply(site));
    }

    /** A process that sees the outside through what the test puts in between. */
    public TickContext context(Store through, Generator generator, SitePublishers publishers) {
        return new TickContext(
                through,
                generator,
                publishers,
                source,
                name -> {
                    throw new IllegalArgumentException("no class " + name);
                },
                Prices.standard(),
                clock,
                ids,
                Limits.STANDARD,
                Workers.oneByOne(),
                (document, run, state, cause) -> {});
    }

    /** A process whose every call of the outside goes through the boundary. */
    public Ticks process(Boundary boundary) {
        TickContext context = context(
                boundary.around(store),
                boundary.around((Generator) new SimulatedGenerator(vendor)),
                boundary.around((Site site, TextOrigin texts) -> site(site.id())));
        return new Ticks(context, Optional.empty());
    }

    /** A process that buys through the gate. */
    public Ticks process(Gate gate) {
        return new Ticks(context(store, gate, site -> site(site.id())), Optional.empty());
    }

    /** Runs of every job, started by hand. */
    public void start(Definition definition, int runs) {
        for (int i = 0; i < runs; i++) {
            definition.jobs().values().forEach(job -> new StartRuns(context(), "operator").byHand(definition, job));
        }
    }

    public Ticks process() {
        return new Ticks(context(), Optional.empty());
    }

    /** Ticks, two minutes apart, as a crontab would. */
    public void pass(Duration time) {
        Instant end = clock.now().plus(time);
        while (clock.now().isBefore(end)) {
            clock.advance(Duration.ofMinutes(2));
            process().submit();
            process().reclaim();
        }
    }

    /** The same, buying through the gate. */
    public void pass(Duration time, Gate gate) {
        Instant end = clock.now().plus(time);
        while (clock.now().isBefore(end)) {
            clock.advance(Duration.ofMinutes(2));
            process(gate).submit();
            process(gate).reclaim();
        }
    }
}
