package dev.tickbox.store.sqlite;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tickbox.Fields;
import dev.tickbox.Ids;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Query;
import dev.tickbox.store.StoreException;
import dev.tickbox.store.Write;
import dev.tickbox.store.sqlite.SqliteCheck.Absent;
import dev.tickbox.store.sqlite.SqliteCheck.Damaged;
import dev.tickbox.store.sqlite.SqliteCheck.Sound;
import dev.tickbox.store.sqlite.SqliteCheck.Unusable;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looking at a file, and that it leaves the folder as it was, byte for byte. */
class SqliteCheckTest {
    private static final Collection RUNS = Collection.of("runs");

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        // With signs that mean something in an address.
        file = folder.resolve("my tick%box?#.db");
    }

    private static Write create(String id) {
        return new Write.Create(RUNS.ref(id), Fields.NONE.with("text", "x".repeat(10_000)));
    }

    private void write(int documents) {
        try (SqliteStore store = SqliteStore.open(file, Ids.system())) {
            for (int i = 0; i < documents; i++) {
                store.commit(create("run-" + i));
            }
        }
    }

    private Map<String, String> files() throws Exception {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            // Readers mark in the shared memory what they still need.
            for (Path each :
                    all.filter(path -> !path.toString().endsWith("-shm")).toList()) {
                found.put(each.getFileName().toString(), new String(Files.readAllBytes(each), ISO_8859_1));
            }
        }
        return found;
    }

    private SqliteCheck.Result checkedWithoutTrace() throws Exception {
        Map<String, String> before = files();
        SqliteCheck.Result result = SqliteCheck.of(file);
        assertThat(files()).as("nothing is created or changed").isEqualTo(before);
        return result;
    }

    @Test
    void where_there_is_no_file_none_is_created() throws Exception {
        assertThat(checkedWithoutTrace()).isInstanceOf(Absent.class);
    }

    @Test
    void a_file_that_nobody_uses_is_read_whole() throws Exception {
        write(3);
        assertThat(checkedWithoutTrace())
                .isInstanceOfSatisfying(
                        Sound.class, sound -> assertThat(sound.isComplete()).isTrue());
    }

    @Test
    void what_is_only_in_the_log_of_a_writer_is_read_too() throws Exception {
        try (SqliteStore writer = SqliteStore.open(file, Ids.system())) {
            writer.commit(create("a"));
            assertThat(checkedWithoutTrace()).isInstanceOf(Sound.class);
            assertThat(read()).isEqualTo(1);
            assertThat(writer.commit(create("b"))).isEqualTo(dev.tickbox.store.Store.Outcome.APPLIED);
        }
    }

    private int read() {
        try (SqliteStore reader = SqliteStore.reading(file, Ids.system())) {
            return reader.all(Query.of(RUNS, 10)).size();
        }
    }

    /** The files of a writer in the middle of its work, under another name. */
    private void copy(String... endings) throws Exception {
        Path copy = folder.resolve("copy.db");
        try (SqliteStore writer = SqliteStore.open(file, Ids.system())) {
            writer.commit(create("a"));
            for (String ending : endings) {
                Files.copy(Path.of(file + ending), Path.of(copy + ending));
            }
        }
        file = copy;
    }

    @Test
    void what_a_process_leaves_that_was_killed_is_read() throws Exception {
        copy("", "-wal", "-shm");
        assertThat(checkedWithoutTrace()).isInstanceOf(Sound.class);
        assertThat(read()).isEqualTo(1);
    }

    @Test
    void a_log_without_shared_memory_waits_for_a_writer_and_none_is_created() throws Exception {
        copy("", "-wal");
        assertThat(checkedWithoutTrace()).isInstanceOf(SqliteCheck.NotRecovered.class);
        assertThat(Path.of(file + "-shm")).doesNotExist();
    }

    @Test
    void a_page_that_was_overwritten_is_damage() throws Exception {
        write(30);
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(3 * 4096);
            bytes.write("something else ".repeat(2_000).getBytes(US_ASCII));
        }
        assertThat(checkedWithoutTrace())
                .isInstanceOfSatisfying(
                        Damaged.class, damaged -> assertThat(damaged.what()).isNotEmpty());
    }

    @Test
    void a_text_file_is_damage_and_another_programs_database_is_not_usable() throws Exception {
        Files.writeString(file, "dear diary, ".repeat(100));
        assertThat(checkedWithoutTrace()).isInstanceOf(Damaged.class);
        Files.delete(file);
        execute("CREATE TABLE recipes(name TEXT)");
        assertThat(checkedWithoutTrace())
                .isInstanceOfSatisfying(
                        Unusable.class, unusable -> assertThat(unusable.why()).contains("not a Tickbox store"));
    }

    @Test
    void a_store_of_a_newer_tickbox_is_not_usable() throws Exception {
        write(1);
        execute("PRAGMA user_version = 2");
        assertThat(checkedWithoutTrace())
                .isInstanceOfSatisfying(
                        Unusable.class, unusable -> assertThat(unusable.why()).contains("newer Tickbox"));
    }

    @Test
    void an_index_that_is_missing_is_said_and_not_added() throws Exception {
        write(1);
        execute("DROP INDEX runs_by_state_then_due");
        assertThat(checkedWithoutTrace())
                .isInstanceOfSatisfying(
                        Sound.class, sound -> assertThat(sound.isComplete()).isFalse());
    }

    @Test
    void a_store_for_reading_refuses_to_write() {
        write(1);
        try (SqliteStore reader = SqliteStore.reading(file, Ids.system())) {
            assertThatThrownBy(() -> reader.commit(create("new")))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("for reading alone");
        }
    }

    private void execute(String sql) throws Exception {
        try (Connection connection = StoreFile.connect(file, Duration.ofSeconds(1));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
