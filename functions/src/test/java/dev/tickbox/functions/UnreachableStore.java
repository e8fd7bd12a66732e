package dev.tickbox.functions;

import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Store;
import dev.tickbox.store.Store.Outcome;
import dev.tickbox.store.Store.Page;
import dev.tickbox.store.StoreException;
import dev.tickbox.store.Write;
import java.util.List;
import java.util.Optional;

/** A store that never answers. */
record UnreachableStore() implements Store {
    @Override
    public Optional<Document> get(Ref ref) {
        throw new StoreException("no answer");
    }

    @Override
    public Outcome commit(List<Write> writes) {
        throw new StoreException("no answer");
    }

    @Override
    public Page query(Query query) {
        throw new StoreException("no answer");
    }

    @Override
    public long sum(Query query, String field) {
        throw new StoreException("no answer");
    }

    @Override
    public long count(Query query) {
        throw new StoreException("no answer");
    }

    @Override
    public void close() {}
}
