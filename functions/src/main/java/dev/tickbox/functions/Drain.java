package dev.tickbox.functions;

import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Lets what has begun come to its end when the process is asked to stop: the invoker alone would drop it. What does not make it in time
 * is resumed by a later tick.
 */
final class Drain {
    /** Cloud Run kills 10 s after it asked. */
    private static final Duration PATIENCE = Duration.ofSeconds(9);

    /** The one party is this process's wish to go on. */
    private final Phaser inside = new Phaser(1);

    private volatile boolean stopping;

    /** The process's own, which waits for it before it ends. */
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
            // Its leases run out, and another tick goes on with it.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
