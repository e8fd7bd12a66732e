package dev.tickbox.store;

import java.util.List;
import java.util.Optional;

/** Some documents, and where to go on if there may be more. */
public record Page(List<Document> documents, Optional<Query.Cursor> next) {
    public Page {
        documents = List.copyOf(documents);
    }

    /** A full page may have a next one: it goes on behind its last document. */
    public static Page of(Query query, List<Document> documents) {
        if (documents.size() < query.limit()) {
            return new Page(documents, Optional.empty());
        }
        Document last = documents.getLast();
        Optional<Object> value =
                query.range().map(range -> last.fields().values().get(range.field()));
        return new Page(
                documents, Optional.of(new Query.Cursor(value, last.ref().id())));
    }
}
