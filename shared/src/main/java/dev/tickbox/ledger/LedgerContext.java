package dev.tickbox.ledger;

import dev.tickbox.Clock;
import dev.tickbox.Limits;
import dev.tickbox.store.Store;

/** What is needed to change a document of a machine. */
public interface LedgerContext {
    Store store();

    Clock clock();

    Limits limits();

    TransitionListener listener();

    /** Is called for every committed change of state, to print or log it. */
    @FunctionalInterface
    public interface TransitionListener {
        /**
         * @param document such as {@code runs/garden-daily@2026-11-21T06:00Z}
         * @param run the run that it belongs to
         */
        void changed(String document, String run, String state, String cause);
    }
}
