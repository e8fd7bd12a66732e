package dev.tickbox.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Fields;
import dev.tickbox.Ids;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Indexes;
import dev.tickbox.store.Indexes.Index;
import dev.tickbox.store.Query;
import dev.tickbox.store.Write;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** SQLite's own word on how it would answer. */
class IndexTest {
    static final List<Index> ALL = Indexes.ALL;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @FieldSource("ALL")
    void every_query_shape_is_answered_from_its_index_in_order(Index index) throws Exception {
        SqliteStore.open(file(), Ids.system()).close();
        for (Query query : shapes(index)) {
            String plan = plan(Select.page(query));
            assertThat(plan).startsWith("SEARCH documents USING INDEX " + SqliteSchema.name(index) + " (parent=?");
            index.equal().forEach(field -> assertThat(plan).contains(" AND " + field + "=?"));
            query.after()
                    .ifPresent(cursor ->
                            assertThat(plan).containsAnyOf("(" + index.ordered().orElse("id") + ",id)", " AND id>?"));
        }
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void every_sum_and_count_is_answered_from_its_index(Index index) throws Exception {
        SqliteStore.open(file(), Ids.system()).close();
        for (Query query : shapes(index)) {
            assertThat(plan(Select.count(query)))
                    .contains(" USING ", "INDEX " + SqliteSchema.name(index) + " (parent=?");
            assertThat(plan(Select.sum(query, "paid_micro_usd")))
                    .startsWith("SEARCH documents USING INDEX " + SqliteSchema.name(index) + " (parent=?");
        }
    }

    @Test
    void a_walk_and_a_get_are_answered_by_the_key() throws Exception {
        SqliteStore.open(file(), Ids.system()).close();
        Query walk = Query.of(Collection.of("runs").ref("x").collection("steps"), 5);
        String key = "SEARCH documents USING INDEX sqlite_autoindex_documents_1 (collection=? AND parent=?";
        assertThat(plan(Select.page(walk))).isEqualTo(key + ")");
        assertThat(plan(Select.page(walk.after(new Query.Cursor(Optional.empty(), "y")))))
                .isEqualTo(key + " AND id>?)");
    }

    @Test
    void the_index_of_what_is_due_does_not_hold_what_is_settled() throws Exception {
        try (SqliteStore store = SqliteStore.open(file(), Ids.system())) {
            Fields settled = Fields.NONE.with("state", "COLLECTED");
            for (int batch = 0; batch < 10; batch++) {
                List<Write> writes = new ArrayList<>();
                for (int at = 0; at < 100; at++) {
                    writes.add(new Write.Create(Collection.of("reservations").ref(batch + "-" + at), settled));
                }
                writes.add(new Write.Create(
                        Collection.of("reservations").ref("due-" + batch), settled.with("due", Instant.EPOCH)));
                store.commit(writes);
            }
        }
        assertThat(cells("reservations_by_state_then_due")).isEqualTo(10);
        assertThat(cells("reservations_by_state")).isEqualTo(1010);
        assertThat(cells("runs_by_state_then_due")).isZero();
    }

    /** All ends of the range open and closed, resumed and not, both ways round. */
    private static List<Query> shapes(Index index) {
        Query bare = Query.of(Collection.of(index.collection()), 5);
        for (String field : index.equal()) {
            bare = bare.where(field, "x");
        }
        List<Query> shapes = new ArrayList<>();
        if (index.ordered().isEmpty()) {
            shapes.add(bare);
            shapes.add(bare.after(new Query.Cursor(Optional.empty(), "id")));
            return shapes;
        }
        String field = index.ordered().get();
        Query open = bare.orderedBy(field);
        Query.Cursor cursor = new Query.Cursor(Optional.of("m"), "id");
        for (Query query : List.of(
                open,
                open.from(field, "a"),
                open.before(field, "z"),
                open.from(field, "a").before(field, "z"))) {
            shapes.add(query);
            shapes.add(query.reversed());
            shapes.add(query.after(cursor));
            shapes.add(query.reversed().after(cursor));
        }
        return shapes;
    }

    private Path file() {
        return folder.resolve("tickbox.db");
    }

    private String plan(Select select) throws SQLException {
        try (SqliteSession session = new SqliteSession(StoreFile.connect(file(), Duration.ofSeconds(1)))) {
            Select explained = new Select("EXPLAIN QUERY PLAN " + select.sql(), select.values());
            List<String> steps = new ArrayList<>();
            try (ResultSet rows = explained.bind(session).executeQuery()) {
                while (rows.next()) {
                    steps.add(rows.getString("detail"));
                }
            }
            // A second step would be a sort.
            assertThat(steps).hasSize(1);
            return steps.getFirst();
        }
    }

    private long cells(String index) throws SQLException {
        try (Connection connection = StoreFile.connect(file(), Duration.ofSeconds(1));
                ResultSet rows = connection
                        .createStatement()
                        .executeQuery("SELECT SUM(ncell) FROM dbstat WHERE name = '" + index + "'")) {
            return rows.getLong(1);
        }
    }
}
