package dev.tickbox.store.sqlite;

import dev.tickbox.store.Indexes;
import dev.tickbox.store.Indexes.Index;
import dev.tickbox.store.StoreException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One table for all documents, with a virtual column for each field that a query asks for, and a partial index for each query
 * shape: it holds only the collection's own documents, and only those that have the ordered field.
 */
final class SqliteSchema {
    /** What this program can read. A file with a higher number was written by a newer Tickbox. */
    static final int VERSION = 1;

    /** "Tick": how the {@code file} command and we know the file for ours. */
    private static final int APPLICATION_ID = 0x5469636b;

    static final Set<String> OWN_COLUMNS = Set.of("collection", "parent", "id", "fields", "commits");

    private static final String TABLE = """
            CREATE TABLE documents(
                collection TEXT NOT NULL,
                parent     TEXT NOT NULL,
                id         TEXT NOT NULL,
                fields     TEXT NOT NULL,
                commits    TEXT NOT NULL,
                UNIQUE(collection, parent, id)) STRICT""";

    private static final String NAMES = "SELECT name FROM sqlite_schema";

    private SqliteSchema() {}

    /** Makes what is missing. Several processes may come here at once: one does it, the others wait and find it done. */
    static void prepare(SqliteSession session, Path file) throws SQLException {
        if (isComplete(session, file)) {
            return;
        }
        session.run("BEGIN IMMEDIATE");
        try {
            if (!isComplete(session, file)) {
                checkOurs(session, file);
                create(session);
            }
            session.run("COMMIT");
        } catch (SQLException | RuntimeException failed) {
            session.rollback();
            throw failed;
        }
    }

    /**
     * For those who only look.
     *
     * @return whether nothing is missing
     * @throws StoreException if it is not a store, or one of a newer Tickbox
     */
    static boolean isStore(SqliteSession session, Path file) throws SQLException {
        boolean isComplete = isComplete(session, file);
        checkOurs(session, file);
        return isComplete;
    }

    private static boolean isComplete(SqliteSession session, Path file) throws SQLException {
        long version = number(session, "PRAGMA user_version");
        if (version > VERSION) {
            throw new StoreException(file + " was written by a newer Tickbox (store version " + version
                    + ", this one knows " + VERSION + "): use that Tickbox, or another --store");
        }
        Set<String> present = texts(session, NAMES);
        return version == VERSION
                && Indexes.ALL.stream().map(SqliteSchema::name).allMatch(present::contains);
    }

    /** Only under the lock: without it, another process may make the tables between our looking at the version and at the names. */
    private static void checkOurs(SqliteSession session, Path file) throws SQLException {
        if (number(session, "PRAGMA user_version") == 0
                && !texts(session, NAMES).isEmpty()) {
            throw new StoreException(
                    file + " is an SQLite file, but not a Tickbox store: name another file with --store sqlite:PATH");
        }
    }

    private static void create(SqliteSession session) throws SQLException {
        Set<String> present = texts(session, NAMES);
        if (present.isEmpty()) {
            session.run(TABLE);
        }
        Set<String> columns = texts(session, "SELECT name FROM pragma_table_xinfo('documents')");
        for (String field : indexedFields()) {
            if (columns.add(field)) {
                session.run("ALTER TABLE documents ADD COLUMN " + column(field) + " ANY AS (fields ->> "
                        + literal("$.\"" + field + "\"") + ") VIRTUAL");
            }
        }
        for (Index index : Indexes.ALL) {
            if (present.add(name(index))) {
                session.run(create(index));
            }
        }
        session.run("PRAGMA application_id = " + APPLICATION_ID);
        session.run("PRAGMA user_version = " + VERSION);
    }

    private static Set<String> indexedFields() {
        Set<String> fields = new TreeSet<>();
        for (Index index : Indexes.ALL) {
            fields.addAll(index.equal());
            index.ordered().ifPresent(fields::add);
        }
        fields.stream().filter(OWN_COLUMNS::contains).findFirst().ifPresent(taken -> {
            throw new IllegalStateException("the field '" + taken + "' cannot be indexed: the table has such a column");
        });
        return fields;
    }

    private static String create(Index index) {
        StringBuilder columns = new StringBuilder("parent");
        index.equal().forEach(field -> columns.append(", ").append(column(field)));
        index.ordered().ifPresent(field -> columns.append(", ").append(column(field)));
        return "CREATE INDEX " + column(name(index)) + " ON documents(" + columns + ", id) WHERE " + holds(index);
    }

    /** What is in the index; a query must say the same words to be answered from it. */
    static String holds(Index index) {
        String here = "collection = " + literal(index.collection());
        return index.ordered()
                .map(field -> here + " AND " + column(field) + " IS NOT NULL")
                .orElse(here);
    }

    /** Such as {@code runs_by_state_due}. */
    static String name(Index index) {
        List<String> fields = new ArrayList<>(index.equal());
        index.ordered().ifPresent(field -> fields.add("then_" + field));
        return index.collection() + "_by_" + String.join("_", fields);
    }

    static String column(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static Set<String> texts(SqliteSession session, String sql) throws SQLException {
        Set<String> found = new HashSet<>();
        try (ResultSet rows = session.statement(sql).executeQuery()) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    private static long number(SqliteSession session, String sql) throws SQLException {
        try (ResultSet rows = session.statement(sql).executeQuery()) {
            return rows.getLong(1);
        }
    }
}
