package dev.tickbox.store.firestore;

import com.google.cloud.Timestamp;
import com.google.cloud.firestore.DocumentReference;
import com.google.cloud.firestore.DocumentSnapshot;
import com.google.cloud.firestore.FieldPath;
import com.google.cloud.firestore.FieldValue;
import com.google.cloud.firestore.Firestore;
import com.google.cloud.firestore.Precondition;
import com.google.cloud.firestore.WriteBatch;
import dev.tickbox.Clock;
import dev.tickbox.store.Document;
import dev.tickbox.store.Store.Outcome;
import dev.tickbox.store.StoreException;
import dev.tickbox.store.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * One commit, sent until Firestore answers. Sending it twice is harmless: every create and update is conditional on a state that
 * the first one ends. So an answer about any one of the tries, with a look for our id, is an answer about all.
 */
record Commit(Firestore firestore, FirestoreCalls calls, String id, List<Write> writes) {
    Outcome send() {
        Clock.Deadline deadline = calls.deadline();
        boolean unsure = false;
        for (int tries = 0; ; tries++) {
            try {
                calls.once(() -> batch().commit());
                return Outcome.APPLIED;
            } catch (FirestoreCalls.Interrupted interrupted) {
                return Outcome.UNKNOWN;
            } catch (ExecutionException failed) {
                switch (Answer.of(failed)) {
                    case PRECONDITION -> {
                        return readBack(deadline, unsure);
                    }
                    case REFUSED -> {
                        // An earlier try may have been heard all the same: then only our id can tell.
                        if (!unsure) {
                            throw calls.refusal(failed);
                        }
                        return readBack(deadline, true) == Outcome.APPLIED ? Outcome.APPLIED : Outcome.UNKNOWN;
                    }
                    case UNSURE -> unsure = true;
                }
            }
            if (deadline.passed()) {
                return Outcome.UNKNOWN;
            }
            calls.pause(tries);
        }
    }

    /**
     * After a failed precondition: our id somewhere means that our own try failed it. Firestore takes a commit whole, so one
     * document is enough; a document may have been removed or overwritten by others meanwhile.
     */
    private Outcome readBack(Clock.Deadline deadline, boolean unsure) {
        DocumentReference[] written = writes.stream()
                .map(write -> Paths.document(firestore, write.ref()))
                .toArray(DocumentReference[]::new);
        try {
            List<DocumentSnapshot> found = calls.read(() -> firestore.getAll(written), deadline);
            return found.stream().anyMatch(this::isOurs) ? Outcome.APPLIED : Outcome.CONFLICT;
        } catch (StoreException failed) {
            boolean refused = failed.getCause() != null && Answer.of(failed.getCause()) != Answer.UNSURE;
            if (refused && !unsure) {
                throw failed;
            }
            return Outcome.UNKNOWN;
        }
    }

    private boolean isOurs(DocumentSnapshot snapshot) {
        return snapshot.exists() && snapshot.get(Write.COMMITS) instanceof List<?> ids && ids.contains(id);
    }

    private WriteBatch batch() {
        WriteBatch batch = firestore.batch();
        for (Write write : writes) {
            DocumentReference at = Paths.document(firestore, write.ref());
            switch (write) {
                case Write.Create create -> batch.create(at, Values.document(create.fields(), List.of(id)));
                case Write.Update update -> update(batch, at, update);
                case Write.Delete ignored -> batch.delete(at);
                case Write.DeleteUnchanged delete -> batch.delete(at, unchanged(delete.read()));
            }
        }
        return batch;
    }

    /** The client has no conditional "set": every field is named, those no longer wanted as deleted. */
    private void update(WriteBatch batch, DocumentReference at, Write.Update update) {
        Document read = update.read();
        List<String> commits = Document.remember(id, read.commits());
        List<Object> pairs = new ArrayList<>();
        for (Map.Entry<String, Object> each :
                Values.document(update.fields(), commits).entrySet()) {
            pairs.add(FieldPath.of(each.getKey()));
            pairs.add(each.getValue());
        }
        for (String gone : read.fields().values().keySet()) {
            if (!update.fields().values().containsKey(gone)) {
                pairs.add(FieldPath.of(gone));
                pairs.add(FieldValue.delete());
            }
        }
        batch.update(
                at,
                unchanged(read),
                (FieldPath) pairs.get(0),
                pairs.get(1),
                pairs.subList(2, pairs.size()).toArray());
    }

    private static Precondition unchanged(Document read) {
        return Precondition.updatedAt(Timestamp.parseTimestamp(read.version()));
    }
}
