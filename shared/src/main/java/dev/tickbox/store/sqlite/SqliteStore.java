package dev.tickbox.store.sqlite;

import dev.tickbox.Ids;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.Indexes;
import dev.tickbox.store.Query;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Store;
import dev.tickbox.store.Store.Outcome;
import dev.tickbox.store.Store.Page;
import dev.tickbox.store.StoreException;
import dev.tickbox.store.Write;
import dev.tickbox.store.sqlite.Select.Rows;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The port on one SQLite file. */
public final class SqliteStore implements Store {
    /** How long one process waits while others write. */
    private static final Duration BUSY_TIMEOUT = Duration.ofSeconds(30);

    private static final String GET =
            "SELECT id, fields, commits FROM documents WHERE collection = ? AND parent = ? AND id = ?";

    private final Ids ids;
    private final Optional<Committer> committer;
    private final Readers readers;

    /**
     * Opens the file, and makes it if there is none.
     *
     * @throws StoreException when it cannot be used; the message names the mend
     */
    public static SqliteStore open(Path file, Ids ids) {
        return new SqliteStore(new StoreFile(file, BUSY_TIMEOUT, StoreFile::connect), ids);
    }

    /** Opens a file that exists, for reading alone: it creates nothing, changes nothing, and refuses every commit. */
    public static SqliteStore reading(Path file, Ids ids) {
        return new SqliteStore(
                Optional.empty(), new Readers(new StoreFile(file, BUSY_TIMEOUT, ReadOnlyFile::connect)), ids);
    }

    SqliteStore(StoreFile file, Ids ids) {
        this(Optional.of(new Committer(new Writer(file, file.create()))), new Readers(file), ids);
    }

    private SqliteStore(Optional<Committer> committer, Readers readers, Ids ids) {
        this.committer = committer;
        this.readers = readers;
        this.ids = ids;
    }

    @Override
    public Optional<Document> get(Ref ref) {
        Collection in = ref.in();
        Select select = new Select(GET, List.of(in.name(), Rows.parent(in), ref.id()));
        return readers.read(select, rows -> rows.next() ? Optional.of(Rows.read(in, rows)) : Optional.empty());
    }

    @Override
    public Outcome commit(List<Write> writes) {
        Write.check(writes);
        return committer
                .orElseThrow(() -> new StoreException("this store was opened for reading alone"))
                .commit(new CommitRequest(ids.next(), writes));
    }

    @Override
    public Page query(Query query) {
        Indexes.check(query);
        return Page.of(query, readers.read(Select.page(query), rows -> documents(query.in(), rows)));
    }

    private static List<Document> documents(Collection in, ResultSet rows) throws SQLException {
        List<Document> found = new ArrayList<>();
        while (rows.next()) {
            found.add(Rows.read(in, rows));
        }
        return found;
    }

    @Override
    public long sum(Query query, String field) {
        Indexes.checkSum(query, field);
        return readers.read(Select.sum(query, field), rows -> rows.getLong(1));
    }

    @Override
    public long count(Query query) {
        Indexes.check(query);
        return readers.read(Select.count(query), rows -> rows.getLong(1));
    }

    @Override
    public void close() {
        readers.close();
        committer.ifPresent(Committer::close);
    }
}
