package dev.tickbox.program;

import dev.tickbox.RunId;
import dev.tickbox.ledger.Control;
import dev.tickbox.ledger.StepRecord;
import dev.tickbox.program.RecordedSteps.Entry;
import dev.tickbox.program.RowTable.TableTime;
import dev.tickbox.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * How long the rows of a table have. Each look counts the time since the last one, at most a share of the whole: so the absence of ticks
 * ends no row, and neither does a pause. In a run from before a restored backup no time is over: its rows may have been done before.
 */
final class TableLapse {
    private static final Duration SHARE_AT_MOST = Duration.ofHours(1);

    /** Rows whose time is over, and why. */
    public record Over(String group, String step, String why) {}

    private final Control control;
    private final Run run;
    private final RecordedSteps recorded;
    private final ConcurrentLinkedQueue<Over> over = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Instant> dues = new ConcurrentLinkedQueue<>();

    TableLapse(Control control, Run run, RecordedSteps recorded) {
        this.control = control;
        this.run = run;
        this.recorded = recorded;
    }

    List<Over> over() {
        return List.copyOf(over);
    }

    /** When the next look is due. */
    Optional<Instant> due() {
        return dues.stream().min(Instant::compareTo);
    }

    void look(String step, RowTable table, Duration within) {
        Instant now = control.clock().now(); // Before the pause is read: what passes in between does not count.
        Control.State state = control.read();
        if (state.restoredAt().filter(run.createdAt()::isBefore).isPresent()) {
            return;
        }
        TableTime time = sinceRetry(table.time());
        if (isOver(time, within)) {
            over.add(new Over(RunId.group(run.id(), step), step, "not done within " + words(within)));
            return;
        }
        Duration share = atMost(within.dividedBy(4), SHARE_AT_MOST);
        Instant due = next(time, within, share);
        if (due.isAfter(now)) {
            dues.add(due);
            return;
        }
        TableTime counted = counted(time, state.runningSince(), share, now);
        record(step, table.with(counted));
        dues.add(isOver(counted, within) ? now : next(counted, within, share));
    }

    /** A person who retries the run gives its rows their whole time again. */
    private TableTime sinceRetry(TableTime time) {
        return run.retriedAt()
                .filter(time.until()::isBefore)
                .map(retried -> new TableTime(Duration.ZERO, retried))
                .orElse(time);
    }

    private static boolean isOver(TableTime time, Duration within) {
        return time.counted().compareTo(within) >= 0;
    }

    /** Twice in each share, so that ticks that run all the time end the rows exactly in time. */
    private static Instant next(TableTime time, Duration within, Duration share) {
        return time.until().plus(atMost(within.minus(time.counted()), share.dividedBy(2)));
    }

    private static TableTime counted(TableTime time, Optional<Instant> runningSince, Duration share, Instant now) {
        Duration passed = runningSince
                .map(since -> Duration.between(since.isAfter(time.until()) ? since : time.until(), now))
                .filter(Duration::isPositive)
                .orElse(Duration.ZERO);
        return new TableTime(time.counted().plus(atMost(passed, share).truncatedTo(ChronoUnit.SECONDS)), now);
    }

    private static Duration atMost(Duration time, Duration most) {
        return time.compareTo(most) < 0 ? time : most;
    }

    /** Another driver's count is as good: then the next drive looks again. */
    private void record(String step, RowTable table) {
        Entry entry = recorded.again(step, RowTable.key(step));
        if (entry.row().status() == StepRecord.Status.STARTED) {
            StepRecord row = entry.row().noted(table.toJson());
            var _ = recorded.order(row, List.of(recorded.write(Optional.of(entry), row)));
        }
    }

    private static String words(Duration within) {
        if (within.toMinutes() % 60 != 0) {
            return within.toMinutes() + "m";
        }
        return within.toHours() % 24 == 0 ? within.toDays() + "d" : within.toHours() + "h";
    }
}
