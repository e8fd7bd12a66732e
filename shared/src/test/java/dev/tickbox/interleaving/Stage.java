package dev.tickbox.interleaving;

import dev.tickbox.Fields;
import dev.tickbox.Limits;
import dev.tickbox.content.Site;
import dev.tickbox.generator.Generator;
import dev.tickbox.generator.Label;
import dev.tickbox.generator.Mode;
import dev.tickbox.generator.simulated.Journal;
import dev.tickbox.generator.simulated.SimulatedVendor;
import dev.tickbox.ledger.AttemptDocument;
import dev.tickbox.ledger.Control.TextOrigin;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.money.Prices;
import dev.tickbox.publisher.Publisher;
import dev.tickbox.reservation.Attempt;
import dev.tickbox.store.Collection;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store;
import dev.tickbox.tick.Ticks;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.context.TickReport;
import dev.tickbox.tick.context.Workers;
import dev.tickbox.world.Boundary;
import dev.tickbox.world.ChangingSource;
import dev.tickbox.world.ManualClock;
import dev.tickbox.world.MemorySite;
import dev.tickbox.world.SeededIds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** What is outside while one schedule is played, begun from a snapshot, with the rules that watch it. */
final class Stage {
    private static final List<String> MISSED = List.of("which is gone", "has no text");
    private static final Prices PRICES = Prices.standard();

    private final ChangingSource source = new ChangingSource();
    final ManualClock clock;
    final MemoryStore store;
    final Journal journal;
    final SimulatedVendor vendor;
    final Map<String, MemorySite> sites;
    final Chronicle chronicle;
    final Flaws flaws = new Flaws();
    /** What broke, the first thing first. */
    final List<String> broken = new ArrayList<>();

    final List<String> story;
    private final List<Rule> rules;
    private boolean removesRuns;

    /** @param isTold whether the story is kept */
    Stage(Snapshot from, boolean isTold) {
        clock = new ManualClock(from.now());
        store = from.store().copy();
        journal = from.journal();
        sites = Snapshot.copies(from.sites());
        vendor = new SimulatedVendor(journal, clock, from.faults());
        story = isTold ? new ArrayList<>() : new Forgetful();
        rules = List.of(
                new PurchaseRule(this),
                new PauseRule(this),
                new GivenUpRule(this),
                new BooksRule(this),
                new ApprovalRule(this),
                new TableRule(this),
                new ContinuationRule(this),
                happening -> story.add("        " + happening));
        chronicle = new Chronicle(store, isTold ? rules : rules.subList(0, rules.size() - 1));
    }

    /** Nobody reads it, so nothing is kept. */
    private static final class Forgetful extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        @Override
        public boolean add(String line) {
            return false;
        }
    }

    void unless(boolean holds, Supplier<String> what) {
        if (!holds) {
            broken.add(what.get());
            story.add("BROKEN: " + what.get());
        }
    }

    /** A process that sees all that is outside through the boundary. */
    TickContext context(String name, Boundary boundary) {
        Store seen = chronicle.seenBy(name);
        Generator generator = chronicle.seenBy(name, vendor);
        Function<Site, Publisher> publishers = chronicle.seenBy(name, sites);
        return new TickContext(
                boundary.around(seen),
                boundary.around(generator),
                boundary.around((Site site, TextOrigin texts) -> flaws.siteRefuses()
                        ? (delivery, deadline) -> new Publisher.Refused("the site refuses")
                        : flaws.isDown(site.id())
                                ? (delivery, deadline) -> new Publisher.Retry("502 bad gateway")
                                : publishers.apply(site)),
                boundary.aroundSource(source),
                programName -> new TickContext.Code(new TwoViews(flaws), "1"),
                PRICES,
                clock,
                new SeededIds(name.hashCode()),
                Limits.STANDARD,
                Workers.oneByOne(),
                (document, run, state, cause) -> {});
    }

    Ticks ticks(String name, Boundary boundary) {
        return new Ticks(context(name, boundary), Optional.empty());
    }

    /** A run has been removed. */
    void removesRuns() {
        removesRuns = true;
    }

    void heard(String name, TickReport report) {
        report.errors().forEach(error -> error(name, error));
    }

    /** Nothing may go wrong but what was made to; who slept while its run was removed may miss what is gone. */
    void error(String name, String error) {
        boolean missed = MISSED.stream().anyMatch(error::contains) && removesRuns;
        unless(missed || error.contains(Actor.INJECTED), () -> "ERROR of " + name + ": " + error);
    }

    /** The first run that there is: what a person means. */
    Optional<String> run() {
        return names(RunDocument.ALL).stream().findFirst();
    }

    /** The first row that has failed, or the first that there is. */
    Optional<String> row() {
        return store.all(Query.of(RunDocument.ROWS, 500)).stream()
                .filter(row -> row.fields().text("state").equals("FAILED"))
                .map(row -> row.ref().id())
                .findFirst()
                .or(() -> names(RunDocument.ROWS).stream().findFirst());
    }

    List<String> items() {
        return names(ItemDocument.ALL);
    }

    private List<String> names(Collection collection) {
        return store.all(Query.of(collection, 500)).stream()
                .map(document -> document.ref().id())
                .toList();
    }

    /** Which attempt each job at the vendor is of. */
    Map<String, Attempt> sold() {
        Map<String, Attempt> sold = new LinkedHashMap<>();
        List<Attempt> attempts = store.all(Query.of(AttemptDocument.ALL, 500)).stream()
                .map(AttemptDocument::read)
                .toList();
        for (Fields job : vendor.jobs()) {
            attempts.stream()
                    .filter(each -> new Label(each.key(), each.number(), Mode.BACKGROUND)
                            .text()
                            .equals(job.text("label")))
                    .forEach(each -> sold.put(job.text("handle"), each));
        }
        return sold;
    }

    /** All that the future depends on. */
    Object state() {
        List<Object> memories = new ArrayList<>();
        rules.forEach(rule -> memories.add(rule.memory()));
        List<Object> shown = new ArrayList<>();
        sites.forEach((id, site) -> shown.add(List.of(id, site.effects(), site.files())));
        return List.of(clock.now(), store.contents(), journal.read(), shown, memories, List.copyOf(broken));
    }

    Snapshot snapshot(Snapshot from) {
        return new Snapshot(clock.now(), store, journal.read(), sites, from.faults());
    }
}
