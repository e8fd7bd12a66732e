package dev.tickbox.tick;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** How a tick does many things: side by side, or one after the other where a test wants to know the order. */
@FunctionalInterface
public interface Workers {
    <T> void each(Iterable<T> items, Consumer<T> work);

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
            public <T> void each(Iterable<T> items, Consumer<T> work) {
                Semaphore room = new Semaphore(atOnce);
                Queue<Throwable> failed = new ConcurrentLinkedQueue<>();
                try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                    for (T item : items) {
                        room.acquire();
                        threads.execute(() -> {
                            try {
                                work.accept(item);
                            } catch (RuntimeException | Error e) {
                                failed.add(e);
                            } finally {
                                room.release();
                            }
                        });
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
}
