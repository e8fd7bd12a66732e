package dev.tickbox.bench;

import dev.tickbox.Clock;
import dev.tickbox.Hash;
import dev.tickbox.Ids;
import dev.tickbox.generator.Generator;
import dev.tickbox.generator.Label;
import dev.tickbox.generator.Mode;
import dev.tickbox.generator.Request;
import dev.tickbox.ledger.AttemptDocument;
import dev.tickbox.ledger.History;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.ledger.ReservationDocument.ReservationState;
import dev.tickbox.reservation.Attempt;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.store.Store;
import dev.tickbox.store.Write;
import dev.tickbox.store.sqlite.SqliteStore;
import dev.tickbox.tick.Ticks;
import dev.tickbox.tick.context.Shard;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.context.TickReport;
import dev.tickbox.wiring.Wiring;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** How long reclaim ticks look at many unfinished jobs, against what the vendor's latency alone would take. */
final class HandlesBench {
    private static final Duration LATENCY = Duration.ofMillis(100);
    private static final int SHARDS = 4;
    private static final int IN_ONE_COMMIT = 400;
    private static final int WARM_UP = 500;

    private final Path work;
    private final int handles;
    private final Clock clock = Clock.system();

    HandlesBench(Path work, int handles) {
        this.work = work;
        this.handles = handles;
    }

    void measure(Map<String, Object> figures) {
        look("warm.db", 1, WARM_UP);
        figures.put("oneTickOfIdeal", told(1, look("one.db", 1, handles)));
        figures.put("fourTicksOfIdeal", told(SHARDS, look("four.db", SHARDS, handles)));
        figures.put("handles", (long) handles);
    }

    private double told(int ticks, long nanos) {
        double idealSeconds = handles * LATENCY.toMillis() / 1e3 / (ticks * Wiring.AT_ONCE);
        double seconds = nanos / 1e9;
        Figures.say(
                "%,d handles, %d ms each, %d tick%s of %d looks at once: %.1f s; ideal %.1f s: %.0f %% of it (aim: 90 %%)",
                handles,
                LATENCY.toMillis(),
                ticks,
                ticks == 1 ? "" : "s",
                Wiring.AT_ONCE,
                seconds,
                idealSeconds,
                100 * idealSeconds / seconds);
        return Math.round(1000 * idealSeconds / seconds) / 1000.0;
    }

    private long look(String file, int shards, int many) {
        try (Store store = SqliteStore.open(work.resolve(file), Ids.system());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            fill(store, many);
            long start = clock.nanos();
            List<Future<TickReport>> ticks = new ArrayList<>();
            for (int i = 1; i <= shards; i++) {
                Shard shard = new Shard(i, shards);
                ticks.add(threads.submit(() -> ticks(store).reclaim(shard)));
            }
            long looked = 0;
            for (Future<TickReport> tick : ticks) {
                looked += done(tick).counted("looked");
            }
            long took = clock.nanos() - start;
            if (looked != many) {
                throw new IllegalStateException("looked at " + looked + " of " + many);
            }
            return took;
        }
    }

    private static <T> T done(Future<T> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Each as a process of its own would be: nothing is shared but the store. */
    private Ticks ticks(Store store) {
        TickContext context = new Wiring(clock, Ids.system(), Map.of(), Optional.of(work), work)
                .context(store, new SlowVendor(), (document, run, state, cause) -> {});
        return new Ticks(context, Optional.empty());
    }

    private void fill(Store store, int many) {
        List<Write> writes = new ArrayList<>();
        Instant now = clock.now();
        for (int i = 0; i < many; i++) {
            writes.addAll(out(Hash.sha256("" + i), now));
            if (writes.size() >= IN_ONE_COMMIT || i == many - 1) {
                store.commit(List.copyOf(writes));
                writes.clear();
            }
        }
    }

    /** A reservation that waits for the vendor, and its attempt, due for a look. */
    private static List<Write> out(String key, Instant now) {
        var order = new Reservation.Order(
                key,
                "job@" + key,
                "article",
                "job",
                "site",
                "gemini-3.5-flash-lite",
                Mode.BACKGROUND,
                key,
                false,
                Reservation.OnIncomplete.HOLD,
                now);
        var out = new Reservation.Submitted(1, now.plus(Duration.ofDays(2)));
        var handle = new Attempt.Handle("bench-" + key, now, Optional.empty());
        String day = LocalDate.ofInstant(now, ZoneOffset.UTC).toString();
        var attempt = new Attempt(
                key, 1, Attempt.Status.OUT, "bench", day, 5120, List.of(handle), Optional.of(now.minusSeconds(1)), 1);
        var reservation = new Reservation(order, 1, 0, 1, now, Optional.empty(), out);
        return List.of(
                new Write.Create(
                        ReservationDocument.ref(key),
                        History.add(
                                ReservationDocument.write(reservation),
                                now,
                                ReservationState.SUBMITTED.name(),
                                "as it went",
                                "bench")),
                new Write.Create(
                        AttemptDocument.ref(key, 1),
                        History.add(AttemptDocument.write(order, attempt), now, "OUT", "as it went", "bench")));
    }

    /** Never done, and slow to say so. */
    private static final class SlowVendor implements Generator {
        @Override
        public String kind() {
            return "bench";
        }

        @Override
        public Look look(String handle) {
            try {
                new CountDownLatch(1).await(LATENCY.toMillis(), TimeUnit.MILLISECONDS);
                return new Pending();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Unreachable("interrupted");
            }
        }

        @Override
        public Submission submit(Request request, Label label, Clock.Deadline sendBy) {
            throw new IllegalStateException("the bench buys nothing");
        }

        @Override
        public Listing list(Mode mode) {
            return new CannotBeAsked();
        }

        @Override
        public void cancel(String handle) {}
    }
}
