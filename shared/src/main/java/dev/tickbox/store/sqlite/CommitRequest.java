package dev.tickbox.store.sqlite;

import dev.tickbox.store.Document;
import dev.tickbox.store.Store.Outcome;
import dev.tickbox.store.StoreException;
import dev.tickbox.store.Write;
import dev.tickbox.store.sqlite.Select.Rows;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One commit on its way. Everything that can be worked out beforehand is, so that the file is locked only briefly. */
final class CommitRequest {
    /**
     * @param read the version that must still be there: empty for "absent", null for "whatever"
     * @param fields what it is to hold; null where it is to go
     */
    record Row(
            String collection,
            String parent,
            String id,
            @Nullable String read,
            @Nullable String fields,
            String commits) {}

    private final String commit;
    private final List<Row> rows;
    private final Thread caller = Thread.currentThread();
    private @Nullable Outcome outcome;
    private @Nullable StoreException refusal;
    private @Nullable Throwable broken;
    private volatile boolean done;
    private volatile boolean givenBack;

    CommitRequest(String commit, List<Write> writes) {
        this.commit = commit;
        this.rows = writes.stream().map(write -> row(commit, write)).toList();
    }

    private static Row row(String commit, Write write) {
        String collection = write.ref().in().name();
        String parent = Rows.parent(write.ref().in());
        String id = write.ref().id();
        return switch (write) {
            case Write.Create create -> new Row(collection, parent, id, "", FieldsJson.write(create.fields()), commit);
            case Write.Update update -> {
                List<String> commits = Document.remember(commit, update.read().commits());
                yield new Row(
                        collection,
                        parent,
                        id,
                        update.read().version(),
                        FieldsJson.write(update.fields()),
                        String.join(" ", commits));
            }
            case Write.Delete ignored -> new Row(collection, parent, id, null, null, "");
            case Write.DeleteUnchanged delete ->
                new Row(collection, parent, id, delete.read().version(), null, "");
        };
    }

    String commit() {
        return commit;
    }

    List<Row> rows() {
        return rows;
    }

    void answer(Outcome answer) {
        outcome = answer;
    }

    void refuse(StoreException why) {
        refusal = why;
    }

    /**
     * Nothing of it was written, because the thread that wrote could not go on. If that is the caller's own, the caller is told; else
     * the caller tries by itself, since the trouble may be the other's.
     */
    void giveBack(Throwable why) {
        if (Thread.currentThread() == caller) {
            broken = why;
        }
    }

    /** Lets the caller go on, with an answer that is true by now or with the request given back. */
    void finish() {
        if (outcome == null && refusal == null && broken == null) {
            givenBack = true;
        } else {
            done = true;
        }
        wake();
    }

    /** Whether it was given back since it was queued. */
    boolean takeBack() {
        boolean was = givenBack;
        givenBack = false;
        return was;
    }

    void wake() {
        LockSupport.unpark(caller);
    }

    boolean isDone() {
        return done;
    }

    Outcome outcome() {
        if (refusal != null) {
            // Made on another thread, perhaps for several callers: each gets a trace of its own.
            throw new StoreException(String.valueOf(refusal.getMessage()), refusal);
        }
        switch (broken) {
            case null -> {}
            case Error error -> throw error;
            default -> throw new StoreException("commit " + commit + " was not written: " + broken, broken);
        }
        if (outcome == null) {
            throw new IllegalStateException("commit " + commit + " was finished without an answer");
        }
        return outcome;
    }
}
