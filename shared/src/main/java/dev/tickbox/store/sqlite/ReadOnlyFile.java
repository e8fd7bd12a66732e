package dev.tickbox.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/** Connections that change nothing in the file and create nothing beside it, whether or not others are using it. */
final class ReadOnlyFile {
    private ReadOnlyFile() {}

    /**
     * SQLite creates its log and shared memory also for a connection that only reads. So a file without a log is read as one that nobody
     * changes, and a file with a log can only be read if its shared memory is there.
     */
    static Connection connect(Path file, Duration busyTimeout) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout((int) busyTimeout.toMillis());
        String how = hasLog(file) ? "mode=ro&readonly_shm=1" : "immutable=1";
        return JDBC.createConnection(
                "jdbc:sqlite:file:" + file.toUri().getRawPath() + "?" + how, config.toProperties());
    }

    static boolean hasSharedMemory(Path file) {
        return Files.exists(Path.of(file + "-shm"));
    }

    static boolean hasLog(Path file) {
        try {
            return Files.size(Path.of(file + "-wal")) > 0;
        } catch (IOException absent) {
            return false;
        }
    }
}
