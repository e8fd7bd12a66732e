package dev.tickbox.store;

import dev.tickbox.store.Store.Outcome;
import dev.tickbox.store.Store.Page;
import java.util.List;
import java.util.Optional;

/** A store that passes everything on, for tests that change one thing. */
public abstract class ForwardingStore implements Store {
    private final Store store;

    protected ForwardingStore(Store store) {
        this.store = store;
    }

    @Override
    public Optional<Document> get(Ref ref) {
        return store.get(ref);
    }

    @Override
    public Outcome commit(List<Write> writes) {
        return store.commit(writes);
    }

    @Override
    public Page query(Query query) {
        return store.query(query);
    }

    @Override
    public long sum(Query query, String field) {
        return store.sum(query, field);
    }

    @Override
    public long count(Query query) {
        return store.count(query);
    }

    /** The store is closed by whoever opened it. */
    @Override
    public void close() {}
}
