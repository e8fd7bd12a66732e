package dev.tickbox.ledger;

import dev.tickbox.store.Collection;

/** {@code jobs/{id}}: how far the schedule of a job has been worked off. */
public final class JobDocument {
    public static final Collection ALL = Collection.of("jobs");

    private JobDocument() {}
}
