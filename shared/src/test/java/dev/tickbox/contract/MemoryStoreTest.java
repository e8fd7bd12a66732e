package dev.tickbox.contract;

import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Store;

class MemoryStoreTest implements StoreContract {
    private final MemoryStore store = new MemoryStore();

    @Override
    public Store store() {
        return store;
    }

    @Override
    public Store other() {
        return store;
    }
}
