package dev.tickbox.functions.command.demo;

import dev.tickbox.Ids;
import dev.tickbox.functions.Wiring;
import dev.tickbox.functions.process.Leash;
import dev.tickbox.generator.simulated.SimulatedGenerator;
import dev.tickbox.store.Store;
import dev.tickbox.store.sqlite.SqliteStore;
import dev.tickbox.tick.Definitions;
import dev.tickbox.tick.Parts;
import dev.tickbox.tick.Report;
import dev.tickbox.tick.Ticks;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Tickbox's way: what {@code tickbox tick} does, tick after tick, with the real store, publishers and wiring. */
final class TickboxShift {
    /** Not simulated for the ledger: this vendor has a price and a count of its own, and the sites are the demo's git repositories. */
    private static final String KIND = "demo";

    private TickboxShift() {}

    static void run(Shift shift, Leash leash) {
        RunningClock clock = new RunningClock(shift.from());
        Stops stops = shift.stops(clock, leash);
        Path content = Places.content(shift.home(), shift.way());
        try (Store store = SqliteStore.open(Places.store(shift.home()), Ids.system())) {
            new Definitions(store, clock).push(DemoContent.read(content));
            Parts parts = new Wiring(
                            clock,
                            Ids.system(),
                            Map.of(),
                            Optional.of(content),
                            shift.home().resolve("tickbox-git"))
                    .parts(
                            stops.around(store),
                            stops.around(new SimulatedGenerator(shift.vendor(clock), KIND)),
                            (document, run, state, cause) ->
                                    System.err.println(clock.now() + " " + run + " " + state + " (" + cause + ")"));
            Ticks ticks = new Ticks(stopping(parts, stops), Optional.empty());
            shift.work(clock, leash, () -> {
                tell(ticks.reclaim());
                tell(ticks.submit());
            });
        }
    }

    private static Parts stopping(Parts p, Stops stops) {
        return new Parts(
                p.store(),
                p.generator(),
                stops.around(p.publishers()),
                p.programs(),
                p.prices(),
                p.clock(),
                p.ids(),
                p.limits(),
                p.workers(),
                p.watcher());
    }

    private static void tell(Report report) {
        report.errors().forEach(System.err::println);
    }
}
