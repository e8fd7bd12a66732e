package dev.tickbox.store.sqlite;

import dev.tickbox.store.Outcome;
import dev.tickbox.store.StoreException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The one writing connection of this process. Its methods are called under the committer's lock. */
final class Writer implements AutoCloseable {
    private static final int TRIES_WHEN_UNSURE = 3;
    private static final String COMMITS =
            "SELECT commits FROM documents WHERE collection = ? AND parent = ? AND id = ?";
    private static final String INSERT =
            "INSERT INTO documents(collection, parent, id, fields, commits) VALUES (?, ?, ?, ?, ?)";
    private static final String UPDATE =
            "UPDATE documents SET fields = ?, commits = ? WHERE collection = ? AND parent = ? AND id = ?";
    private static final String DELETE = "DELETE FROM documents WHERE collection = ? AND parent = ? AND id = ?";

    /** SQLite said neither yes nor no to a COMMIT. */
    private static final class Unsure extends Exception {
        Unsure(SQLException failure) {
            super(failure);
        }
    }

    private final StoreFile file;
    private Session session;

    /** The session has been given up: the next commit begins with a new one. */
    private boolean lost;

    private boolean closed;

    Writer(StoreFile file, Session session) {
        this.file = file;
        this.session = session;
    }

    /** Gives each request its answer. */
    void write(List<Request> requests) {
        if (closed) {
            requests.forEach(each -> each.refuse(new StoreException(file.path() + " has been closed")));
            return;
        }
        try {
            if (lost) {
                renew();
            }
            transaction(requests, false);
        } catch (Unsure first) {
            askAgain(requests);
        } catch (SQLException failed) {
            session.rollback();
            if (requests.size() == 1) {
                requests.getFirst().refuse(Trouble.of(file.path(), failed));
            } else {
                // One that cannot be written (too large for what is left of the disk) must not fail the others.
                requests.forEach(each -> write(List.of(each)));
            }
        } catch (RuntimeException | Error broken) {
            session.rollback();
            throw broken;
        }
    }

    private void transaction(List<Request> requests, boolean again) throws SQLException, Unsure {
        session.run("BEGIN IMMEDIATE");
        for (Request request : requests) {
            if (again && landed(request)) {
                request.answer(Outcome.APPLIED);
            } else if (allowed(request)) {
                apply(request);
                request.answer(Outcome.APPLIED);
            } else {
                request.answer(Outcome.CONFLICT);
            }
        }
        try {
            session.run("COMMIT");
        } catch (SQLException failed) {
            if (Trouble.isRefusal(failed)) {
                throw failed;
            }
            throw new Unsure(failed);
        }
    }

    /**
     * A COMMIT whose sync failed may be in the file or not. A new connection reads what is there; what did not land is written
     * again under the same id, over whatever the failed try left in the log.
     */
    private void askAgain(List<Request> requests) {
        for (int tries = 0; tries < TRIES_WHEN_UNSURE; tries++) {
            session.rollback();
            session.close();
            lost = true;
            try {
                renew();
                transaction(requests, true);
                return;
            } catch (SQLException | Unsure stillUnsure) {
                // Asked again, or told as unknown below.
            }
        }
        session.rollback();
        session.close();
        lost = true;
        requests.forEach(each -> each.answer(Outcome.UNKNOWN));
    }

    private void renew() throws SQLException {
        session = file.session();
        lost = false;
    }

    private boolean landed(Request request) throws SQLException {
        for (Request.Row row : request.rows()) {
            if (commits(row).orElse(List.of()).contains(request.commit())) {
                return true;
            }
        }
        return false;
    }

    private boolean allowed(Request request) throws SQLException {
        for (Request.Row row : request.rows()) {
            if (row.read() != null
                    && !row.read().equals(commits(row).map(List::getFirst).orElse(""))) {
                return false;
            }
        }
        return true;
    }

    private void apply(Request request) throws SQLException {
        for (Request.Row row : request.rows()) {
            if (row.fields() == null) {
                run(DELETE, row.collection(), row.parent(), row.id());
            } else if ("".equals(row.read())) {
                run(INSERT, row.collection(), row.parent(), row.id(), row.fields(), row.commits());
            } else {
                run(UPDATE, row.fields(), row.commits(), row.collection(), row.parent(), row.id());
            }
        }
    }

    private Optional<List<String>> commits(Request.Row row) throws SQLException {
        PreparedStatement statement = bound(COMMITS, row.collection(), row.parent(), row.id());
        try (ResultSet found = statement.executeQuery()) {
            return found.next() ? Optional.of(Arrays.asList(found.getString(1).split(" "))) : Optional.empty();
        }
    }

    private void run(String sql, String... values) throws SQLException {
        bound(sql, values).executeUpdate();
    }

    private PreparedStatement bound(String sql, String... values) throws SQLException {
        PreparedStatement statement = session.statement(sql);
        for (int at = 0; at < values.length; at++) {
            statement.setString(at + 1, values[at]);
        }
        return statement;
    }

    @Override
    public void close() {
        closed = true;
        session.close();
    }
}
