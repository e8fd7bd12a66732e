package dev.tickbox.store;

import java.util.List;
import java.util.Optional;

/** Some documents, and where to go on if there may be more. */
public record Page(List<Document> documents, Optional<Query.Cursor> next) {
    public Page {
        documents = List.copyOf(documents);
    }
}
