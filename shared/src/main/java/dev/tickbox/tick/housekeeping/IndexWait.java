package dev.tickbox.tick.housekeeping;

import dev.tickbox.ledger.Control;
import dev.tickbox.tick.context.TickReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Since when a tick has met an index that is still being built. A deployment that adds an index makes ticks wait for it, so that is no error
 * at first. The time is kept in the store: one process seldom lives for half an hour.
 */
public record IndexWait(Control control, String tick) {
    private static final Duration NO_ERROR_FOR = Duration.ofMinutes(30);

    /** @param state as the tick read it when it began */
    public void judge(Control.State state, TickReport report) {
        Optional<String> met = report.indexNotReady();
        Optional<Instant> since = state.indexNotReadySince(tick);
        if (met.isEmpty()) {
            since.ifPresent(over -> control.indexReady(tick));
            return;
        }
        Instant now = control.clock().now();
        Instant first = since.orElse(now);
        if (since.isEmpty()) {
            control.indexNotReady(tick, now);
        }
        String told = "an index is still being built, since " + first + ": " + met.get();
        if (Duration.between(first, now).compareTo(NO_ERROR_FOR) < 0) {
            report.waits("index", told);
        } else {
            report.error(told);
            report.count(TickReport.BROKEN_OFF);
        }
    }
}
