package dev.tickbox.cli;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Definition.TickSchedule;
import dev.tickbox.page.PageServer;
import dev.tickbox.page.Pages;
import dev.tickbox.tick.LastTicks;
import dev.tickbox.tick.Ticks;
import dev.tickbox.tick.context.TickReport;
import java.io.UncheckedIOException;
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
            "Runs ticks on the schedule in the content and prints each change as it happens, until ^C.",
            "It can be stopped at any time: the next tick continues. Several of them may use one store. It also serves a page",
            "to look at in a browser, and prints its address (see `tickbox page`).",
            "",
            "Try: tickbox up --simulate --every 5",
            "  or: tickbox up --simulate --every 5 --emulators"
        })
final class UpCommand implements Callable<Integer> {
    private static final int GRACE_SECONDS = 10;
    /** A slow tick must not delay the next ones, and a tick that hangs must not let them pile up. */
    private static final int TICKS_AT_ONCE = 4;

    @Mixin
    private StoreOptions where = new StoreOptions();

    @Option(
            names = "--every",
            paramLabel = "N",
            description = "Run both ticks every N seconds, not on the schedule in the content.")
    private @Nullable Integer everySeconds;

    @Option(
            names = "--emulators",
            description =
                    "Run the deployed functions, each as a process on this machine, on Google's emulators of Firestore"
                            + " and Pub/Sub. It needs no cloud account. The store is deleted when the command ends.")
    private boolean emulators;

    private final CountDownLatch stop = new CountDownLatch(1);
    private final AtomicInteger running = new AtomicInteger();

    @Override
    public Integer call() throws InterruptedException {
        if (everySeconds != null && everySeconds < 1) {
            throw new UsageError("--every " + everySeconds + ": at least 1 second");
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
            Optional<PageServer> page = page(session, scene);
            CountDownLatch ended = new CountDownLatch(1);
            Thread hook = new Thread(() -> stop(ended));
            Runtime.getRuntime().addShutdownHook(hook);
            try {
                rota(session)
                        .run(
                                stop,
                                () -> {
                                    scene.followed(session);
                                    start(threads, ticks::submit, session, scene);
                                },
                                () -> start(threads, ticks::reclaim, session, scene));
                threads.shutdown();
                boolean quiet = threads.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS);
                scene.end(quiet);
            } finally {
                page.ifPresent(PageServer::close);
                ended.countDown();
            }
            // Only ^C ends the loop, and that signal then ends the process.
            return 0;
        }
    }

    /** Where it cannot be served, the ticks go on without it. */
    private static Optional<PageServer> page(StoreSession session, ProgressOutput scene) {
        try {
            PageServer page = PageServer.start(
                    0,
                    session.here.ids(),
                    new Pages(session.pageSource()),
                    new PageActs(session.where, session.here),
                    scene::once);
            scene.page(page.address());
            return Optional.of(page);
        } catch (UncheckedIOException e) {
            scene.once(String.valueOf(e.getMessage()));
            return Optional.empty();
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
                System.err.println("tickbox: a tick did not end in time; the next tick continues its work");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void start(ExecutorService threads, Supplier<TickReport> tick, StoreSession session, ProgressOutput scene) {
        if (running.get() >= TICKS_AT_ONCE) {
            return;
        }
        running.incrementAndGet();
        threads.execute(() -> {
            try {
                TickReport report = tick.get();
                LastTicks.add(session.store, session.clock, report);
                scene.ticked(report);
            } finally {
                running.decrementAndGet();
            }
        });
    }
}
