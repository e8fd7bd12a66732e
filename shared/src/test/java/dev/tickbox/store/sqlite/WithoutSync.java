package dev.tickbox.store.sqlite;

import dev.tickbox.Ids;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** The same store, for tests in which no machine loses its power: a commit does not wait until the disk has it. */
public final class WithoutSync {
    private WithoutSync() {}

    public static SqliteStore open(Path file, Ids ids) {
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
