package dev.tickbox.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Ids;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Query;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewFileTest {
    private static final int FILES = 40;
    private static final int OPENERS = 6;

    /** One of them makes the tables; another may look at the file in the middle of that, and must not take it for a stranger's. */
    @Test
    void a_new_file_that_many_open_at_once_is_a_store_for_all_of_them(@TempDir Path folder) throws Exception {
        try (var threads = Executors.newFixedThreadPool(OPENERS)) {
            for (int i = 0; i < FILES; i++) {
                Path file = folder.resolve("new-" + i + ".db");
                CountDownLatch start = new CountDownLatch(1);
                List<Future<Integer>> opened = new ArrayList<>();
                for (int j = 0; j < OPENERS; j++) {
                    opened.add(threads.submit(() -> {
                        start.await();
                        try (SqliteStore store = SqliteStore.open(file, Ids.system())) {
                            return store.all(Query.of(Collection.of("runs"), 10))
                                    .size();
                        }
                    }));
                }
                start.countDown();
                for (Future<Integer> each : opened) {
                    assertThat(each.get()).isZero();
                }
            }
        }
    }

    /** On macOS a commit is on the disk only with these; SQLite knows them everywhere. */
    @Test
    void every_connection_syncs_through_the_disks_own_cache(@TempDir Path folder) throws Exception {
        try (Connection connection = StoreFile.connect(folder.resolve("tickbox.db"), Duration.ofSeconds(5));
                Statement statement = connection.createStatement()) {
            for (String pragma : List.of("fullfsync", "checkpoint_fullfsync")) {
                try (ResultSet rows = statement.executeQuery("PRAGMA " + pragma)) {
                    assertThat(rows.getInt(1)).as(pragma).isEqualTo(1);
                }
            }
            try (ResultSet rows = statement.executeQuery("PRAGMA synchronous")) {
                assertThat(rows.getInt(1)).as("FULL").isEqualTo(2);
            }
        }
    }
}
