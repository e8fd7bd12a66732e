package dev.tickbox.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Durable state. No transaction callbacks and no locks: read, decide, then commit <em>if unchanged</em>. All methods may be called
 * from many threads, and many processes may have the same store open.
 */
public interface Store extends AutoCloseable {
    /** What it is called, where a restored copy is called something else; a file may be called anything. */
    default Optional<String> name() {
        return Optional.empty();
    }

    Optional<Document> get(Ref ref);

    /**
     * All of the writes or none. An adapter that lost a reply sends the identical commit again until the store answers; it tells
     * its own earlier success from another's by the commit id, which the adapter makes and keeps in each document.
     *
     * @throws StoreException when for certain nothing was written (the store refused, a full disk)
     */
    Outcome commit(List<Write> writes);

    default Outcome commit(Write... writes) {
        return commit(List.of(writes));
    }

    /** The query must be answered by an index named in {@link Indexes}. */
    Page query(Query query);

    /** The sum of a long field over all documents that the query's equalities and range select; limit and cursor do not count. */
    long sum(Query query, String field);

    /** How many documents the query's equalities and range select; limit and cursor do not count. */
    long count(Query query);

    /** Every page of a query, for collections that are known to be small or whose whole content is wanted. */
    default List<Document> all(Query query) {
        List<Document> found = new ArrayList<>();
        each(query, found::add);
        return found;
    }

    /** The same one after another, for what may be thousands: no more than a page is held. */
    default void each(Query query, Consumer<Document> document) {
        Optional<Query.Cursor> next = Optional.empty();
        do {
            Page page = query(next.map(query::after).orElse(query));
            page.documents().forEach(document);
            next = page.next();
        } while (next.isPresent());
    }

    @Override
    void close();

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

    /** What became of a commit. */
    public enum Outcome {
        /** All of it is durable. */
        APPLIED,
        /** None of it is, and never will be: a document was there already, or had changed. */
        CONFLICT,
        /** The store did not answer in time. After this answer no other system is called. */
        UNKNOWN
    }
}
