package dev.tickbox.store;

import java.util.List;
import java.util.Optional;

/**
 * One query shape that the engine must answer without a scan: equality fields, then the ordered field, then the id.
 * {@code collection} is a collection's own name, whatever it lies below.
 */
public record Index(String collection, List<String> equal, Optional<String> ordered) {
    public Index {
        equal = equal.stream().sorted().toList();
    }

    static Index of(String collection, String... equal) {
        return new Index(collection, List.of(equal), Optional.empty());
    }

    Index by(String ordered) {
        return new Index(collection, equal, Optional.of(ordered));
    }

    /** The index that a query needs. */
    public static Index of(Query query) {
        return new Index(
                query.in().name(),
                List.copyOf(query.equal().keySet()),
                query.range().map(Query.Range::field));
    }
}
