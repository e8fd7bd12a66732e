package dev.tickbox.tick;

import dev.tickbox.Clock;
import dev.tickbox.content.Definition.TickSchedule;
import dev.tickbox.content.Schedule;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.Schema;
import dev.tickbox.store.Store;
import dev.tickbox.store.Write;
import dev.tickbox.tick.context.TickReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * {@code ticks/{kind}}: when the last submit tick and the last reclaim tick came to their end. Whoever starts ticks records it, so that a
 * person sees when nothing starts them any more. Nothing is decided by it: a record that is lost is made good by the next tick.
 */
public final class LastTicks {
    public static final Collection ALL = Collection.of("ticks");

    private static final List<String> KINDS = List.of("submit", "reclaim");

    /** What a tick may take, and a scheduler's delay. */
    private static final Duration GRACE = Duration.ofMinutes(10);

    private LastTicks() {}

    /**
     * One kind of tick.
     *
     * @param endedAt empty if none has ended yet
     * @param isOverdue whether the second one after it should have ended by now
     */
    public record LastTick(String kind, Optional<Instant> endedAt, boolean isOverdue) {}

    /** A tick that was broken off did not do its work, and is not recorded. */
    public static void add(Store store, Clock clock, TickReport report) {
        if (report.counted(TickReport.BROKEN_OFF) > 0) {
            return;
        }
        report.guard("recording the tick", () -> {
            var ref = ALL.ref(report.tick());
            Optional<Document> before = store.get(ref);
            var fields = Schema.begin().with("ended_at", clock.now());
            // After a conflict another tick has just recorded its own end, which is as good.
            store.commit(before.<Write>map(document -> new Write.Update(document, fields))
                    .orElseGet(() -> new Write.Create(ref, fields)));
        });
    }

    public static List<LastTick> read(Store store, TickSchedule schedule, Instant now) {
        return KINDS.stream()
                .map(kind -> {
                    Optional<Instant> endedAt = store.get(ALL.ref(kind))
                            .map(document -> Schema.read(document).time("ended_at"));
                    Schedule times = kind.equals("submit") ? schedule.submit() : schedule.reclaim();
                    return new LastTick(
                            kind,
                            endedAt,
                            endedAt.filter(at -> isOverdue(at, times, now)).isPresent());
                })
                .toList();
    }

    /** One that is late or takes its time is not overdue before the next one should have come. */
    private static boolean isOverdue(Instant endedAt, Schedule times, Instant now) {
        return times.next(endedAt)
                .flatMap(times::next)
                .filter(second -> second.plus(GRACE).isBefore(now))
                .isPresent();
    }
}
