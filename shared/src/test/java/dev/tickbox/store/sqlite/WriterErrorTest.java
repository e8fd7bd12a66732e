package dev.tickbox.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tickbox.Fields;
import dev.tickbox.Ids;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Store.Outcome;
import dev.tickbox.store.Write;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class WriterErrorTest {
    @Test
    void who_meets_an_error_is_told_and_the_others_of_the_group_are_applied(@TempDir Path folder) throws Exception {
        Path path = folder.resolve("tickbox.db");
        Map<String, Object> answers = new ConcurrentHashMap<>();
        StoreFile.Source poisoned = new PoisonedText("poison");
        try (SqliteStore store = new SqliteStore(new StoreFile(path, Duration.ofSeconds(30), poisoned), Ids.system());
                Connection other = StoreFile.connect(path, Duration.ofSeconds(5))) {
            List<Thread> threads = new ArrayList<>();
            try (var statement = other.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");
                for (int at = 0; at < 12; at++) {
                    String id = at % 4 == 3 ? "poison" + at : "well" + at;
                    threads.add(Thread.ofPlatform().start(() -> answers.put(id, answer(store, id))));
                }
                while (threads.stream()
                                .filter(each -> each.getState() == Thread.State.WAITING)
                                .count()
                        < 11) {
                    Thread.onSpinWait();
                }
                statement.execute("ROLLBACK");
            }
            for (Thread each : threads) {
                each.join();
            }
            assertThat(answers).hasSize(12);
            answers.forEach((id, answer) -> {
                assertThat(answer).as(id).isEqualTo(id.startsWith("well") ? Outcome.APPLIED : "error");
                assertThat(store.get(ref(id)).isPresent()).as(id).isEqualTo(id.startsWith("well"));
            });
        }
    }

    @Test
    void an_error_is_for_whose_thread_it_is_and_anothers_commit_goes_back_to_it(@TempDir Path folder) throws Exception {
        Path path = folder.resolve("tickbox.db");
        StoreFile file = new StoreFile(path, Duration.ofSeconds(5), new PoisonedText("poison"));
        try (Writer writer = new Writer(file, file.create())) {
            CommitRequest own = new CommitRequest("c-own", List.of(create("own", "poison")));
            CommitRequest other = CompletableFuture.supplyAsync(
                            () -> new CommitRequest("c-other", List.of(create("other", "poison"))))
                    .join();
            writer.write(List.of(own, other));
            own.finish();
            other.finish();
            assertThatThrownBy(own::outcome).isInstanceOf(NoClassDefFoundError.class);
            assertThat(other.isDone()).isFalse();
            assertThat(other.takeBack()).isTrue();
        }
    }

    private static Object answer(SqliteStore store, String id) {
        try {
            return store.commit(create(id, id));
        } catch (NoClassDefFoundError e) {
            return "error";
        }
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
