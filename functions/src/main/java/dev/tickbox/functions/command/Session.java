package dev.tickbox.functions.command;

import dev.tickbox.Clock;
import dev.tickbox.content.Budget;
import dev.tickbox.content.ContentFolder;
import dev.tickbox.content.Definition;
import dev.tickbox.functions.NoGenerator;
import dev.tickbox.functions.Wiring;
import dev.tickbox.functions.telling.Estimate;
import dev.tickbox.functions.telling.Named;
import dev.tickbox.generator.Generator;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.generator.simulated.Journal;
import dev.tickbox.generator.simulated.SimulatedGenerator;
import dev.tickbox.generator.simulated.SimulatedVendor;
import dev.tickbox.money.Prices;
import dev.tickbox.store.Store;
import dev.tickbox.tick.Control;
import dev.tickbox.tick.Definitions;
import dev.tickbox.tick.Parts;
import dev.tickbox.tick.Ticks;
import dev.tickbox.tick.Watcher;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** An open store with all that a command needs to work on it. */
final class Session implements AutoCloseable {
    final Where where;
    final Clock clock;
    final Store store;
    private final Here here;

    private Session(Where where, Here here, Store store) {
        this.where = where;
        this.here = here;
        this.clock = here.clock();
        this.store = store;
        where.madeWith(new Control(store, clock).generator());
    }

    static Session open(Where where) {
        return open(where, Here.system());
    }

    static Session open(Where where, Here here) {
        return new Session(where, here, where.open());
    }

    /** A store that must be there. */
    static Session existing(Where where, Here here) {
        return new Session(where, here, where.openExisting());
    }

    Parts parts(Generator generator, Watcher watcher) {
        Path content = where.content().orElse(Path.of("").toAbsolutePath());
        return new Wiring(
                        clock,
                        here.ids(),
                        here.environment(),
                        Optional.of(content),
                        where.beside(".tickbox").resolve("git"))
                .parts(store, generator, watcher);
    }

    /** For acts that buy nothing. */
    Parts parts() {
        return parts(new NoGenerator(), (document, run, state, cause) -> {});
    }

    Ticks ticks(Watcher watcher, BooleanSupplier stopping) {
        return new Ticks(parts(generator(), watcher), Optional.empty(), stopping);
    }

    /** The vendor, or how to get on. */
    Generator generator() {
        needVendor(where, here);
        return simulated();
    }

    /** Asked before a store is opened: who cannot buy makes none. */
    static void needVendor(Where where) {
        needVendor(where, Here.system());
    }

    static void needVendor(Where where, Here here) {
        if (!where.simulate) {
            boolean key = here.environment().get("GEMINI_API_KEY") != null;
            throw new Complaint((key
                            ? "GEMINI_API_KEY is set, but this version has no Gemini client yet"
                            : "there is no vendor to buy from")
                    + ": say --simulate to try everything for free, in a store of its own"
                    + (key ? "" : " (with the next version GEMINI_API_KEY will do)"));
        }
    }

    /** The vendor that this store's texts came from, if it can be reached from here. */
    Optional<Generator> sameGenerator() {
        return new Control(store, clock).generator().filter("simulated"::equals).map(kind -> simulated());
    }

    private Generator simulated() {
        Path journal = where.beside("simulated-vendor.jsonl");
        return new SimulatedGenerator(new SimulatedVendor(Journal.file(journal), clock, Faults.NONE));
    }

    Definitions definitions() {
        return new Definitions(store, clock);
    }

    Named named() {
        return new Named(store, definitions().current());
    }

    /** On the day that a purchase would burden now. */
    Estimate estimate() {
        Budget budget = definitions().current().map(Definition::budget).orElse(Budget.DEFAULT);
        return new Estimate(Prices.standard(), LocalDate.ofInstant(clock.now(), budget.zone()));
    }

    /** The content folder's definition, or everything that is wrong with it. */
    static Definition read(Path folder, boolean firestore) {
        return switch (ContentFolder.read(
                folder, new ContentFolder.Options(firestore, Prices.standard().known()))) {
            case ContentFolder.Good good -> good.definition();
            case ContentFolder.Bad bad -> throw new Complaint(problems(bad.problems()));
        };
    }

    private static String problems(List<?> problems) {
        return problems.stream().map(Object::toString).collect(Collectors.joining("\n"))
                + (problems.size() == 1
                        ? "\nNothing was bought. Mend it and try again."
                        : "\n" + problems.size() + " mistakes; nothing was bought. Mend them and try again.");
    }

    /** On one machine the folder is the content: what it says now is current. On Firestore that takes a {@code push}. */
    void follow() {
        if (!where.onFirestore()) {
            where.content().ifPresent(folder -> new Definitions(store, clock).push(read(folder, false)));
        }
        if (new Definitions(store, clock).current().isEmpty()) {
            throw new Complaint(
                    where.onFirestore()
                            ? "this store has no content yet; give it some with: tickbox push"
                            : "there is no tickbox.yaml here, and this store has no content; name its folder with --content DIR");
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
