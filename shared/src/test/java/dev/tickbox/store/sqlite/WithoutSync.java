package dev.tickbox.store.sqlite;

import dev.tickbox.Ids;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * The same store, for tests in which no machine loses its power: a commit does not wait until the disk has it. Thousands of new files begin
 * as copies of one empty store.
 */
public final class WithoutSync {
    private static final byte[] EMPTY = empty();

    private WithoutSync() {}

    public static SqliteStore open(Path file, Ids ids) {
        if (!Files.exists(file)) {
            try {
                Files.write(file, EMPTY);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return opened(file, ids);
    }

    private static byte[] empty() {
        try {
            Path folder = Files.createTempDirectory("tickbox-empty-");
            Path file = folder.resolve("empty.db");
            opened(file, Ids.system()).close();
            byte[] bytes = Files.readAllBytes(file);
            Files.delete(file);
            Files.delete(folder);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SqliteStore opened(Path file, Ids ids) {
        return new SqliteStore(new StoreFile(file, Duration.ofSeconds(30), WithoutSync::connect), ids);
    }

    private static Connection connect(Path file, Duration busyTimeout) throws SQLException {
        Connection connection = StoreFile.connect(file, busyTimeout);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA synchronous = OFF");
            return connection;
        } catch (SQLException failed) {
            connection.close();
            throw failed;
        }
    }
}
