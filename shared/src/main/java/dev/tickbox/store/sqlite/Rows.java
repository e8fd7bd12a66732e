package dev.tickbox.store.sqlite;

import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.Ref;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** How a document lies in the table. */
final class Rows {
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
        return new Document(in.ref(row.getString(1)), FieldsJson.read(row.getString(2)), commits.getFirst(), commits);
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
