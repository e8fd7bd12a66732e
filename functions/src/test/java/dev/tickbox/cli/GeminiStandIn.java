package dev.tickbox.cli;

import dev.tickbox.Clock;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.generator.simulated.Journal;
import dev.tickbox.generator.simulated.SimulatedVendor;
import dev.tickbox.vendor.FakeGemini;
import dev.tickbox.vendor.InteractionsRoute;
import dev.tickbox.vendor.TestKey;
import java.time.Duration;
import java.util.Map;

/** The vendor on a socket, and the variables for buying from it. */
final class GeminiStandIn implements AutoCloseable {
    final SimulatedVendor vendor;
    final FakeGemini fake;

    GeminiStandIn(Clock clock) {
        Faults none = Faults.NONE.within(Duration.ZERO, Duration.ZERO).askable(false);
        vendor = new SimulatedVendor(Journal.inMemory(), clock, none);
        fake = new FakeGemini(0, new InteractionsRoute(vendor));
    }

    Map<String, String> environment() {
        return Map.of("GEMINI_API_KEY", TestKey.VALUE, "TICKBOX_GEMINI_BASE_URL", fake.baseUrl());
    }

    @Override
    public void close() {
        fake.close();
    }
}
