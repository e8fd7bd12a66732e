package dev.tickbox.store.firestore;

import com.google.api.gax.retrying.RetrySettings;
import com.google.cloud.firestore.AggregateField;
import com.google.cloud.firestore.AggregateQuerySnapshot;
import com.google.cloud.firestore.DocumentSnapshot;
import com.google.cloud.firestore.FieldPath;
import com.google.cloud.firestore.Firestore;
import com.google.cloud.firestore.FirestoreOptions;
import com.google.cloud.firestore.Query.Direction;
import dev.tickbox.Clock;
import dev.tickbox.Ids;
import dev.tickbox.store.Document;
import dev.tickbox.store.Indexes;
import dev.tickbox.store.Query;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Store;
import dev.tickbox.store.Store.Outcome;
import dev.tickbox.store.Store.Page;
import dev.tickbox.store.StoreException;
import dev.tickbox.store.Write;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The port on one Firestore database. */
public final class FirestoreStore implements Store {
    /** One call; Firestore itself gives up after 60 s. */
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

    /** All tries of one commit or one read together: well within a function's own timeout. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Firestore firestore;
    private final FirestoreCalls calls;
    private final Ids ids;

    /**
     * Opens a database; connects with the first call.
     *
     * @param address {@code PROJECT} or {@code PROJECT/DATABASE}
     * @param emulatorHost what {@code FIRESTORE_EMULATOR_HOST} says
     * @throws StoreException when there are no credentials; the message names the mend
     */
    public static FirestoreStore open(String address, Optional<String> emulatorHost, Clock clock, Ids ids) {
        String[] parts = address.split("/", -1);
        if (parts.length > 2 || List.of(parts).contains("")) {
            throw new StoreException(
                    "'firestore:" + address + "' is not firestore:PROJECT or firestore:PROJECT/DATABASE");
        }
        FirestoreOptions.Builder options = FirestoreOptions.newBuilder();
        options.setProjectId(parts[0]);
        if (parts.length == 2) {
            options.setDatabaseId(parts[1]);
        }
        // Without the second the client would look for credentials first, also in a network that has none.
        emulatorHost.ifPresent(
                host -> options.setEmulatorHost(host).setCredentials(new FirestoreOptions.EmulatorCredentials()));
        options.setRetrySettings(RetrySettings.newBuilder()
                .setMaxAttempts(1)
                .setInitialRpcTimeoutDuration(CALL_TIMEOUT)
                .setMaxRpcTimeoutDuration(CALL_TIMEOUT)
                .setTotalTimeoutDuration(CALL_TIMEOUT)
                .build());
        try {
            FirestoreCalls calls = new FirestoreCalls("firestore:" + address, clock, ids, PATIENCE);
            return new FirestoreStore(options.build().getService(), calls, ids);
        } catch (RuntimeException failed) {
            throw new StoreException(
                    "firestore:" + address + " cannot be opened: run: gcloud auth application-default login" + " ("
                            + failed.getMessage() + ")",
                    failed);
        }
    }

    private FirestoreStore(Firestore firestore, FirestoreCalls calls, Ids ids) {
        this.firestore = firestore;
        this.calls = calls;
        this.ids = ids;
    }

    @Override
    public Optional<String> name() {
        return Optional.of(firestore.getOptions().getProjectId() + "/"
                + firestore.getOptions().getDatabaseId());
    }

    @Override
    public Optional<Document> get(Ref ref) {
        DocumentSnapshot found = calls.read(() -> Paths.document(firestore, ref).get());
        return found.exists() ? Optional.of(Values.read(ref, found)) : Optional.empty();
    }

    @Override
    public Outcome commit(List<Write> writes) {
        Write.check(writes);
        return new Commit(firestore, calls, ids.next(), List.copyOf(writes)).send();
    }

    @Override
    public Page query(Query query) {
        Indexes.check(query);
        var page = selected(query)
                .orderBy(FieldPath.documentId(), direction(query))
                .limit(query.limit());
        var from = query.after()
                .map(cursor -> page.startAfter(position(query, cursor)))
                .orElse(page);
        List<Document> found = calls.read(from::get).getDocuments().stream()
                .map(each -> Values.read(query.in().ref(Paths.decode(each.getId())), each))
                .toList();
        return Page.of(query, found);
    }

    @Override
    public long sum(Query query, String field) {
        Indexes.checkSum(query, field);
        AggregateField sum = AggregateField.sum(FieldPath.of(field).toString());
        AggregateQuerySnapshot answer =
                calls.read(() -> selected(query).aggregate(sum).get());
        return answer.get(sum) instanceof Number number ? number.longValue() : 0;
    }

    @Override
    public long count(Query query) {
        Indexes.check(query);
        return calls.read(() -> selected(query).count().get()).getCount();
    }

    private com.google.cloud.firestore.Query selected(Query query) {
        com.google.cloud.firestore.Query selected = Paths.collection(firestore, query.in());
        for (Map.Entry<String, Object> each : query.equal().entrySet()) {
            selected = selected.whereEqualTo(FieldPath.of(each.getKey()), Values.theirs(each.getValue()));
        }
        if (query.range().isPresent()) {
            Query.Range range = query.range().get();
            FieldPath field = FieldPath.of(range.field());
            if (range.from().isPresent()) {
                selected = selected.whereGreaterThanOrEqualTo(
                        field, Values.theirs(range.from().get()));
            }
            if (range.to().isPresent()) {
                selected =
                        selected.whereLessThan(field, Values.theirs(range.to().get()));
            }
            // Also where the range is open, because it is the order that leaves out documents without the field.
            selected = selected.orderBy(field, direction(query));
        }
        return selected;
    }

    private static Direction direction(Query query) {
        return query.descending() ? Direction.DESCENDING : Direction.ASCENDING;
    }

    private Object[] position(Query query, Query.Cursor cursor) {
        Object document = Paths.document(firestore, query.in().ref(cursor.id()));
        return query.range().isPresent()
                ? new Object[] {Values.theirs(cursor.value().orElseThrow()), document}
                : new Object[] {document};
    }

    @Override
    public void close() {
        try {
            firestore.close();
        } catch (Exception failed) {
            // Nothing is written on closing, so nothing can be lost by it.
            throw new StoreException("firestore cannot be closed: " + failed.getMessage(), failed);
        }
    }
}
