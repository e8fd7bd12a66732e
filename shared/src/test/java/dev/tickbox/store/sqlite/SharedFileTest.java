package dev.tickbox.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tickbox.Fields;
import dev.tickbox.Ids;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Store.Outcome;
import dev.tickbox.store.StoreException;
import dev.tickbox.store.Write;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commits that share a transaction do not share a fate. */
class SharedFileTest {
    private SqliteStore store;
    private Connection writing;
    private Writer writer;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        Path path = folder.resolve("tickbox.db");
        StoreFile file = new StoreFile(path, Duration.ofSeconds(5), StoreFile::connect);
        store = SqliteStore.open(path, Ids.system());
        writing = StoreFile.connect(path, Duration.ofSeconds(5));
        writer = new Writer(file, new SqliteSession(writing));
    }

    @AfterEach
    void close() {
        writer.close();
        store.close();
    }

    @Test
    void one_conflict_leaves_the_others_applied() {
        store.commit(create("taken", "x"));
        List<CommitRequest> requests = List.of(request("a"), request("taken"), request("b"), request("a"));
        writer.write(requests);
        assertThat(requests)
                .extracting(CommitRequest::outcome)
                .containsExactly(Outcome.APPLIED, Outcome.CONFLICT, Outcome.APPLIED, Outcome.CONFLICT);
        assertThat(store.get(create("b", "").ref())).isPresent();
    }

    @Test
    void one_too_large_for_the_disk_leaves_the_others_applied() throws Exception {
        try (var statement = writing.createStatement()) {
            statement.execute("PRAGMA max_page_count = 150");
        }
        CommitRequest large = new CommitRequest("large", List.of(create("large", "x".repeat(900_000))));
        List<CommitRequest> requests = List.of(request("a"), large, request("b"));
        writer.write(requests);
        assertThat(requests.getFirst().outcome()).isEqualTo(Outcome.APPLIED);
        assertThatThrownBy(large::outcome).isInstanceOf(StoreException.class).hasMessageContaining("full");
        assertThat(requests.getLast().outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(store.get(create("large", "").ref())).isEmpty();
        assertThat(store.get(create("b", "").ref())).isPresent();
    }

    @Test
    @Timeout(60)
    void who_queued_while_another_wrote_is_woken_though_nobody_comes_after() throws Exception {
        List<Thread> threads;
        try (var statement = writing.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            threads = IntStream.range(0, 3)
                    .mapToObj(at -> Thread.ofPlatform().start(() -> store.commit(create("queued-" + at, "x"))))
                    .toList();
            // One of them leads and waits for SQLite's lock; the other two wait for it.
            while (threads.stream()
                            .filter(each -> each.getState() == Thread.State.WAITING)
                            .count()
                    < 2) {
                Thread.onSpinWait();
            }
            statement.execute("ROLLBACK");
        }
        for (Thread each : threads) {
            each.join();
        }
        for (int at = 0; at < 3; at++) {
            assertThat(store.get(create("queued-" + at, "x").ref())).isPresent();
        }
    }

    @Test
    void a_crowd_of_threads_each_gets_its_own_answer() {
        List<Outcome> outcomes = IntStream.range(0, 2000)
                .parallel()
                .mapToObj(at -> store.commit(create("shared-" + at / 2, "x")))
                .toList();
        assertThat(outcomes).filteredOn(Outcome.APPLIED::equals).hasSize(1000);
        assertThat(outcomes).filteredOn(Outcome.CONFLICT::equals).hasSize(1000);
    }

    private static CommitRequest request(String id) {
        return new CommitRequest("commit-" + id, List.of(create(id, "x")));
    }

    private static Write create(String id, String text) {
        return new Write.Create(Collection.of("runs").ref(id), Fields.NONE.with("text", text));
    }
}
