package dev.tickbox.store.firestore;

import dev.tickbox.store.firestore.NeededIndexes.Composite;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@link NeededIndexes} as the file that Terraform reads. */
final class IndexFile {
    private IndexFile() {}

    static String of(Set<String> collections) {
        NeededIndexes needed = NeededIndexes.all();
        SortedMap<String, SortedMap<String, Set<String>>> fields = new TreeMap<>(needed.fields());
        collections.forEach(collection -> fields.putIfAbsent(collection, new TreeMap<>()));
        List<String> lines = new ArrayList<>();
        fields.forEach((collection, indexed) -> lines.add("\"" + collection + "\": " + object(indexed)));
        List<String> composites =
                needed.composites().stream().map(IndexFile::composite).sorted().toList();
        return "{\n  \"fields\": {\n    "
                + String.join(",\n    ", lines)
                + "\n  },\n  \"composite\": [\n    "
                + String.join(",\n    ", composites)
                + "\n  ]\n}\n";
    }

    private static String composite(Composite index) {
        List<String> parts = index.parts().stream()
                .map(part -> "{\"field\": \"" + part.field() + "\", \"order\": \"" + part.order() + "\"}")
                .toList();
        return "{\"collection\": \"" + index.collection() + "\", \"fields\": [" + String.join(", ", parts) + "]}";
    }

    private static String object(Map<String, Set<String>> indexed) {
        List<String> entries = new ArrayList<>();
        indexed.forEach(
                (field, orders) -> entries.add("\"" + field + "\": [\"" + String.join("\", \"", orders) + "\"]"));
        return "{" + String.join(", ", entries) + "}";
    }
}
