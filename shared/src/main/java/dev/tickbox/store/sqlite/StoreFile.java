package dev.tickbox.store.sqlite;

import dev.tickbox.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/** The file, and how connections to it are made. */
final class StoreFile {
    /** How a connection is made; a test puts a failing disk in between. */
    interface Source {
        Connection open(Path file, Duration busyTimeout) throws SQLException;
    }

    /** Their locks and shared memory do not hold between machines, and SQLite's log needs both. */
    private static final Set<String> NETWORK = Set.of(
            "nfs",
            "nfs4",
            "cifs",
            "smb",
            "smb2",
            "smb3",
            "smbfs",
            "9p",
            "afs",
            "afpfs",
            "ncpfs",
            "ceph",
            "glusterfs",
            "lustre",
            "gpfs",
            "webdav",
            "davfs",
            "beegfs",
            "virtiofs");

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(5);

    private final Path file;
    private final Duration busyTimeout;
    private final Source source;

    StoreFile(Path file, Duration busyTimeout, Source source) {
        this.file = file.toAbsolutePath().normalize();
        this.busyTimeout = busyTimeout;
        this.source = source;
    }

    Path path() {
        return file;
    }

    /** The first session, which also makes the file and whatever it lacks. */
    SqliteSession create() {
        checkPlace();
        long triesLeft = busyTimeout.dividedBy(BETWEEN_TRIES);
        while (true) {
            try {
                SqliteSession session = session();
                try {
                    SqliteSchema.prepare(session, file);
                    return session;
                } catch (SQLException | RuntimeException failed) {
                    session.close();
                    throw failed;
                }
            } catch (SQLException failed) {
                // Two processes that switch a new file to its log at once: SQLite refuses one of them without waiting.
                if (!SqliteFailure.isBusy(failed) || triesLeft-- <= 0) {
                    throw SqliteFailure.of(file, failed);
                }
                LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
            }
        }
    }

    SqliteSession session() throws SQLException {
        return new SqliteSession(source.open(file, busyTimeout));
    }

    static Connection connect(Path file, Duration busyTimeout) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout((int) busyTimeout.toMillis());
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        Connection connection = JDBC.createConnection("jdbc:sqlite:" + file, config.toProperties());
        try (Statement statement = connection.createStatement()) {
            // On macOS a plain sync leaves the data in the disk's own cache; elsewhere these change nothing.
            statement.execute("PRAGMA fullfsync = 1");
            statement.execute("PRAGMA checkpoint_fullfsync = 1");
            return connection;
        } catch (SQLException failed) {
            connection.close();
            throw failed;
        }
    }

    void checkPlace() {
        Path folder = file.getParent();
        if (Files.isDirectory(file)) {
            throw new StoreException(
                    file + " is a folder: name a file in it, such as --store sqlite:" + file.resolve("tickbox.db"));
        }
        if (folder == null || !Files.isDirectory(folder)) {
            throw new StoreException("the folder " + folder + " does not exist: make it with: mkdir -p " + folder);
        }
        try {
            checkDisk(Files.getFileStore(folder).type());
        } catch (IOException failed) {
            throw new StoreException(folder + " cannot be read: " + failed, failed);
        }
    }

    void checkDisk(String type) {
        String kind = type.toLowerCase(Locale.ROOT);
        boolean remoteFuse =
                kind.startsWith("fuse.") && !kind.equals("fuse.ntfs-3g") && !kind.equals("fuse.fuse-overlayfs");
        if (NETWORK.contains(kind) || remoteFuse) {
            throw new StoreException(file + " is on a network file system (" + type
                    + "), where SQLite's locks do not hold: put it on a disk of this machine,"
                    + " or use --store firestore:PROJECT");
        }
    }
}
