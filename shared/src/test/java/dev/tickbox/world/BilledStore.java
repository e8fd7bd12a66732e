package dev.tickbox.world;

import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Store;
import dev.tickbox.store.Write;
import java.util.List;
import java.util.Optional;

/** As Firestore bills: a document read, an empty answer too; a document written; one read for a sum of a few. */
public final class BilledStore implements Store {
    private final Store store;
    private long reads;
    private long writes;

    public BilledStore(Store store) {
        this.store = store;
    }

    public long reads() {
        return reads;
    }

    public long writes() {
        return writes;
    }

    @Override
    public Optional<Document> get(Ref ref) {
        reads++;
        return store.get(ref);
    }

    @Override
    public Outcome commit(List<Write> all) {
        writes += all.size();
        return store.commit(all);
    }

    @Override
    public Page query(Query query) {
        Page page = store.query(query);
        reads += Math.max(1, page.documents().size());
        return page;
    }

    @Override
    public long sum(Query query, String field) {
        reads++;
        return store.sum(query, field);
    }

    @Override
    public long count(Query query) {
        reads++;
        return store.count(query);
    }

    @Override
    public void close() {}
}
