package dev.tickbox.ledger;

import dev.tickbox.store.StoreException;

/** What became of an event once it met the store. */
public sealed interface Change<T> {
    /** Committed. */
    record Made<T>(T now) implements Change<T> {}

    /** Not committed; {@code why} is for a person. */
    record NotMade<T>(Reason reason, String why) implements Change<T> {
        public boolean illegal() {
            return reason == Reason.ILLEGAL;
        }
    }

    enum Reason {
        /** It need not: it already has this state. */
        ALREADY,
        /** Somebody else changed what the decision rested on. */
        CONFLICT,
        /** It makes no sense here. */
        ILLEGAL
    }

    /** The document is not there. */
    record Absent<T>() implements Change<T> {}

    /** How often a decision is made anew when somebody else changed what it rested on. */
    int TRIES = 20;

    static <T> NotMade<T> already() {
        return new NotMade<>(Reason.ALREADY, "it already has this state");
    }

    static <T> NotMade<T> conflict(String field) {
        return new NotMade<>(Reason.CONFLICT, "changed by another process at the same time (" + field + ")");
    }

    static <T> NotMade<T> illegal(String why) {
        return new NotMade<>(Reason.ILLEGAL, why);
    }

    default boolean made() {
        return this instanceof Made<T>;
    }

    static StoreException unknown(Object ref, Object event) {
        return new StoreException(ref + ": the store did not say whether it took " + event);
    }

    static StoreException crowded(Object ref, Object event) {
        return new StoreException(ref + ": changed by other processes " + TRIES + " times during: " + event);
    }
}
