package dev.tickbox.store.sqlite;

import dev.tickbox.Ids;
import dev.tickbox.contract.StoreContract;
import dev.tickbox.store.Store;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest implements StoreContract {
    private SqliteStore store;
    private SqliteStore other;

    @BeforeEach
    void open(@TempDir Path folder) {
        store = SqliteStore.open(folder.resolve("tickbox.db"), Ids.system());
        other = SqliteStore.open(folder.resolve("tickbox.db"), Ids.system());
    }

    @AfterEach
    void close() {
        store.close();
        other.close();
    }

    @Override
    public Store store() {
        return store;
    }

    @Override
    public Store other() {
        return other;
    }
}
