package dev.tickbox.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Clock;
import dev.tickbox.Ids;
import dev.tickbox.emulator.FirestoreEmulator;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Store;
import dev.tickbox.store.firestore.FirestoreStore;
import dev.tickbox.store.sqlite.WithoutSync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("long")
class CrashMatrixTest {
    private static final Table TABLE = new Table();

    @TempDir
    private Path folder;

    private final AtomicInteger plays = new AtomicInteger();

    @AfterAll
    static void print() throws IOException {
        Path file = Path.of("target", "crash-matrix.txt");
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, TABLE.text());
        System.out.println(TABLE.text());
    }

    private Path fresh() {
        return folder.resolve("play" + plays.incrementAndGet());
    }

    private Store sqlite() {
        return WithoutSync.open(Path.of(fresh() + ".db"), Ids.system());
    }

    private List<String> everywhere(Scene scene) {
        return new Matrix(this::sqlite, Sites.inMemory(), TABLE).play(scene, call -> true, 1);
    }

    /** Where the scenes that are played everywhere have shown the reads, and on SQLite; all stores keep one contract. */
    private List<String> atEffects(Scene scene) {
        return new Matrix(MemoryStore::new, Sites.inMemory(), TABLE).play(scene, Way::leavesSomething, 1);
    }

    private List<String> atEffectsAndQuestions(Scene scene) {
        return new Matrix(MemoryStore::new, Sites.inMemory(), TABLE)
                .play(scene, call -> Way.leavesSomething(call) || call.startsWith("generator."), 1);
    }

    private static void holds(List<String> broken) {
        assertThat(broken.stream().limit(20)).as(broken.size() + " broken").isEmpty();
    }

    @Test
    void every_promise_holds_at_every_call_where_the_vendor_can_be_asked() {
        holds(everywhere(Scene.ofAVendorThatCanBeAsked()));
    }

    @Test
    void every_promise_holds_at_every_call_where_the_vendor_cannot_be_asked() {
        holds(everywhere(Scene.ofAVendorThatCannotBeAsked()));
    }

    @Test
    void a_step_that_needs_another_steps_text_is_bought_once() {
        holds(atEffectsAndQuestions(Scene.ofSteps()));
    }

    @Test
    void a_gate_that_ends_a_run_buys_nothing_more_and_publishes_what_was_queued() {
        holds(atEffectsAndQuestions(Scene.ofGates()));
    }

    @Test
    void a_source_that_changes_changes_nothing_once_it_is_recorded() {
        holds(new Matrix(MemoryStore::new, Sites.inMemory(), TABLE)
                .play(Scene.ofFetches(), call -> Way.leavesSomething(call) || call.equals("source.fetch"), 1));
    }

    @Test
    void an_article_for_two_sites_is_bought_once_and_published_once_on_each() {
        holds(atEffectsAndQuestions(Scene.ofTwoSites()));
    }

    @Test
    void each_row_is_bought_and_published_once_and_its_run_goes_on_after_the_last() {
        holds(atEffects(Scene.ofRows()));
    }

    /** Some plays of each: what the rows do is played in another scene, and what the command does in TakeOverRowsTest. */
    @Test
    void a_table_that_another_run_takes_over_is_paid_once_and_published_once() {
        holds(new Matrix(MemoryStore::new, Sites.inMemory(), TABLE)
                .play(Scene.ofATableThatIsTakenOver(), Way::leavesSomething, 3));
    }

    /** Some plays of each: RowsGivenUpTest lets each command die everywhere. */
    @Test
    void rows_are_given_back_and_retried_wherever_the_command_dies() {
        holds(new Matrix(MemoryStore::new, Sites.inMemory(), TABLE)
                .play(Scene.ofRowsThatAreReleased(), Way::leavesSomething, 6));
        holds(new Matrix(MemoryStore::new, Sites.inMemory(), TABLE)
                .play(Scene.ofRowsThatAreRetried(), Way::leavesSomething, 6));
    }

    @Test
    void what_a_person_approves_edits_or_rejects_is_published_once_or_never() {
        holds(atEffects(Scene.ofApprovals()));
    }

    @Test
    void what_is_held_for_a_person_goes_on_when_the_person_says_so() {
        holds(atEffects(Scene.held()));
    }

    @Test
    void publishers_that_are_called_by_messages_publish_once() {
        holds(atEffects(Scene.called()));
    }

    @Test
    void what_the_vendor_took_unheard_is_found_and_not_bought_again() {
        holds(atEffectsAndQuestions(Scene.ofLostReplies()));
    }

    @Test
    void what_the_vendor_never_got_is_bought_once_it_is_sure_that_it_never_got_it() {
        holds(atEffectsAndQuestions(Scene.ofLostRequests(true)));
        holds(atEffectsAndQuestions(Scene.ofLostRequests(false)));
    }

    @Test
    void a_real_folder_shows_each_article_once() {
        Matrix matrix = new Matrix(this::sqlite, world -> new FolderSites(fresh()), TABLE);
        holds(matrix.play(Scene.small("folder"), Way::leavesSomething, 1));
    }

    @Test
    void a_real_git_repository_gets_each_article_in_one_commit() {
        Matrix matrix = new Matrix(this::sqlite, world -> new GitSites(world, fresh()), TABLE);
        holds(matrix.play(Scene.small("git"), call -> call.equals("publisher.publish"), 1));
    }

    @Test
    void on_firestore_it_is_the_same() {
        String host = FirestoreEmulator.required().host();
        Matrix matrix = new Matrix(
                () -> FirestoreStore.open(
                        FirestoreEmulator.required().newProject(), Optional.of(host), Clock.system(), Ids.system()),
                Sites.inMemory(),
                TABLE);
        holds(matrix.play(Scene.small("firestore"), Way::leavesSomething, 13));
    }
}
