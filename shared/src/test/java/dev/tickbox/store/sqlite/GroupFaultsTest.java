package dev.tickbox.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Fields;
import dev.tickbox.Ids;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Store.Outcome;
import dev.tickbox.store.StoreException;
import dev.tickbox.store.Write;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Several commits in one transaction, and each of its calls to the database fails in turn. */
@Tag("long")
@Timeout(120)
class GroupFaultsTest {
    enum Failure {
        NO_CLASS,
        DISK;

        Throwable make() {
            return switch (this) {
                case NO_CLASS -> new NoClassDefFoundError("by the test");
                case DISK -> new SQLiteException("by the test", SQLiteErrorCode.SQLITE_IOERR);
            };
        }
    }

    private final FaultyCalls calls = new FaultyCalls();

    @ParameterizedTest
    @EnumSource
    void whatever_call_fails_an_answer_is_true_and_nobody_is_left_without(Failure failure, @TempDir Path folder)
            throws Exception {
        Path path = folder.resolve("tickbox.db");
        try (SqliteStore store = SqliteStore.open(path, Ids.system())) {
            int last = play(store, path, failure, -1, false);
            assertThat(last).isGreaterThan(30);
            for (int call = 0; call < last; call++) {
                play(store, path, failure, call, false);
                play(store, path, failure, call, true);
            }
        }
    }

    private int play(SqliteStore store, Path path, Failure failure, int call, boolean after) throws Exception {
        Duration patience = Duration.ofMillis(20);
        String when = failure + (after ? " after call " : " before call ") + call;
        String own = (after ? "a" : "b") + call;
        try (Writer writer =
                new Writer(new StoreFile(path, patience, calls), new SqliteSession(calls.open(path, patience)))) {
            store.commit(List.of(create("taken" + own, "before"), create("old" + own, "before")));
            Document old = store.get(ref("old" + own)).orElseThrow();
            List<CommitRequest> requests = List.of(
                    new CommitRequest("c-mine", List.of(create("mine" + own, "c-mine"))),
                    another("c-taken", create("taken" + own, "c-taken")),
                    another("c-old", new Write.Update(old, text("c-old")), create("new" + own, "c-old")),
                    another("c-last", create("last" + own, "c-last")));
            calls.failAt(call, after, failure::make);
            writer.write(requests);
            int made = calls.calls();
            calls.failAt(-1, false, failure::make);
            List<String> ids = List.of("mine", "taken", "old", "last");
            for (int at = 0; at < requests.size(); at++) {
                requests.get(at).finish();
                check(when, requests.get(at), store.get(ref(ids.get(at) + own)));
            }
            assertThat(store.get(ref("new" + own)).isPresent())
                    .as(when)
                    .isEqualTo(store.get(ref("old" + own))
                            .orElseThrow()
                            .fields()
                            .text("text")
                            .equals("c-old"));
            CommitRequest next = new CommitRequest("c-next", List.of(create("next" + own, "c-next")));
            writer.write(List.of(next));
            assertThat(next.outcome()).as(when).isEqualTo(Outcome.APPLIED);
            return made;
        }
    }

    /** Applied is there, all else is not; what nobody knows may be either. */
    private static void check(String when, CommitRequest request, Optional<Document> now) {
        boolean there = now.filter(each -> each.fields().text("text").equals(request.commit()))
                .isPresent();
        if (!request.isDone()) {
            assertThat(request.takeBack()).as(when).isTrue();
            assertThat(there).as(when + ": " + request.commit() + " given back").isFalse();
            return;
        }
        Object answer;
        try {
            answer = request.outcome();
        } catch (StoreException | NoClassDefFoundError refused) {
            answer = "refused";
        }
        if (answer != Outcome.UNKNOWN) {
            assertThat(there).as(when + ": " + request.commit() + " " + answer).isEqualTo(answer == Outcome.APPLIED);
        }
    }

    /** As of another thread: the one that writes is not its caller. */
    private static CommitRequest another(String commit, Write... writes) {
        return CompletableFuture.supplyAsync(() -> new CommitRequest(commit, List.of(writes)))
                .join();
    }

    private static Ref ref(String id) {
        return Collection.of("runs").ref(id);
    }

    private static Fields text(String text) {
        return Fields.NONE.with("text", text);
    }

    private static Write create(String id, String text) {
        return new Write.Create(ref(id), text(text));
    }
}
