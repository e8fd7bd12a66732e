package dev.tickbox.tick.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkersTest {
    /** Whether there is more is a question of the time, so that it is asked when the answer is used. */
    @Test
    void the_next_item_is_asked_for_only_once_a_worker_is_free() {
        AtomicInteger done = new AtomicInteger();
        AtomicInteger askedEarly = new AtomicInteger();
        CountDownLatch bothBusy = new CountDownLatch(2);
        Iterator<Integer> items = new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                askedEarly.addAndGet(next - done.get() >= 2 ? 1 : 0);
                return next < 6;
            }

            @Override
            public Integer next() {
                return next++;
            }
        };
        Workers.sideBySide(2).each(() -> items, item -> {
            bothBusy.countDown();
            try {
                bothBusy.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            done.incrementAndGet();
        });

        assertThat(done).hasValue(6);
        assertThat(askedEarly).hasValue(0);
    }

    @Test
    void what_fails_is_thrown_once_everything_is_done() {
        AtomicInteger done = new AtomicInteger();
        assertThatThrownBy(() -> Workers.sideBySide(2).each(List.of(1, 2, 3), item -> {
                    done.incrementAndGet();
                    if (item == 1) {
                        throw new StackOverflowError("of one document");
                    }
                }))
                .isInstanceOf(StackOverflowError.class);
        assertThat(done).hasValue(3);
    }
}
