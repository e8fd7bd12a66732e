package dev.tickbox.vendor;

import dev.tickbox.Clock;
import dev.tickbox.generator.Generator;
import dev.tickbox.generator.gemini.Access;
import dev.tickbox.generator.gemini.Gemini;
import dev.tickbox.generator.simulated.SimulatedVendor;
import java.time.Duration;
import java.util.Optional;

/** A vendor behind a socket, and the real SDK in front of it. */
public final class OverTheWire implements AutoCloseable {
    /** So few that one article more makes another page. */
    private static final int PAGE = 2;

    private final FakeGemini fake;
    private final Generator generator;

    /**
     * @param listedAfter how long a batch job that was taken is in no listing
     * @param webhookUrl where the vendor is asked to call
     */
    public OverTheWire(SimulatedVendor vendor, Clock clock, Duration listedAfter, Optional<String> webhookUrl) {
        fake = new FakeGemini(0, new InteractionsRoute(vendor), new BatchesRoute(vendor, clock, PAGE, listedAfter));
        generator = Gemini.open(
                Access.key(TestKey.VALUE, Optional.of(fake.baseUrl())), clock, Duration.ofSeconds(30), webhookUrl);
    }

    public FakeGemini fake() {
        return fake;
    }

    public Generator generator() {
        return generator;
    }

    @Override
    public void close() {
        fake.close();
    }
}
