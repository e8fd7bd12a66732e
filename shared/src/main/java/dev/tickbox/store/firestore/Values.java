package dev.tickbox.store.firestore;

import com.google.cloud.Timestamp;
import com.google.cloud.firestore.DocumentSnapshot;
import dev.tickbox.Fields;
import dev.tickbox.store.Document;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Write;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Our values as Firestore's own types, and back. */
final class Values {
    private Values() {}

    /** The fields with the commit ids beside them. */
    static Map<String, Object> document(Fields fields, List<String> commits) {
        Map<String, Object> document = map(fields.values());
        document.put(Write.COMMITS, commits);
        return document;
    }

    static Document read(Ref ref, DocumentSnapshot snapshot) {
        Map<String, Object> data = new LinkedHashMap<>(Objects.requireNonNull(snapshot.getData()));
        List<String> commits = data.remove(Write.COMMITS) instanceof List<?> ids
                ? ids.stream().map(String.class::cast).toList()
                : List.of();
        data.replaceAll((name, value) -> ours(value));
        String version = Objects.requireNonNull(snapshot.getUpdateTime()).toString();
        return new Document(ref, new Fields(data), version, commits);
    }

    static Object theirs(Object value) {
        return switch (value) {
            case Instant time -> Timestamp.ofTimeSecondsAndNanos(time.getEpochSecond(), time.getNano());
            case List<?> list -> list.stream().map(Values::theirs).toList();
            case Map<?, ?> map -> map(map);
            default -> value;
        };
    }

    private static Map<String, Object> map(Map<?, ?> ours) {
        Map<String, Object> theirs = new LinkedHashMap<>();
        ours.forEach((name, value) -> theirs.put((String) name, theirs(value)));
        return theirs;
    }

    private static Object ours(Object value) {
        return switch (value) {
            case Timestamp time -> Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
            case List<?> list -> list.stream().map(Values::ours).toList();
            case Map<?, ?> map -> {
                Map<String, Object> ours = new LinkedHashMap<>();
                map.forEach((name, each) -> ours.put((String) name, ours(each)));
                yield ours;
            }
            default -> value;
        };
    }
}
