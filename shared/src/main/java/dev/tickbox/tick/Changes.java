package dev.tickbox.tick;

import dev.tickbox.store.StoreException;

/** What became of an event once it met the store. */
public sealed interface Changes<T> {
    /** Committed. */
    record Made<T>(T now) implements Changes<T> {}

    /** Not committed, because it need not, may not, or somebody was faster; {@code why} is for a person. */
    record NotMade<T>(String why, boolean illegal) implements Changes<T> {}

    /** The document is not there. */
    record Absent<T>() implements Changes<T> {}

    /** How often a decision is made anew when somebody else changed what it rested on. */
    int TRIES = 20;

    default boolean made() {
        return this instanceof Made<T>;
    }

    static StoreException unknown(Object ref, Object event) {
        return new StoreException(ref + ": the store did not say whether it took " + event);
    }

    static StoreException crowded(Object ref, Object event) {
        return new StoreException(ref + ": changed by others " + TRIES + " times while this was tried: " + event);
    }
}
