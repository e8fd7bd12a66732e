package dev.tickbox.vendor;

import dev.tickbox.Clock;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.generator.simulated.Journal;
import dev.tickbox.generator.simulated.SimulatedVendor;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The API as a process of its own: {@code JOURNAL [LATENCY_MILLIS [PORT]]}. It says {@code port N} when it is ready, and lives until
 * its input ends or it is killed; what it sold is in the journal, so that it can be started again.
 */
public final class FakeGeminiProcess {
    private static final int LISTED_AT_ONCE = 100;

    private FakeGeminiProcess() {}

    public static void main(String[] arguments) throws Exception {
        Duration latency = Duration.ofMillis(arguments.length > 1 ? Long.parseLong(arguments[1]) : 0);
        int port = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 0;
        Faults faults = Faults.NONE.seeded("process").within(latency, latency);
        SimulatedVendor vendor = new SimulatedVendor(Journal.file(Path.of(arguments[0])), Clock.system(), faults);
        try (FakeGemini gemini = new FakeGemini(
                port,
                new InteractionsRoute(vendor),
                new BatchesRoute(vendor, Clock.system(), LISTED_AT_ONCE, Duration.ZERO),
                new ChargedRoute(vendor))) {
            System.out.println("port " + gemini.port());
            while (System.in.read() >= 0) {
                // Whoever started it has nothing to say; its end is the sign.
            }
        }
    }
}
