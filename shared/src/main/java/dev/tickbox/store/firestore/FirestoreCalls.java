package dev.tickbox.store.firestore;

import com.google.api.core.ApiFuture;
import dev.tickbox.Clock;
import dev.tickbox.Ids;
import dev.tickbox.store.StoreException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** How long and how often Firestore is asked. The client's own retries are off: they would hide what may have happened. */
record FirestoreCalls(String database, Clock clock, Ids ids, Duration patience) {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    Clock.Deadline deadline() {
        return clock.deadline(patience);
    }

    /** Reading changes nothing, so whatever may pass is asked again until time is over. */
    <T> T read(Supplier<ApiFuture<T>> call) {
        return read(call, deadline());
    }

    <T> T read(Supplier<ApiFuture<T>> call, Clock.Deadline deadline) {
        for (int tries = 0; ; tries++) {
            try {
                return once(call);
            } catch (ExecutionException failed) {
                if (Answer.of(failed) != Answer.UNSURE || deadline.passed()) {
                    throw refusal(failed);
                }
            }
            pause(tries);
        }
    }

    /** One call; its own deadline is the client's. */
    <T> T once(Supplier<ApiFuture<T>> call) throws ExecutionException {
        try {
            return call.get().get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Interrupted(database, interrupted);
        }
    }

    /** Somebody wants this thread to end; what was sent may be done or not. */
    static final class Interrupted extends StoreException {
        Interrupted(String database, InterruptedException cause) {
            super(database + ": interrupted", cause);
        }
    }

    /** Longer each time, and not in step with others who were refused at the same moment. */
    void pause(int tries) {
        long full = Math.min(LONGEST_PAUSE.toNanos(), FIRST_PAUSE.toNanos() << Math.min(tries, 20));
        LockSupport.parkNanos(full / 2 + ids.random(full / 2));
    }

    StoreException refusal(ExecutionException failed) {
        Throwable cause = failed.getCause();
        return Answer.refusal(database, cause == null ? failed : cause);
    }
}
