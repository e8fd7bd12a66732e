package dev.tickbox.tick.context;

import java.time.Duration;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** How a tick does many things: side by side, or one after the other where a test wants to know the order. */
@FunctionalInterface
public interface Workers {
    <T> void each(Iterable<T> items, Consumer<T> work);

    /** Does the work, and repeats something beside it until it is done; where nothing goes on side by side, it is not repeated. */
    default void meanwhile(Duration every, Runnable repeated, Runnable work) {
        work.run();
    }

    static Workers oneByOne() {
        return new Workers() {
            @Override
            public <T> void each(Iterable<T> items, Consumer<T> work) {
                items.forEach(work);
            }
        };
    }

    /**
     * At most so many at once, on threads that cost nothing while they wait for the outside. The next item is only taken once there is
     * room for it, so that a long list is read as it is worked off.
     */
    static Workers sideBySide(int atOnce) {
        return new Workers() {
            @Override
            public void meanwhile(Duration every, Runnable repeated, Runnable work) {
                CountDownLatch done = new CountDownLatch(1);
                Thread beside = Thread.ofVirtual().start(() -> repeat(every, repeated, done));
                try {
                    work.run();
                } finally {
                    done.countDown();
                    joined(beside);
                }
            }

            @Override
            public <T> void each(Iterable<T> items, Consumer<T> work) {
                Semaphore room = new Semaphore(atOnce);
                Queue<Throwable> failed = new ConcurrentLinkedQueue<>();
                try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                    Iterator<T> next = items.iterator();
                    room.acquire();
                    // Asked only once there is room: what was taken before would be done after the time for it is over.
                    while (next.hasNext()) {
                        T item = next.next();
                        threads.execute(() -> {
                            try {
                                work.accept(item);
                            } catch (RuntimeException | Error e) {
                                failed.add(e);
                            } finally {
                                room.release();
                            }
                        });
                        room.acquire();
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                for (Throwable first : failed) {
                    if (first instanceof Error error) {
                        throw error;
                    }
                    throw new IllegalStateException(first);
                }
            }
        };
    }

    private static void repeat(Duration every, Runnable repeated, CountDownLatch done) {
        try {
            while (!done.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                repeated.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for what is repeated right now, whatever interrupts. */
    private static void joined(Thread beside) {
        boolean interrupted = false;
        while (beside.isAlive()) {
            try {
                beside.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
