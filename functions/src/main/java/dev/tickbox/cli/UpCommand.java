package dev.tickbox.cli;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Definition.TickSchedule;
import dev.tickbox.tick.Ticks;
import dev.tickbox.tick.context.TickReport;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "up",
        description = {
            "Ticks by itself, as the content's ticks: say, and shows what happens as it happens. ^C ends it.",
            "Nothing depends on it running: what it leaves, the next tick goes on with. Two on one store are no harm.",
            "",
            "Try: tickbox up --simulate --every 5",
            "  or: tickbox up --simulate --every 5 --emulators"
        })
final class UpCommand implements Callable<Integer> {
    private static final int GRACE_SECONDS = 10;
    /** A tick that is slow must not keep the others waiting; one that hangs must not pile them up. */
    private static final int TICKS_AT_ONCE = 4;

    @Mixin
    private StoreOptions where = new StoreOptions();

    @Option(names = "--every", paramLabel = "SECONDS", description = "Tick this often instead, both halves.")
    private @Nullable Integer everySeconds;

    @Option(
            names = "--emulators",
            description = {
                "The deployed functions instead, each a process of its own, on Google's emulators of Firestore and Pub/Sub:",
                "all of it on this machine, for nothing, and gone when it ends."
            })
    private boolean emulators;

    private final CountDownLatch stop = new CountDownLatch(1);
    private final AtomicInteger running = new AtomicInteger();

    @Override
    public Integer call() throws InterruptedException {
        if (everySeconds != null && everySeconds < 1) {
            throw new UserError("--every " + everySeconds + ": at least 1 second");
        }
        if (emulators) {
            return new UpEmulators(where, Optional.ofNullable(everySeconds)).up();
        }
        StoreSession.needVendor(where);
        try (StoreSession session = StoreSession.open(where);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            ProgressOutput scene = new ProgressOutput(session);
            Ticks ticks = session.ticks(scene::changed, () -> stop.getCount() == 0);
            session.follow();
            scene.begin();
            CountDownLatch ended = new CountDownLatch(1);
            Thread hook = new Thread(() -> stop(ended));
            Runtime.getRuntime().addShutdownHook(hook);
            try {
                rota(session)
                        .run(
                                stop,
                                () -> {
                                    scene.followed(session);
                                    start(threads, ticks::submit, scene);
                                },
                                () -> start(threads, ticks::reclaim, scene));
                threads.shutdown();
                boolean quiet = threads.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS);
                scene.end(quiet);
            } finally {
                ended.countDown();
            }
            // Only ^C ends the schedule, and the process then ends by that signal.
            return 0;
        }
    }

    private TickTimer rota(StoreSession session) {
        return new TickTimer(
                session.clock,
                Optional.ofNullable(everySeconds),
                () -> session.definitions().current().map(Definition::ticks).orElse(TickSchedule.DEFAULT));
    }

    private void stop(CountDownLatch ended) {
        stop.countDown();
        try {
            boolean clean = ended.await(GRACE_SECONDS + 2L, TimeUnit.SECONDS);
            if (!clean) {
                System.err.println("tickbox: a tick did not end in time; the next one goes on with what it left");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void start(ExecutorService threads, Supplier<TickReport> tick, ProgressOutput scene) {
        if (running.get() >= TICKS_AT_ONCE) {
            return;
        }
        running.incrementAndGet();
        threads.execute(() -> {
            try {
                scene.ticked(tick.get());
            } finally {
                running.decrementAndGet();
            }
        });
    }
}
