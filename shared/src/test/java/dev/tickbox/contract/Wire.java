package dev.tickbox.contract;

import java.util.List;

/** The way from an adapter to its engine, where a test does harm: as far out as one can get, so that all of the client is tested. */
public interface Wire {
    enum Fault {
        /** The engine did it, and the adapter hears of a failure. */
        REPLY_LOST,
        /** The engine never heard of it, and the adapter hears of a failure. */
        REQUEST_LOST,
        /** The adapter hears of a failure, and after that the engine does it, before whatever comes next. */
        LATE
    }

    /** Every failure that leaves open what happened, by name. */
    List<String> failures();

    /** What happens to the next commit. {@code meanwhile} runs before the adapter hears of the failure. */
    void harm(Fault fault, String failure, Runnable meanwhile);

    /** From now on nothing arrives, until {@link #mend}. */
    void cut(String failure);

    void mend();
}
