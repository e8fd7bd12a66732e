package dev.tickbox.contract;

import dev.tickbox.Fields;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Store;
import dev.tickbox.store.Write;

/** How a case gets at the store under test: empty at the start of each case. */
public interface OpenStores {
    Collection RUNS = Collection.of("runs");
    Collection ATTEMPTS = Collection.of("attempts");
    Collection ROWS = Collection.of("rows");
    Ref RUN = RUNS.ref("garden-daily@2026-11-21T06:00Z");

    Store store();

    /** The same documents, opened a second time, as another process would. */
    Store other();

    static Fields field(String name, Object value) {
        return Fields.NONE.with(name, value);
    }

    static Write creating(Ref ref, String state) {
        return new Write.Create(ref, field("state", state));
    }

    static Write updating(Document read, String state) {
        return new Write.Update(read, field("state", state));
    }

    default Document present(Ref ref) {
        return store().get(ref).orElseThrow(() -> new AssertionError(ref + " is absent"));
    }

    default String state(Ref ref) {
        return present(ref).fields().text("state");
    }
}
