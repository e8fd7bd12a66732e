package dev.tickbox.store;

import dev.tickbox.Fields;
import dev.tickbox.store.Store.Outcome;
import dev.tickbox.store.Store.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The store as a plain map, for simulations: shared by any number of simulated processes, strict about indexes, and never
 * unsure of anything (a simulation that wants a lost reply wraps it).
 */
public final class MemoryStore implements Store {
    private static final Comparator<Object> VALUES = MemoryStore::compareValues;

    private final Map<Collection, Map<String, Document>> collections = new HashMap<>();
    private long commits;

    /** A backup. */
    public synchronized MemoryStore copy() {
        MemoryStore copy = new MemoryStore();
        collections.forEach((name, documents) -> copy.collections.put(name, new HashMap<>(documents)));
        copy.commits = commits;
        return copy;
    }

    /** Everything that is in it. */
    public synchronized Map<Ref, Fields> contents() {
        Map<Ref, Fields> contents = new HashMap<>();
        collections
                .values()
                .forEach(documents -> documents.values().forEach(each -> contents.put(each.ref(), each.fields())));
        return contents;
    }

    @Override
    public synchronized Optional<Document> get(Ref ref) {
        return Optional.ofNullable(collections.getOrDefault(ref.in(), Map.of()).get(ref.id()));
    }

    @Override
    public synchronized Outcome commit(List<Write> writes) {
        Write.check(writes);
        if (!writes.stream().allMatch(this::allowed)) {
            return Outcome.CONFLICT;
        }
        String commit = "m" + ++commits;
        writes.forEach(write -> apply(write, commit));
        return Outcome.APPLIED;
    }

    private boolean allowed(Write write) {
        Optional<Document> present = get(write.ref());
        return switch (write) {
            case Write.Create ignored -> present.isEmpty();
            case Write.Update update ->
                present.map(Document::version).equals(Optional.of(update.read().version()));
            case Write.Delete ignored -> true;
            case Write.DeleteUnchanged delete ->
                present.map(Document::version).equals(Optional.of(delete.read().version()));
        };
    }

    private void apply(Write write, String commit) {
        switch (write) {
            case Write.Create create -> put(create.ref(), create.fields(), commit, List.of());
            case Write.Update update ->
                put(update.ref(), update.fields(), commit, update.read().commits());
            case Write.Delete delete -> remove(delete.ref());
            case Write.DeleteUnchanged delete -> remove(delete.ref());
        }
    }

    private void remove(Ref ref) {
        collections.computeIfPresent(ref.in(), (in, documents) -> {
            documents.remove(ref.id());
            return documents.isEmpty() ? null : documents;
        });
    }

    private void put(Ref ref, Fields fields, String commit, List<String> before) {
        collections
                .computeIfAbsent(ref.in(), in -> new HashMap<>())
                .put(ref.id(), new Document(ref, fields, commit, Document.remember(commit, before)));
    }

    @Override
    public Page query(Query query) {
        Indexes.check(query);
        Comparator<Document> order = order(query);
        List<Document> found = new ArrayList<>(selected(query));
        query.after().ifPresent(cursor -> found.removeIf(each -> !isAfter(cursor, each, query)));
        found.sort(order);
        List<Document> page = found.subList(0, Math.min(query.limit(), found.size()));
        return Page.of(query, page);
    }

    @Override
    public long sum(Query query, String field) {
        Indexes.checkSum(query, field);
        return selected(query).stream()
                .mapToLong(each -> each.fields().number(field, 0))
                .reduce(0, Math::addExact);
    }

    @Override
    public long count(Query query) {
        Indexes.check(query);
        return selected(query).size();
    }

    @Override
    public void close() {}

    private synchronized List<Document> selected(Query query) {
        List<Document> found = new ArrayList<>();
        for (Document document : collections.getOrDefault(query.in(), Map.of()).values()) {
            if (matches(query, document.fields())) {
                found.add(document);
            }
        }
        return found;
    }

    private static boolean matches(Query query, Fields fields) {
        for (Map.Entry<String, Object> wanted : query.equal().entrySet()) {
            if (!wanted.getValue().equals(fields.values().get(wanted.getKey()))) {
                return false;
            }
        }
        if (query.range().isEmpty()) {
            return true;
        }
        Query.Range range = query.range().get();
        Optional<Object> value = fields.find(range.field());
        return value.isPresent()
                && range.from()
                        .map(from -> VALUES.compare(value.get(), from) >= 0)
                        .orElse(true)
                && range.to().map(to -> VALUES.compare(value.get(), to) < 0).orElse(true);
    }

    private static Comparator<Document> order(Query query) {
        Comparator<Document> byId =
                (one, other) -> compareIds(one.ref().id(), other.ref().id());
        Comparator<Document> order = query.range()
                .map(Query.Range::field)
                .map(field -> Comparator.<Document, Object>comparing(
                                each -> each.fields().values().get(field), VALUES)
                        .thenComparing(byId))
                .orElse(byId);
        return query.descending() ? order.reversed() : order;
    }

    private static boolean isAfter(Query.Cursor cursor, Document document, Query query) {
        int byValue = query.range()
                .map(range -> VALUES.compare(
                        document.fields().find(range.field()).orElseThrow(),
                        cursor.value().orElseThrow()))
                .orElse(0);
        int compared = byValue != 0 ? byValue : compareIds(document.ref().id(), cursor.id());
        return query.descending() ? compared < 0 : compared > 0;
    }

    /** One field holds one type: engines order mixed types each in their own way, so a mixture is a mistake. */
    private static int compareValues(Object one, Object other) {
        return switch (one) {
            case Instant time when other instanceof Instant to -> time.compareTo(to);
            case Long number when other instanceof Long to -> number.compareTo(to);
            case String text when other instanceof String to -> compareIds(text, to);
            default -> throw new IllegalStateException("cannot order " + one + " and " + other);
        };
    }

    /** Code points order as the bytes of UTF-8 do; chars do not, because of surrogates. */
    private static int compareIds(String one, String other) {
        int same = 0;
        int shorter = Math.min(one.length(), other.length());
        while (same < shorter && one.charAt(same) == other.charAt(same)) {
            same++;
        }
        if (same == shorter) {
            return Integer.compare(one.length(), other.length());
        }
        boolean oneAstral = Character.isSurrogate(one.charAt(same));
        boolean otherAstral = Character.isSurrogate(other.charAt(same));
        return oneAstral == otherAstral
                ? Character.compare(one.charAt(same), other.charAt(same))
                : Boolean.compare(oneAstral, otherAstral);
    }
}
