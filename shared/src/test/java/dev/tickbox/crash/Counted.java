package dev.tickbox.crash;

import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Store;
import dev.tickbox.store.Store.Outcome;
import dev.tickbox.store.Store.Page;
import dev.tickbox.store.Write;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** A store that counts its commits: who reads between two of them reads the same. */
record Counted(Store store, AtomicLong commits) implements Store {
    Counted(Store store) {
        this(store, new AtomicLong());
    }

    @Override
    public Optional<Document> get(Ref ref) {
        return store.get(ref);
    }

    @Override
    public Outcome commit(List<Write> writes) {
        commits.incrementAndGet();
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

    @Override
    public void close() {}
}
