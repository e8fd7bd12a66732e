package dev.tickbox.store.sqlite;

import dev.tickbox.store.StoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;

/** Reading connections: as many as there are readers at once, a few of them kept. Readers wait for no writer. */
final class Readers implements AutoCloseable {
    private static final int KEPT = 8;

    interface Reading<T> {
        T from(ResultSet rows) throws SQLException;
    }

    private final StoreFile file;
    private final BlockingDeque<SqliteSession> free = new LinkedBlockingDeque<>(KEPT);
    private volatile boolean closed;

    Readers(StoreFile file) {
        this.file = file;
    }

    <T> T read(Select select, Reading<T> reading) {
        if (closed) {
            throw new StoreException(file.path() + " has been closed");
        }
        SqliteSession session = free.pollFirst();
        try {
            session = session == null ? file.session() : session;
            T answer;
            try (ResultSet rows = select.bind(session).executeQuery()) {
                answer = reading.from(rows);
            }
            // The one used last is warm. A connection that failed is not kept.
            if (closed || !free.offerFirst(session)) {
                session.close();
            }
            return answer;
        } catch (SQLException failed) {
            if (session != null) {
                session.close();
            }
            throw SqliteFailure.of(file.path(), failed);
        } catch (RuntimeException | Error broken) {
            if (session != null) {
                session.close();
            }
            throw broken;
        }
    }

    @Override
    public void close() {
        closed = true;
        SqliteSession session;
        while ((session = free.pollFirst()) != null) {
            session.close();
        }
    }
}
