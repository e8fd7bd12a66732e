package dev.tickbox.store.sqlite;

import dev.tickbox.store.StoreException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What SQLite's errors mean, and what a person can do. */
final class SqliteFailure {
    private SqliteFailure() {}

    static StoreException of(Path file, SQLException failure) {
        return new StoreException(message(file, failure), failure);
    }

    private static String message(Path file, SQLException failure) {
        return switch (code(failure)) {
            case SQLITE_FULL -> "the disk of " + file + " is full: nothing was written; free some space and try again";
            case SQLITE_BUSY, SQLITE_LOCKED ->
                file + " is locked by another process for too long: nothing was written; find it with: fuser " + file;
            case SQLITE_NOTADB, SQLITE_CORRUPT ->
                file + " is not an SQLite file, or is damaged: name another file with --store sqlite:PATH,"
                        + " or put a backup back";
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH ->
                file + " cannot be written: make the file and its folder writable for this user";
            case SQLITE_CANTOPEN ->
                file + " cannot be opened: make the file and its folder readable and writable for this user";
            case SQLITE_IOERR ->
                file + ": the disk failed (" + failure.getMessage()
                        + "): check its space, its health and the system's log";
            default -> file + ": " + failure.getMessage();
        };
    }

    /** True when SQLite promises that this COMMIT, having failed so, is not and never will be in the file. */
    static boolean isRefusal(SQLException failure) {
        return switch (code(failure)) {
            case SQLITE_FULL, SQLITE_BUSY, SQLITE_LOCKED, SQLITE_READONLY, SQLITE_TOOBIG, SQLITE_CONSTRAINT -> true;
            default -> false;
        };
    }

    /** What a ROLLBACK answers where there is nothing to roll back. */
    static boolean isNoTransaction(SQLException failure) {
        return code(failure) == SQLiteErrorCode.SQLITE_ERROR
                && String.valueOf(failure.getMessage()).contains("no transaction is active");
    }

    /** It is a damaged file, or was never one of SQLite's. */
    static boolean isDamage(SQLException failure) {
        return switch (code(failure)) {
            case SQLITE_NOTADB, SQLITE_CORRUPT -> true;
            default -> false;
        };
    }

    static boolean isBusy(SQLException failure) {
        return code(failure) == SQLiteErrorCode.SQLITE_BUSY;
    }

    /** The primary code: extended ones keep it in their low byte. */
    private static SQLiteErrorCode code(SQLException failure) {
        return failure instanceof SQLiteException known
                ? SQLiteErrorCode.getErrorCode(known.getResultCode().code & 0xff)
                : SQLiteErrorCode.UNKNOWN_ERROR;
    }
}
