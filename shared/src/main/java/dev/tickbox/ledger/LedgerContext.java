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
}
