package dev.tickbox.cli;

import dev.tickbox.Clock;
import dev.tickbox.content.Definition.TickSchedule;
import dev.tickbox.content.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Decides when to tick: at a fixed interval, or as `ticks` in the content says.
 *
 * @param content read before each tick, since the content may change
 */
record TickTimer(Clock clock, Optional<Integer> everySeconds, Supplier<TickSchedule> content) {
    private static final Duration WITHOUT_A_SCHEDULE = Duration.ofMinutes(5);

    /** Runs both halves immediately, then each on its schedule. Returns when {@code stop} is counted down. */
    void run(CountDownLatch stop, Runnable submit, Runnable reclaim) throws InterruptedException {
        Instant nextSubmit = clock.now();
        Instant nextReclaim = nextSubmit;
        while (true) {
            Instant next = nextSubmit.isBefore(nextReclaim) ? nextSubmit : nextReclaim;
            long waitMillis = Math.max(0, Duration.between(clock.now(), next).toMillis());
            if (stop.await(waitMillis, TimeUnit.MILLISECONDS)) {
                return;
            }
            Instant now = clock.now();
            if (!nextReclaim.isAfter(now)) {
                reclaim.run();
                nextReclaim = next(now, content.get().reclaim());
            }
            if (!nextSubmit.isAfter(now)) {
                submit.run();
                nextSubmit = next(now, content.get().submit());
            }
        }
    }

    private Instant next(Instant now, Schedule schedule) {
        return everySeconds
                .map(now::plusSeconds)
                .orElseGet(() -> schedule.next(now).orElse(now.plus(WITHOUT_A_SCHEDULE)));
    }
}
