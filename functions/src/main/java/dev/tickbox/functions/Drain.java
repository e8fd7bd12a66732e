package dev.tickbox.functions;

import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Lets requests in progress finish when the process is asked to stop; the invoker alone would drop them. A later tick continues what did
 * not finish in time.
 */
final class Drain {
    /** Cloud Run kills the process 10 s after it asked it to stop. */
    private static final Duration PATIENCE = Duration.ofSeconds(9);

    /** The one registered party stands for the running process; {@link #stop} removes it. */
    private final Phaser inside = new Phaser(1);

    private volatile boolean stopping;

    /** Waits for the requests in progress before the process ends. */
    static Drain atExit() {
        Drain drain = new Drain();
        Runtime.getRuntime().addShutdownHook(new Thread(drain::stop, "drain"));
        return drain;
    }

    boolean stopping() {
        return stopping;
    }

    <T> T during(Supplier<T> work) {
        inside.register();
        try {
            return work.get();
        } finally {
            inside.arriveAndDeregister();
        }
    }

    void stop() {
        stopping = true;
        int phase = inside.arriveAndDeregister();
        try {
            inside.awaitAdvanceInterruptibly(phase, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            // The leases run out, and another tick continues.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
