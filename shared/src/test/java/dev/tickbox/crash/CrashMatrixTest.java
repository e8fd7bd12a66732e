package dev.tickbox.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Ids;
import dev.tickbox.store.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashMatrixTest {
    private static final Table TABLE = new Table();

    @TempDir
    private Path folder;

    private final AtomicInteger files = new AtomicInteger();

    @AfterAll
    static void print() throws IOException {
        Path file = Path.of("target", "crash-matrix.txt");
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, TABLE.text());
        System.out.println(TABLE.text());
    }

    private Matrix matrix() {
        return new Matrix(
                () -> SqliteStore.open(folder.resolve(files.incrementAndGet() + ".db"), Ids.system()), TABLE);
    }

    private void holds(Scene scene) {
        List<String> broken = matrix().play(scene, 1);
        assertThat(broken.stream().limit(20)).as(broken.size() + " broken").isEmpty();
    }

    @Test
    void every_promise_holds_at_every_call_where_the_vendor_can_be_asked() {
        holds(Scene.whole(true));
    }

    @Test
    void every_promise_holds_at_every_call_where_the_vendor_cannot_be_asked() {
        holds(Scene.whole(false));
    }

    @Test
    void what_is_held_for_a_person_goes_on_when_the_person_says_so() {
        holds(Scene.held());
    }

    @Test
    void publishers_that_are_called_by_messages_publish_once() {
        holds(Scene.called(true));
    }
}
