package dev.tickbox.generator.gemini;

import dev.tickbox.Clock;
import dev.tickbox.Clock.Deadline;
import dev.tickbox.generator.Generator;
import dev.tickbox.generator.Generator.Submission;
import dev.tickbox.generator.Label;
import dev.tickbox.generator.Mode;
import dev.tickbox.generator.Request;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.generator.simulated.Journal;
import dev.tickbox.generator.simulated.SimulatedVendor;
import dev.tickbox.vendor.BatchesRoute;
import dev.tickbox.vendor.FakeGemini;
import dev.tickbox.vendor.InteractionsRoute;
import dev.tickbox.vendor.TestKey;
import dev.tickbox.world.Contents;
import java.time.Duration;
import java.util.Optional;

/** The real client and the vendor on a socket, with nothing in between. */
final class Bench implements AutoCloseable {
    static final String LABEL_KEY = "0123456789abcdef".repeat(4);
    static final Label LABEL = label(Mode.BACKGROUND);
    static final int BATCH_PAGE = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Long enough for an answer over loopback, short enough to wait for. */
    private static final Duration LITTLE_PATIENCE = Duration.ofMillis(1500);

    final Clock clock = Clock.system();
    final SimulatedVendor vendor = new SimulatedVendor(Journal.inMemory(), clock, now());
    final FakeGemini fake = new FakeGemini(
            0, new InteractionsRoute(vendor), new BatchesRoute(vendor, clock, BATCH_PAGE, Duration.ZERO));
    private final Mode mode;
    private Generator gemini = open(PATIENCE);
    private Deadline sendBy = clock.deadline(PATIENCE);

    Bench() {
        this(Mode.BACKGROUND);
    }

    Bench(Mode mode) {
        this.mode = mode;
    }

    static Label label(Mode mode) {
        return new Label(LABEL_KEY, 1, mode);
    }

    private static Faults now() {
        return Faults.NONE.within(Duration.ZERO, Duration.ZERO).askable(false);
    }

    private Generator open(Duration callTimeout) {
        return Gemini.open(Access.key(TestKey.VALUE, Optional.of(fake.baseUrl())), clock, callTimeout);
    }

    void impatient() {
        gemini = open(LITTLE_PATIENCE);
    }

    /** The machine sleeps after the deadline was looked at so many times, and wakes when it is over. */
    void freezeAfter(int looksAtTheDeadline) {
        sendBy =
                new Deadline(new Sleeper(clock, looksAtTheDeadline), clock.now().plus(PATIENCE), Long.MAX_VALUE);
    }

    Generator gemini() {
        return gemini;
    }

    Submission submit() {
        return submit(request());
    }

    Submission submit(Request request) {
        return submit(request, 1);
    }

    Submission submit(Request request, int attempt) {
        return gemini.submit(request, new Label(LABEL_KEY, attempt, mode), sendBy);
    }

    static Request request() {
        return new Request(Contents.MODEL, "Write about moss.", Optional.empty(), Optional.empty(), 2048);
    }

    @Override
    public void close() {
        fake.close();
    }
}
