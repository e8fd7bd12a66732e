package dev.tickbox.store.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One connection and its prepared statements, used by one thread at a time. There are few different statements, so all stay. */
final class SqliteSession implements AutoCloseable {
    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    SqliteSession(Connection connection) {
        this.connection = connection;
    }

    PreparedStatement statement(String sql) throws SQLException {
        PreparedStatement known = statements.get(sql);
        if (known == null) {
            known = connection.prepareStatement(sql);
            statements.put(sql, known);
        }
        return known;
    }

    /** For statements that answer nothing. */
    void run(String sql) throws SQLException {
        statement(sql).execute();
    }

    /**
     * After a failure. SQLite may have rolled back by itself.
     *
     * @return whether no transaction is open any more
     */
    boolean rollback() {
        try {
            forgetStatements();
            run("ROLLBACK");
            return true;
        } catch (SQLException failed) {
            return SqliteFailure.isNoTransaction(failed);
        }
    }

    /** The driver silently finishes a statement that has failed: it cannot be run again. */
    private void forgetStatements() throws SQLException {
        List<PreparedStatement> finished = List.copyOf(statements.values());
        statements.clear();
        for (PreparedStatement each : finished) {
            each.close();
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException ignored) {
            // Whatever was answered is durable already; a connection that cannot close loses nothing.
        }
    }
}
