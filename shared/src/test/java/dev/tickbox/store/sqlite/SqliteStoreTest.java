package dev.tickbox.store.sqlite;

import dev.tickbox.Ids;
import dev.tickbox.contract.LostReplyContract;
import dev.tickbox.contract.StoreContract;
import dev.tickbox.contract.Wire;
import dev.tickbox.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest implements StoreContract, LostReplyContract {
    private final FailingDisk disk = new FailingDisk();
    private SqliteStore store;
    private SqliteStore other;

    @BeforeEach
    void open(@TempDir Path folder) {
        Path file = folder.resolve("tickbox.db");
        store = new SqliteStore(new StoreFile(file, Duration.ofSeconds(30), disk), Ids.system());
        other = SqliteStore.open(file, Ids.system());
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

    @Override
    public Wire wire() {
        return disk;
    }
}
