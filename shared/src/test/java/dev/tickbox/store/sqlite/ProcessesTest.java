package dev.tickbox.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Fields;
import dev.tickbox.Ids;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.store.Write;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several real processes on one file. */
@Tag("long")
class ProcessesTest {
    private static final int DOCUMENTS = 120;

    private record Running(String name, Process process, BufferedReader output) {}

    private final List<Running> started = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void end() {
        started.forEach(each -> each.process().destroyForcibly());
    }

    @Test
    void every_document_has_one_creator_and_no_increment_is_lost() throws Exception {
        try (SqliteStore store = SqliteStore.open(folder.resolve("tickbox.db"), Ids.system())) {
            makeCounter(store);
            List<Running> processes = List.of(start("a"), start("b"), start("c"));
            for (Running each : processes) {
                go(each);
            }
            Map<String, String> creators = new HashMap<>();
            for (Running each : processes) {
                each.output()
                        .lines()
                        .forEach(id -> assertThat(creators.put(id, each.name())).isNull());
                assertThat(each.process().waitFor()).isZero();
            }
            assertThat(creators).hasSize(DOCUMENTS);
            List<Document> runs = store.all(Query.of(Collection.of("runs"), 100));
            assertThat(runs).hasSize(DOCUMENTS);
            assertThat(runs)
                    .allSatisfy(run -> assertThat(run.fields().text("state"))
                            .isEqualTo(creators.get(run.ref().id())));
            assertThat(count(store)).isEqualTo(DOCUMENTS);
        }
    }

    @Test
    void what_a_killed_process_was_told_is_kept_and_the_others_go_on() throws Exception {
        try (SqliteStore store = SqliteStore.open(folder.resolve("tickbox.db"), Ids.system())) {
            makeCounter(store);
            Running doomed = start("doomed");
            Running survivor = start("survivor");
            go(doomed);
            List<String> told = new ArrayList<>();
            while (told.size() < DOCUMENTS / 10) {
                told.add(doomed.output().readLine());
            }
            doomed.process().destroyForcibly().waitFor();
            for (String id : told) {
                assertThat(store.get(Collection.of("runs").ref(id))).as(id).isPresent();
            }
            go(survivor);
            survivor.output().lines().forEach(told::add);
            assertThat(survivor.process().waitFor()).isZero();
            assertThat(told).doesNotHaveDuplicates();
            assertThat(store.all(Query.of(Collection.of("runs"), 100))).hasSize(DOCUMENTS);
        }
    }

    @Test
    void processes_that_open_a_new_file_at_once_all_succeed() throws Exception {
        List<Running> processes =
                IntStream.range(0, 4).mapToObj(at -> spawn("p" + at)).toList();
        for (Running each : processes) {
            assertThat(each.output().readLine()).isEqualTo("ready");
        }
    }

    private static void makeCounter(SqliteStore store) {
        store.commit(new Write.Create(OtherProcess.COUNTER, Fields.NONE.with("count", 0L)));
    }

    private static long count(SqliteStore store) {
        return store.get(OtherProcess.COUNTER).orElseThrow().fields().number("count");
    }

    private Running start(String name) throws IOException {
        Running running = spawn(name);
        assertThat(running.output().readLine()).isEqualTo("ready");
        return running;
    }

    private Running spawn(String name) {
        try {
            Process process = new ProcessBuilder(
                            System.getProperty("java.home") + "/bin/java",
                            "--enable-native-access=ALL-UNNAMED",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            OtherProcess.class.getName(),
                            folder.resolve("tickbox.db").toString(),
                            name,
                            "" + DOCUMENTS)
                    .redirectErrorStream(true)
                    .start();
            Running running = new Running(name, process, process.inputReader(StandardCharsets.UTF_8));
            started.add(running);
            return running;
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    private static void go(Running running) throws IOException {
        running.process().getOutputStream().write('\n');
        running.process().getOutputStream().flush();
    }
}
