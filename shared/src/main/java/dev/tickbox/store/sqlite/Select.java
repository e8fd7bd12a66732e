package dev.tickbox.store.sqlite;

import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.Indexes.Index;
import dev.tickbox.store.Query;
import dev.tickbox.store.Ref;
import dev.tickbox.store.sqlite.FieldsJson.SqliteTime;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A query as SQL. The index is named in it, so that SQLite refuses what it could not answer from that index. */
record Select(String sql, List<Object> values) {
    static Select page(Query query) {
        return of("id, fields, commits", query, true);
    }

    static Select sum(Query query, String field) {
        Select all = of("COALESCE(SUM(fields ->> ?), 0)", query, false);
        List<Object> values = new ArrayList<>(List.of("$.\"" + field + "\""));
        values.addAll(all.values());
        return new Select(all.sql(), values);
    }

    static Select count(Query query) {
        return of("COUNT(*)", query, false);
    }

    private static Select of(String columns, Query query, boolean paged) {
        Index index = Index.of(query);
        boolean walk = index.equal().isEmpty() && index.ordered().isEmpty();
        StringBuilder sql = new StringBuilder("SELECT ").append(columns).append(" FROM documents");
        List<Object> values = new ArrayList<>();
        if (walk) {
            sql.append(" WHERE collection = ? AND parent = ?");
            values.add(query.in().name());
        } else {
            sql.append(" INDEXED BY ").append(SqliteSchema.column(SqliteSchema.name(index)));
            sql.append(" WHERE ").append(SqliteSchema.holds(index)).append(" AND parent = ?");
        }
        values.add(Rows.parent(query.in()));
        for (String field : index.equal()) {
            sql.append(" AND ").append(SqliteSchema.column(field)).append(" = ?");
            values.add(Rows.comparable(Objects.requireNonNull(query.equal().get(field))));
        }
        Optional<Query.Cursor> after = paged ? query.after() : Optional.empty();
        query.range().ifPresent(range -> bounds(sql, values, range, after.isPresent(), query.descending()));
        after.ifPresent(cursor -> resume(sql, values, query, cursor));
        if (paged) {
            String direction = query.descending() ? " DESC" : "";
            sql.append(" ORDER BY ");
            index.ordered()
                    .ifPresent(field -> sql.append(SqliteSchema.column(field))
                            .append(direction)
                            .append(", "));
            sql.append("id").append(direction).append(" LIMIT ?");
            values.add((long) query.limit());
        }
        return new Select(sql.toString(), values);
    }

    /** A cursor lies within the range, so it takes the place of the bound it came past: SQLite seeks by one of them only. */
    private static void bounds(
            StringBuilder sql, List<Object> values, Query.Range range, boolean resumed, boolean descending) {
        if (range.from().isPresent() && (!resumed || descending)) {
            sql.append(" AND ").append(SqliteSchema.column(range.field())).append(" >= ?");
            values.add(Rows.comparable(range.from().get()));
        }
        if (range.to().isPresent() && (!resumed || !descending)) {
            sql.append(" AND ").append(SqliteSchema.column(range.field())).append(" < ?");
            values.add(Rows.comparable(range.to().get()));
        }
    }

    private static void resume(StringBuilder sql, List<Object> values, Query query, Query.Cursor cursor) {
        String than = query.descending() ? " < " : " > ";
        if (query.range().isPresent()) {
            String field = SqliteSchema.column(query.range().get().field());
            sql.append(" AND (").append(field).append(", id)").append(than).append("(?, ?)");
            values.add(Rows.comparable(cursor.value().orElseThrow()));
        } else {
            sql.append(" AND id").append(than).append("?");
        }
        values.add(cursor.id());
    }

    PreparedStatement bind(SqliteSession session) throws SQLException {
        PreparedStatement statement = session.statement(sql);
        for (int at = 0; at < values.size(); at++) {
            if (values.get(at) instanceof Long number) {
                statement.setLong(at + 1, number);
            } else {
                statement.setString(at + 1, (String) values.get(at));
            }
        }
        return statement;
    }

    /** How a document lies in the table. */
    static final class Rows {
        private Rows() {}

        /** Empty for a root; else such as {@code runs/x}, where a slash inside an id is {@code %2F}. */
        static String parent(Collection collection) {
            return collection.parent().map(Rows::path).orElse("");
        }

        private static String path(Ref ref) {
            String above = parent(ref.in());
            return (above.isEmpty() ? "" : above + "/") + segment(ref.in().name()) + "/" + segment(ref.id());
        }

        private static String segment(String id) {
            return id.replace("%", "%25").replace("/", "%2F");
        }

        /** From the columns id, fields, commits. */
        static Document read(Collection in, ResultSet row) throws SQLException {
            List<String> commits = List.of(row.getString(3).split(" "));
            return new Document(
                    in.ref(row.getString(1)), FieldsJson.read(row.getString(2)), commits.getFirst(), commits);
        }

        /** As {@link FieldsJson} has it, so that it compares with what an index took from there. */
        static Object comparable(Object value) {
            return switch (value) {
                case Instant time -> SqliteTime.of(time);
                case String text -> SqliteTime.escape(text);
                default -> value;
            };
        }
    }
}
