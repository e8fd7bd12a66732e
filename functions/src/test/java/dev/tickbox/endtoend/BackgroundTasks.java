package dev.tickbox.endtoend;

import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Tasks that run in parallel until they are stopped, and their errors. */
final class BackgroundTasks implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch end = new CountDownLatch(1);
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

    void run(Callable<?> work) {
        threads.execute(() -> guarded(work));
    }

    private void guarded(Callable<?> work) {
        try {
            work.call();
        } catch (IOException killed) {
            // Expected: processes are killed on purpose.
        } catch (Exception e) {
            wrong.add(String.valueOf(e));
        }
    }

    /** @return whether it is over */
    boolean pause(long millis) throws InterruptedException {
        return end.await(millis, TimeUnit.MILLISECONDS);
    }

    void end() {
        end.countDown();
    }

    void repeat(Pause pause, Callable<?> work) {
        run(() -> {
            while (!pause(pause.millis())) {
                guarded(work);
            }
            return true;
        });
    }

    @FunctionalInterface
    interface Pause {
        long millis();
    }

    void wrong(String what) {
        wrong.add(what);
    }

    List<String> wrong() {
        return List.copyOf(wrong);
    }

    /** Waits for all tasks. */
    @Override
    public void close() {
        end();
        threads.close();
    }
}
