package dev.tickbox.page;

import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Store;
import dev.tickbox.store.StoreException;
import dev.tickbox.store.Write;
import java.util.List;
import java.util.Optional;

/** A store for looking: it refuses every commit, so that no page can change a ledger. */
public record ReadingStore(Store store) implements Store {
    @Override
    public Optional<String> name() {
        return store.name();
    }

    @Override
    public Optional<Document> get(Ref ref) {
        return store.get(ref);
    }

    @Override
    public Outcome commit(List<Write> writes) {
        throw new StoreException("a page changes nothing");
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

    /** Whoever opened the store closes it. */
    @Override
    public void close() {}
}
