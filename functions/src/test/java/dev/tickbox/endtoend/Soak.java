package dev.tickbox.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tickbox.Clock;
import dev.tickbox.Ids;
import dev.tickbox.Json;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.process.FunctionProcess;
import dev.tickbox.pubsub.PubSubWake;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.wake.Notice;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs, ticks, repeated messages and faults in parallel for a given time, then no faults until nothing is open. */
final class Soak {
    private static final int TICKS_AT_ONCE = 3;
    private static final Duration QUIET_WITHIN = Duration.ofMinutes(6);

    final AtomicInteger ticks = new AtomicInteger();
    final AtomicInteger ordered = new AtomicInteger();
    final AtomicInteger orderedRows = new AtomicInteger();
    final AtomicInteger doubled = new AtomicInteger();
    final BackgroundTasks background = new BackgroundTasks();
    final FaultInjector troubles;
    private final TestDeployment town;
    private final FunctionFleet fleet;
    private final Ids ids;
    private final PubSubWake pubSub;

    Soak(TestDeployment town, Ids ids, PubSubWake pubSub) throws IOException {
        this.town = town;
        this.fleet = new FunctionFleet(town);
        this.troubles = new FaultInjector(town, fleet, ids, background);
        this.ids = ids;
        this.pubSub = pubSub;
    }

    void run(Duration time) throws Exception {
        for (String kind : FunctionFleet.TICKS) {
            Semaphore room = new Semaphore(TICKS_AT_ONCE);
            every(300, () -> {
                if (room.tryAcquire()) {
                    background.run(() -> {
                        try {
                            tick(fleet.serving(kind));
                        } finally {
                            room.release();
                        }
                        return true;
                    });
                }
            });
        }
        every(900, () -> town.order(TestDeployment.SITES.get(ordered.getAndIncrement() % TestDeployment.SITES.size())));
        every(5000, () -> {
            town.orderRows();
            orderedRows.incrementAndGet();
        });
        every(700, this::repeatMessages);
        every(1200, troubles::next);
        if (!background.pause(time.toMillis())) {
            background.end();
        }
        settle();
        background.close();
        oneMoreTickChangesNothing();
    }

    private interface Work {
        void run() throws Exception;
    }

    /** Repeats the work at random intervals around this one. */
    private void every(long millis, Work work) {
        background.repeat(() -> millis / 2 + ids.random(millis), () -> {
            work.run();
            return true;
        });
    }

    private void tick(FunctionProcess function) {
        try {
            var answer = function.post("");
            ticks.incrementAndGet();
            Object errors = Json.parseObject(answer.body()).get("errorMessages");
            if (errors != null) {
                background.wrong(errors.toString());
            }
        } catch (IOException killed) {
            // The next tick is the retry.
        }
    }

    /** Repeats old messages, through Pub/Sub and directly, also to publishers of other sites. */
    private void repeatMessages() throws IOException {
        Query some = Query.of(ItemDocument.ALL, 20).after(new Query.Cursor(Optional.empty(), ids.next()));
        for (Document item : town.store.query(some).documents()) {
            if (ids.random(2) == 0) {
                doubled.incrementAndGet();
                Notice notice = new Notice(
                        item.fields().text("site"), List.of(item.ref().id()));
                if (ids.random(2) == 0) {
                    pubSub.call(Map.of(notice.site(), notice.items()));
                } else {
                    fleet.serving(TestDeployment.SITES.get((int) ids.random(2))).post(envelope(notice));
                }
            }
        }
    }

    private static String envelope(Notice notice) {
        String data = Base64.getEncoder().encodeToString(notice.toJson().getBytes(UTF_8));
        return Json.write(Map.of("message", Map.of("data", data), "subscription", "s"));
    }

    private void settle() throws IOException, InterruptedException {
        FunctionFleet.KINDS.forEach(fleet::announce);
        Clock.Deadline patience = Clock.system().deadline(QUIET_WITHIN);
        CountDownLatch never = new CountDownLatch(1);
        boolean over = false;
        while (!over && !patience.passed()) {
            FunctionFleet.TICKS.forEach(kind -> tick(fleet.serving(kind)));
            repeatMessages();
            over = Audit.of(town.store).quiet() || never.await(300, TimeUnit.MILLISECONDS);
        }
    }

    private void oneMoreTickChangesNothing() throws IOException {
        Audit before = Audit.of(town.store);
        FunctionFleet.TICKS.forEach(kind -> tick(fleet.serving(kind)));
        repeatMessages();
        if (!Audit.of(town.store).equals(before)) {
            background.wrong("one more tick changed something");
        }
    }
}
