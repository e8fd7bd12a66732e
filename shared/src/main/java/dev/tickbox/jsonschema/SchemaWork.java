package dev.tickbox.jsonschema;

import java.util.function.Supplier;

/**
 * What holding one text against one schema may cost: counted, never timed, so that the same text has the same answer on every machine.
 * The steps are about 40 ns each, so that the most takes a few seconds.
 */
final class SchemaWork {
    /** One step is one state of a pattern at one character. */
    private static final long STEPS_AT_MOST = 100_000_000;

    /** One call of a keyword's check; half a million of them are the most, which also bounds the memory that they take. */
    private static final int STEPS_A_CALL = 200;

    /** Checks inside checks: each takes up to 1.5 KiB of the stack. */
    private static final int DEEP_AT_MOST = 300;

    /** Failures that are worth a message. */
    private static final int MESSAGES_AT_MOST = 20;

    private static final ScopedValue<SchemaWork> CURRENT = ScopedValue.newInstance();

    /** A bound is reached. */
    static final class Defeated extends RuntimeException {
        Defeated(String message) {
            super(message, null, false, false);
        }
    }

    private long left = STEPS_AT_MOST;
    private int deep;
    private int messages;

    private SchemaWork() {}

    static <T> T bounded(Supplier<T> check) {
        return ScopedValue.where(CURRENT, new SchemaWork()).call(check::get);
    }

    static SchemaWork current() {
        return CURRENT.get();
    }

    void spend(long steps) {
        left -= Math.min(steps, STEPS_AT_MOST + 1);
        if (left < 0) {
            throw new Defeated("it takes more than " + STEPS_AT_MOST + " steps");
        }
    }

    void enter(long size) {
        spend(STEPS_A_CALL + size);
        if (++deep > DEEP_AT_MOST) {
            throw new Defeated("it takes more than " + DEEP_AT_MOST + " checks inside each other");
        }
    }

    void leave() {
        deep--;
    }

    boolean worthAMessage() {
        return messages++ < MESSAGES_AT_MOST;
    }
}
