package dev.tickbox.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.tickbox.Fields;
import dev.tickbox.Ids;
import dev.tickbox.contract.Wire;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Store.Outcome;
import dev.tickbox.store.StoreException;
import dev.tickbox.store.Write;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong on one machine is said with its mend, and writes nothing. */
class TroubleTest {
    private static final Function<String, Ref> RUN = Collection.of("runs")::ref;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("tickbox.db");
    }

    @Test
    void a_missing_folder_is_named_with_the_command_that_makes_it() {
        assertThatOpening(folder.resolve("no/such/tickbox.db"))
                .hasMessageContaining("mkdir -p " + folder.resolve("no/such"));
    }

    @Test
    void a_folder_is_not_a_store() {
        assertThatOpening(folder).hasMessageContaining("is a folder");
    }

    @Test
    void a_text_file_is_not_a_store_and_stays_as_it_is() throws Exception {
        Files.writeString(file, "dear diary, ".repeat(100));
        assertThatOpening(file).hasMessageContaining("is not an SQLite file").hasMessageContaining("--store");
        assertThat(file).hasContent("dear diary, ".repeat(100));
    }

    @Test
    void another_programs_database_is_left_alone() throws Exception {
        execute("CREATE TABLE recipes(name TEXT)");
        assertThatOpening(file).hasMessageContaining("not a Tickbox store");
    }

    @Test
    void a_store_from_a_newer_version_is_refused() throws Exception {
        SqliteStore.open(file, Ids.system()).close();
        execute("PRAGMA user_version = 2");
        assertThatOpening(file).hasMessageContaining("written by a newer Tickbox (store version 2, this one knows 1)");
    }

    @Test
    void an_index_that_an_older_program_did_not_know_is_made_on_opening() throws Exception {
        SqliteStore.open(file, Ids.system()).close();
        execute("DROP INDEX runs_by_state_then_due");
        SqliteStore.open(file, Ids.system()).close();
        execute("DROP INDEX runs_by_state_then_due");
    }

    @Test
    void a_file_that_cannot_be_written_is_refused() throws Exception {
        SqliteStore.open(file, Ids.system()).close();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        assumeFalse(Files.isWritable(file), "the superuser writes whatever the permissions are");
        assertThatOpening(file).hasMessageContaining("cannot be written");
    }

    @Test
    void a_network_disk_is_refused_and_a_local_one_is_not() {
        StoreFile any = new StoreFile(file, Duration.ofSeconds(1), StoreFile::connect);
        for (String network : new String[] {"nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "fuse.gcsfuse", "NFS"}) {
            assertThatThrownBy(() -> any.checkDisk(network))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("network file system (" + network + ")")
                    .hasMessageContaining("--store firestore:PROJECT");
        }
        for (String local : new String[] {"ext4", "xfs", "btrfs", "tmpfs", "overlay", "apfs", "zfs", "NTFS"}) {
            any.checkDisk(local);
        }
    }

    @Test
    void a_lock_held_too_long_is_refused_and_nothing_is_written() throws Exception {
        StoreFile impatient = new StoreFile(file, Duration.ofMillis(50), StoreFile::connect);
        try (SqliteStore store = new SqliteStore(impatient, Ids.system());
                Connection holder = StoreFile.connect(file, Duration.ofSeconds(1))) {
            execute(holder, "BEGIN IMMEDIATE");
            assertThatRefused(() -> store.commit(create("a", "x"))).hasMessageContaining("locked by another process");
            assertThat(store.get(RUN.apply("a"))).isEmpty();
            execute(holder, "ROLLBACK");
            assertThat(store.commit(create("a", "x"))).isEqualTo(Outcome.APPLIED);
        }
    }

    @Test
    void a_full_disk_writes_nothing_and_the_store_goes_on_when_there_is_room() throws Exception {
        SmallDisk disk = new SmallDisk();
        try (SqliteStore store = new SqliteStore(new StoreFile(file, Duration.ofSeconds(5), disk), Ids.system())) {
            store.commit(create("before", "x"));
            disk.pages(150);
            assertThatRefused(() -> store.commit(create("small", "x"), create("large", "x".repeat(900_000))))
                    .hasMessageContaining("is full: nothing was written; free some space");
            assertThat(store.get(RUN.apply("small"))).isEmpty();
            assertThat(store.get(RUN.apply("large"))).isEmpty();
            assertThat(store.commit(create("small", "x"))).isEqualTo(Outcome.APPLIED);
            disk.pages(10_000);
            assertThat(store.commit(create("large", "x".repeat(900_000)))).isEqualTo(Outcome.APPLIED);
            assertThat(store.get(RUN.apply("before"))).isPresent();
        }
    }

    @Test
    void a_disk_that_fills_up_during_the_commit_itself_is_a_refusal_and_not_unknown() {
        FailingDisk disk = new FailingDisk();
        try (SqliteStore store = new SqliteStore(new StoreFile(file, Duration.ofSeconds(5), disk), Ids.system())) {
            disk.harm(Wire.Fault.REQUEST_LOST, "SQLITE_FULL", () -> {});
            assertThatRefused(() -> store.commit(create("a", "x"))).hasMessageContaining("nothing was written");
            assertThat(store.get(RUN.apply("a"))).isEmpty();
            assertThat(store.commit(create("a", "x"))).isEqualTo(Outcome.APPLIED);
        }
    }

    @Test
    void a_closed_store_says_so() {
        SqliteStore store = SqliteStore.open(file, Ids.system());
        store.close();
        assertThatRefused(() -> store.get(RUN.apply("a"))).hasMessageContaining("closed");
        assertThatRefused(() -> store.commit(create("a", "x"))).hasMessageContaining("closed");
    }

    /** Remembers the writing connection, which is the first one, so that its share of the disk can change. */
    private static final class SmallDisk implements StoreFile.Source {
        private final List<Connection> opened = new ArrayList<>();

        @Override
        public Connection open(Path file, Duration busyTimeout) throws SQLException {
            Connection connection = StoreFile.connect(file, busyTimeout);
            opened.add(connection);
            return connection;
        }

        void pages(int pages) throws SQLException {
            execute(opened.getFirst(), "PRAGMA max_page_count = " + pages);
        }
    }

    private static Write create(String id, String text) {
        return new Write.Create(RUN.apply(id), Fields.NONE.with("text", text));
    }

    private static AbstractThrowableAssert<?, ?> assertThatOpening(Path path) {
        return assertThatRefused(() -> SqliteStore.open(path, Ids.system()).close());
    }

    private static AbstractThrowableAssert<?, ?> assertThatRefused(ThrowingCallable call) {
        return assertThatThrownBy(call).isInstanceOf(StoreException.class);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = StoreFile.connect(file, Duration.ofSeconds(1))) {
            execute(connection, sql);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
