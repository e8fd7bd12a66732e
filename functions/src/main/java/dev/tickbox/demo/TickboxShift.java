package dev.tickbox.demo;

import dev.tickbox.Ids;
import dev.tickbox.generator.simulated.SimulatedGenerator;
import dev.tickbox.ledger.Definitions;
import dev.tickbox.process.Tether;
import dev.tickbox.store.Store;
import dev.tickbox.store.sqlite.SqliteStore;
import dev.tickbox.tick.Ticks;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.context.TickReport;
import dev.tickbox.wiring.Wiring;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The ticks of Tickbox: what {@code tickbox tick} does, with the real store, publishers and wiring. */
final class TickboxShift {
    /** A kind of its own, so that the texts count as real: this vendor has prices, and the sites are git repositories. */
    private static final String KIND = "demo";

    private TickboxShift() {}

    static void run(CrontabShift shift, Tether leash) {
        RunningClock clock = new RunningClock(shift.from());
        KillPoints stops = shift.stops(clock, leash);
        Path content = DemoFolder.content(shift.home(), shift.way());
        try (Store store = SqliteStore.open(DemoFolder.store(shift.home()), Ids.system())) {
            new Definitions(store, clock).push(DemoContent.read(content));
            TickContext context = new Wiring(
                            clock,
                            Ids.system(),
                            Map.of(),
                            Optional.of(content),
                            shift.home().resolve("tickbox-git"))
                    .context(
                            stops.around(store),
                            stops.around(new SimulatedGenerator(shift.vendor(clock), KIND)),
                            (document, run, state, cause) ->
                                    System.err.println(clock.now() + " " + run + " " + state + " (" + cause + ")"));
            Ticks ticks = new Ticks(context.withPublishers(stops.around(context.publishers())), Optional.empty());
            shift.work(clock, leash, () -> {
                tell(ticks.reclaim());
                tell(ticks.submit());
            });
        }
    }

    private static void tell(TickReport report) {
        report.errors().forEach(System.err::println);
    }
}
