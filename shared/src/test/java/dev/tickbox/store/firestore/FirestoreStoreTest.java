package dev.tickbox.store.firestore;

import dev.tickbox.Clock;
import dev.tickbox.Ids;
import dev.tickbox.contract.LostReplyContract;
import dev.tickbox.contract.StoreContract;
import dev.tickbox.contract.Wire;
import dev.tickbox.emulator.FirestoreEmulator;
import dev.tickbox.store.Store;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

@Tag("long")
class FirestoreStoreTest implements StoreContract, LostReplyContract {
    private LossyProxy proxy;
    private FirestoreStore store;
    private FirestoreStore other;

    @BeforeEach
    void open() {
        FirestoreEmulator emulator = FirestoreEmulator.required();
        String project = emulator.newProject();
        proxy = new LossyProxy(emulator.host());
        store = FirestoreStore.open(project, Optional.of(proxy.host()), proxy.impatientWhenCut(), Ids.system());
        other = FirestoreStore.open(project, Optional.of(emulator.host()), Clock.system(), Ids.system());
    }

    @AfterEach
    void close() {
        if (proxy != null) {
            store.close();
            other.close();
            proxy.close();
        }
    }

    @Override
    public Store store() {
        return store;
    }

    @Override
    public Store other() {
        return other;
    }

    @Override
    public Wire wire() {
        return proxy;
    }
}
