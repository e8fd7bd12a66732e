package dev.tickbox.store.firestore;

import dev.tickbox.store.Indexes;
import dev.tickbox.store.Indexes.Index;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What Firestore must index for {@link Indexes}. An index is read one way only and must begin with the equalities, so:
 *
 * <ul>
 *   <li>only equalities, or only an order: each field's own index; several equalities are answered by merging those;
 *   <li>equalities and an order: one composite index for each direction that is asked for;
 *   <li>a sum reads its field from the index, as if it were the last order: equalities, order, field.
 * </ul>
 *
 * The document's name, which ends every order, is in every index, and a walk by name alone needs none. The emulator checks none of this.
 *
 * @param fields for each collection, the fields that have an index of their own, with its directions
 */
public record NeededIndexes(SortedMap<String, SortedMap<String, Set<String>>> fields, Set<Composite> composites) {
    private static final String UP = "ASCENDING";
    private static final String DOWN = "DESCENDING";

    /** One index over several fields of a collection. */
    public record Composite(String collection, List<Part> parts) {
        /** Such as {@code runs (state ASCENDING, due ASCENDING)}. */
        @Override
        public String toString() {
            return collection + " ("
                    + String.join(
                            ", ",
                            parts.stream()
                                    .map(part -> part.field() + " " + part.order())
                                    .toList())
                    + ")";
        }
    }

    /** A field in an index. */
    public record Part(String field, String order) {}

    public static NeededIndexes all() {
        NeededIndexes needed = new NeededIndexes(new TreeMap<>(), new LinkedHashSet<>());
        Indexes.ALL.forEach(index -> needed.add(index, UP));
        Indexes.BACKWARDS.forEach(index -> needed.add(index, DOWN));
        Indexes.SUMS.forEach(sum -> {
            List<String> path = path(sum.over());
            path.add(sum.field());
            needed.add(sum.over().collection(), path, UP);
        });
        return needed;
    }

    private void add(Index index, String direction) {
        if (index.ordered().isEmpty()) {
            index.equal().forEach(field -> add(index.collection(), List.of(field), direction));
        } else {
            add(index.collection(), path(index), direction);
        }
    }

    private static List<String> path(Index index) {
        List<String> path = new ArrayList<>(index.equal());
        index.ordered().ifPresent(path::add);
        return path;
    }

    private void add(String collection, List<String> path, String direction) {
        Map<String, Set<String>> own = fields.computeIfAbsent(collection, name -> new TreeMap<>());
        if (path.size() == 1) {
            own.computeIfAbsent(path.getFirst(), field -> new TreeSet<>()).add(direction);
            return;
        }
        List<Part> parts = new ArrayList<>();
        for (int at = 0; at < path.size(); at++) {
            parts.add(new Part(path.get(at), at == path.size() - 1 ? direction : UP));
        }
        composites.add(new Composite(collection, List.copyOf(parts)));
    }
}
