package dev.tickbox.crash;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A process that stands still on a thread of its own. */
record Frozen(Thread thread, CompletableFuture<Boolean> ended) {
    /** Runs a process until it ends, or until it stands still. */
    static Optional<Frozen> orEnded(Runnable process, CrashFault fault) {
        CompletableFuture<Boolean> ended = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform().daemon().unstarted(() -> {
            try {
                process.run();
                ended.complete(true);
            } catch (Throwable e) {
                ended.completeExceptionally(e);
            } finally {
                fault.signals.add(CrashFault.Signal.ENDED);
            }
        });
        thread.start();
        Frozen started = new Frozen(thread, ended);
        try {
            if (fault.signals.take() == CrashFault.Signal.FROZE) {
                return Optional.of(started);
            }
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while a process ran", e);
        }
        ended.join();
        return Optional.empty();
    }

    void thawAndFinish(CrashFault fault) {
        fault.thaw();
        ended.join();
    }
}
