package dev.tickbox.store.sqlite;

import dev.tickbox.store.Store.Outcome;
import dev.tickbox.store.StoreException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

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

    /** COMMIT was given, and neither yes nor no came back. */
    private static final class Unsure extends Exception {
        Unsure(Throwable failure) {
            super(failure);
        }
    }

    private final StoreFile file;
    private SqliteSession session;

    /** The session has been given up: the next commit begins with a new one. */
    private boolean lost;

    private boolean closed;

    Writer(StoreFile file, SqliteSession session) {
        this.file = file;
        this.session = session;
    }

    /**
     * Gives each request its answer, and only one that is true: that something is applied is said after COMMIT. Where this thread could
     * not go on (out of memory, stack or classes), what was not written is given back to who asked for it.
     */
    void write(List<CommitRequest> requests) {
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
            if (lost || !session.rollback()) {
                giveUpSession();
            }
            // One that cannot be written (too large for what is left of the disk) must not fail the others.
            alone(requests, one -> one.refuse(SqliteFailure.of(file.path(), failed)));
        } catch (RuntimeException | Error broken) {
            giveUpSession();
            alone(requests, one -> one.giveBack(broken));
        }
    }

    private void alone(List<CommitRequest> requests, Consumer<CommitRequest> failure) {
        if (requests.size() == 1) {
            failure.accept(requests.getFirst());
        } else {
            requests.forEach(each -> write(List.of(each)));
        }
    }

    private void transaction(List<CommitRequest> requests, boolean again) throws SQLException, Unsure {
        Outcome[] outcomes = new Outcome[requests.size()];
        session.run("BEGIN IMMEDIATE");
        for (int at = 0; at < outcomes.length; at++) {
            CommitRequest request = requests.get(at);
            if (again && landed(request)) {
                outcomes[at] = Outcome.APPLIED;
            } else if (allowed(request)) {
                apply(request);
                outcomes[at] = Outcome.APPLIED;
            } else {
                outcomes[at] = Outcome.CONFLICT;
            }
        }
        commit();
        for (int at = 0; at < outcomes.length; at++) {
            requests.get(at).answer(outcomes[at]);
        }
    }

    private void commit() throws SQLException, Unsure {
        PreparedStatement commit = session.statement("COMMIT");
        try {
            commit.execute();
        } catch (SQLException failed) {
            if (SqliteFailure.isRefusal(failed)) {
                throw failed;
            }
            throw new Unsure(failed);
        } catch (RuntimeException | Error broken) {
            throw new Unsure(broken);
        }
    }

    /**
     * A COMMIT whose sync failed may be in the file or not. A new connection reads what is there; what did not land is written
     * again under the same id, over whatever the failed try left in the log.
     */
    private void askAgain(List<CommitRequest> requests) {
        for (int tries = 0; tries < TRIES_WHEN_UNSURE; tries++) {
            giveUpSession();
            try {
                renew();
                transaction(requests, true);
                return;
            } catch (SQLException | Unsure | RuntimeException | Error stillUnsure) {
                // Asked again, or told as unknown below.
            }
        }
        giveUpSession();
        requests.forEach(each -> each.answer(Outcome.UNKNOWN));
    }

    /** Whatever transaction is open in it ends with its connection. */
    private void giveUpSession() {
        lost = true;
        try {
            session.rollback();
            session.close();
        } catch (RuntimeException | Error broken) {
            // Closed once more before the next one is opened.
        }
    }

    private void renew() throws SQLException {
        session.close();
        session = file.session();
        lost = false;
    }

    private boolean landed(CommitRequest request) throws SQLException {
        for (CommitRequest.Row row : request.rows()) {
            if (commits(row).orElse(List.of()).contains(request.commit())) {
                return true;
            }
        }
        return false;
    }

    private boolean allowed(CommitRequest request) throws SQLException {
        for (CommitRequest.Row row : request.rows()) {
            if (row.read() != null
                    && !row.read().equals(commits(row).map(List::getFirst).orElse(""))) {
                return false;
            }
        }
        return true;
    }

    private void apply(CommitRequest request) throws SQLException {
        for (CommitRequest.Row row : request.rows()) {
            if (row.fields() == null) {
                run(DELETE, row.collection(), row.parent(), row.id());
            } else if ("".equals(row.read())) {
                run(INSERT, row.collection(), row.parent(), row.id(), row.fields(), row.commits());
            } else {
                run(UPDATE, row.fields(), row.commits(), row.collection(), row.parent(), row.id());
            }
        }
    }

    private Optional<List<String>> commits(CommitRequest.Row row) throws SQLException {
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
