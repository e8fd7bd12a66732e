package dev.tickbox.store.sqlite;

import dev.tickbox.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a file is, and whether it is sound. Looking creates nothing and changes nothing. */
public final class SqliteCheck {
    private static final Duration BUSY_TIMEOUT = Duration.ofSeconds(5);
    private static final int DAMAGES_SHOWN = 3;

    private SqliteCheck() {}

    public sealed interface Result {}

    /** There is no file; the first tick creates it. */
    public record Absent() implements Result {}

    /**
     * The whole file was read, and is sound.
     *
     * @param isComplete false if a tick of this program will add indexes
     */
    public record Sound(long bytes, boolean isComplete) implements Result {}

    /** It has a log, but the shared memory that belongs to it is gone, as in a copy: the next process that writes reads the log in. */
    public record NotRecovered() implements Result {}

    /** No tick of this program can use it; {@code why} says what to do. */
    public record Unusable(String why) implements Result {}

    /** SQLite found its pages or its indexes damaged. */
    public record Damaged(List<String> what) implements Result {}

    public static Result of(Path named) {
        StoreFile file = new StoreFile(named, BUSY_TIMEOUT, ReadOnlyFile::connect);
        try {
            file.checkPlace();
            if (!Files.exists(file.path())) {
                return new Absent();
            }
            boolean hadLog = ReadOnlyFile.hasLog(file.path());
            if (hadLog && !ReadOnlyFile.hasSharedMemory(file.path())) {
                return new NotRecovered();
            }
            Result result = read(file);
            // A process that began to write while the file was read as one that nobody changes: what was seen may be
            // half of it.
            return !hadLog && ReadOnlyFile.hasLog(file.path()) ? read(file) : result;
        } catch (StoreException e) {
            return new Unusable(String.valueOf(e.getMessage()));
        }
    }

    private static Result read(StoreFile file) {
        Path path = file.path();
        try (SqliteSession session = file.session()) {
            boolean isComplete = SqliteSchema.isStore(session, path);
            List<String> damage = damage(session);
            return damage.isEmpty() ? new Sound(Files.size(path), isComplete) : new Damaged(damage);
        } catch (SQLException e) {
            return SqliteFailure.isDamage(e)
                    ? new Damaged(List.of(String.valueOf(e.getMessage())))
                    : new Unusable(String.valueOf(SqliteFailure.of(path, e).getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A row may have several lines, and a title that only names the database. */
    private static List<String> damage(SqliteSession session) throws SQLException {
        List<String> found = new ArrayList<>();
        try (ResultSet rows = session.statement("PRAGMA integrity_check(" + DAMAGES_SHOWN + ")")
                .executeQuery()) {
            while (rows.next()) {
                rows.getString(1)
                        .lines()
                        .filter(line -> !line.startsWith("***"))
                        .limit(DAMAGES_SHOWN)
                        .forEach(found::add);
            }
        }
        return found.equals(List.of("ok")) ? List.of() : found;
    }
}
