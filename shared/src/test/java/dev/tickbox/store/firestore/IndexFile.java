package dev.tickbox.store.firestore;

import dev.tickbox.store.Indexes;
import dev.tickbox.store.Indexes.Index;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 */
final class IndexFile {
    private static final String UP = "ASCENDING";
    private static final String DOWN = "DESCENDING";

    private final Map<String, Map<String, Set<String>>> fields = new TreeMap<>();
    private final Set<String> composites = new TreeSet<>();

    static String of(Set<String> collections) {
        IndexFile file = new IndexFile();
        collections.forEach(collection -> file.fields.put(collection, new TreeMap<>()));
        Indexes.ALL.forEach(index -> file.add(index, UP));
        Indexes.BACKWARDS.forEach(index -> file.add(index, DOWN));
        Indexes.SUMS.forEach(sum -> {
            List<String> path = path(sum.over());
            path.add(sum.field());
            file.add(sum.over().collection(), path, UP);
        });
        return file.text();
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
        if (path.size() == 1) {
            fields.computeIfAbsent(collection, name -> new TreeMap<>())
                    .computeIfAbsent(path.getFirst(), field -> new TreeSet<>())
                    .add(direction);
            return;
        }
        List<String> parts = new ArrayList<>();
        for (int at = 0; at < path.size(); at++) {
            String order = at == path.size() - 1 ? direction : UP;
            parts.add("{\"field\": \"" + path.get(at) + "\", \"order\": \"" + order + "\"}");
        }
        composites.add("{\"collection\": \"" + collection + "\", \"fields\": [" + String.join(", ", parts) + "]}");
    }

    private String text() {
        List<String> collections = new ArrayList<>();
        fields.forEach((collection, indexed) -> collections.add("\"" + collection + "\": " + object(indexed)));
        return "{\n  \"fields\": {\n    "
                + String.join(",\n    ", collections)
                + "\n  },\n  \"composite\": [\n    "
                + String.join(",\n    ", composites)
                + "\n  ]\n}\n";
    }

    private static String object(Map<String, Set<String>> indexed) {
        List<String> entries = new ArrayList<>();
        indexed.forEach(
                (field, orders) -> entries.add("\"" + field + "\": [\"" + String.join("\", \"", orders) + "\"]"));
        return "{" + String.join(", ", entries) + "}";
    }
}
