package dev.tickbox.store.firestore;

import com.google.cloud.firestore.CollectionReference;
import com.google.cloud.firestore.DocumentReference;
import com.google.cloud.firestore.DocumentSnapshot;
import com.google.cloud.firestore.Firestore;
import com.google.cloud.firestore.FirestoreOptions;
import java.util.Objects;
import java.util.concurrent.ExecutionException;

/** What a backup and its restoration come to: every document of one database, in another one of another name. */
public final class Backup {
    private Backup() {}

    @SuppressWarnings("try") // closing may be interrupted, and then the test is over anyhow
    public static void copy(String host, String project, String from, String to) {
        try (Firestore source = open(host, project, from);
                Firestore target = open(host, project, to)) {
            for (CollectionReference collection : source.listCollections()) {
                copy(collection, target);
            }
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static Firestore open(String host, String project, String database) {
        return FirestoreOptions.newBuilder()
                .setProjectId(project)
                .setDatabaseId(database)
                .setEmulatorHost(host)
                .build()
                .getService();
    }

    private static void copy(CollectionReference from, Firestore to) throws ExecutionException, InterruptedException {
        for (DocumentReference document : from.listDocuments()) {
            DocumentSnapshot found = document.get().get();
            if (found.exists()) {
                to.document(document.getPath())
                        .set(Objects.requireNonNull(found.getData()))
                        .get();
            }
            for (CollectionReference below : document.listCollections()) {
                copy(below, to);
            }
        }
    }
}
