package dev.tickbox.tick;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** How a tick does many things: side by side, or one after the other where a test wants to know the order. */
@FunctionalInterface
public interface Workers {
    <T> void each(List<T> items, Consumer<T> work);

    static Workers oneByOne() {
        return new Workers() {
            @Override
            public <T> void each(List<T> items, Consumer<T> work) {
                items.forEach(work);
            }
        };
    }

    /** At most so many at once, on threads that cost nothing while they wait for the outside. */
    static Workers sideBySide(int atOnce) {
        return new Workers() {
            @Override
            public <T> void each(List<T> items, Consumer<T> work) {
                Semaphore room = new Semaphore(atOnce);
                try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                    List<Callable<Boolean>> calls = items.stream()
                            .map(item -> (Callable<Boolean>) () -> {
                                room.acquire();
                                try {
                                    work.accept(item);
                                    return true;
                                } finally {
                                    room.release();
                                }
                            })
                            .toList();
                    for (Future<Boolean> each : threads.invokeAll(calls)) {
                        each.get();
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof Error error) {
                        throw error;
                    }
                    throw new IllegalStateException(e.getCause());
                }
            }
        };
    }
}
