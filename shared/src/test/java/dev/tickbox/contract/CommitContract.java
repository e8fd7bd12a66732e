package dev.tickbox.contract;

import static dev.tickbox.contract.OpenStores.creating;
import static dev.tickbox.contract.OpenStores.field;
import static dev.tickbox.contract.OpenStores.updating;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tickbox.store.Document;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Store;
import dev.tickbox.store.Store.Outcome;
import dev.tickbox.store.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Commits are conditional, and all or nothing. */
public interface CommitContract extends OpenStores {
    int THREADS = 16;

    @Test
    default void what_was_created_is_there_for_everyone() {
        assertThat(store().commit(creating(RUN, "NEW"))).isEqualTo(Outcome.APPLIED);
        assertThat(state(RUN)).isEqualTo("NEW");
        assertThat(other().get(RUN)).contains(present(RUN));
    }

    @Test
    default void what_was_never_created_is_absent() {
        assertThat(store().get(RUN)).isEmpty();
    }

    @Test
    default void a_second_create_conflicts_and_changes_nothing() {
        store().commit(creating(RUN, "FIRST"));
        assertThat(other().commit(creating(RUN, "SECOND"))).isEqualTo(Outcome.CONFLICT);
        assertThat(state(RUN)).isEqualTo("FIRST");
    }

    @Test
    default void an_update_replaces_every_field() {
        store().commit(new Write.Create(
                RUN, field("state", "NEW").with("old", 1L).with("a.b", 2L).with("both", 3L)));
        Document read = present(RUN);
        Write.Update change = new Write.Update(read, field("state", "DONE").with("both", 4L));
        assertThat(store().commit(change)).isEqualTo(Outcome.APPLIED);
        assertThat(present(RUN).fields()).isEqualTo(field("state", "DONE").with("both", 4L));
        assertThat(present(RUN).version()).isNotEqualTo(read.version());
    }

    @Test
    default void an_update_of_what_has_changed_conflicts() {
        store().commit(creating(RUN, "NEW"));
        Document read = present(RUN);
        other().commit(updating(read, "THEIRS"));
        assertThat(store().commit(updating(read, "OURS"))).isEqualTo(Outcome.CONFLICT);
        assertThat(state(RUN)).isEqualTo("THEIRS");
    }

    @Test
    default void an_update_of_what_was_removed_or_made_anew_conflicts() {
        store().commit(creating(RUN, "NEW"));
        Document read = present(RUN);
        store().commit(new Write.Delete(RUN));
        assertThat(store().commit(updating(read, "OURS"))).isEqualTo(Outcome.CONFLICT);
        store().commit(creating(RUN, "NEW"));
        assertThat(store().commit(updating(read, "OURS"))).isEqualTo(Outcome.CONFLICT);
        assertThat(state(RUN)).isEqualTo("NEW");
    }

    @Test
    default void one_conflict_undoes_the_whole_commit() {
        store().commit(creating(RUN, "HERE"), creating(RUNS.ref("gone"), "HERE"), creating(RUNS.ref("kept"), "HERE"));
        Document kept = present(RUNS.ref("kept"));
        assertThat(store().commit(
                                creating(RUNS.ref("one"), "NEW"),
                                updating(kept, "CHANGED"),
                                new Write.Delete(RUNS.ref("gone")),
                                creating(RUN, "AGAIN")))
                .isEqualTo(Outcome.CONFLICT);
        assertThat(store().get(RUNS.ref("one"))).isEmpty();
        assertThat(store().get(RUNS.ref("gone"))).isPresent();
        assertThat(present(RUNS.ref("kept"))).isEqualTo(kept);
    }

    @Test
    default void a_commit_of_many_documents_is_applied_whole() {
        List<Write> writes = new ArrayList<>();
        for (int at = 0; at < 40; at++) {
            writes.add(creating(RUN.collection("steps").ref("step-" + at), "DONE"));
        }
        store().commit(creating(RUN, "NEW"), creating(RUNS.ref("gone"), "NEW"));
        writes.add(updating(present(RUN), "DONE"));
        writes.add(new Write.Delete(RUNS.ref("gone")));
        assertThat(store().commit(writes)).isEqualTo(Outcome.APPLIED);
        writes.subList(0, 41).forEach(write -> assertThat(state(write.ref())).isEqualTo("DONE"));
        assertThat(store().get(RUNS.ref("gone"))).isEmpty();
    }

    @Test
    default void deleting_twice_is_harmless() {
        store().commit(creating(RUN, "NEW"));
        assertThat(store().commit(new Write.Delete(RUN))).isEqualTo(Outcome.APPLIED);
        assertThat(store().commit(new Write.Delete(RUN))).isEqualTo(Outcome.APPLIED);
        assertThat(store().get(RUN)).isEmpty();
    }

    @Test
    default void a_document_remembers_its_last_eight_commits_newest_first() {
        store().commit(creating(RUN, "0"));
        List<String> first = present(RUN).commits();
        assertThat(first).hasSize(1);
        for (int at = 1; at < 12; at++) {
            List<String> before = present(RUN).commits();
            store().commit(updating(present(RUN), "" + at));
            assertThat(present(RUN).commits()).hasSize(Math.min(at + 1, Document.COMMITS_KEPT));
            assertThat(present(RUN).commits().get(1)).isEqualTo(before.getFirst());
        }
        assertThat(present(RUN).commits()).doesNotContainAnyElementsOf(first);
    }

    @Test
    default void a_commit_that_names_a_document_twice_is_a_mistake() {
        assertThatThrownBy(() -> store().commit(creating(RUN, "NEW"), new Write.Delete(RUN)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(RUN.id());
    }

    @Test
    default void of_sixteen_creates_one_wins() throws Exception {
        List<Outcome> outcomes = race(at -> store -> store.commit(creating(RUN, "of " + at)));
        assertThat(outcomes).containsOnlyOnce(Outcome.APPLIED).doesNotContain(Outcome.UNKNOWN);
        assertThat(state(RUN)).isEqualTo("of " + outcomes.indexOf(Outcome.APPLIED));
    }

    @Test
    default void of_sixteen_updates_of_one_version_one_wins() throws Exception {
        store().commit(creating(RUN, "NEW"));
        Document read = present(RUN);
        List<Outcome> outcomes = race(at -> store -> store.commit(
                updating(read, "of " + at), creating(RUN.collection("steps").ref("" + at), "DONE")));
        assertThat(outcomes).containsOnlyOnce(Outcome.APPLIED).doesNotContain(Outcome.UNKNOWN);
        assertThat(state(RUN)).isEqualTo("of " + outcomes.indexOf(Outcome.APPLIED));
        for (int at = 0; at < THREADS; at++) {
            assertThat(store().get(RUN.collection("steps").ref("" + at)).isPresent())
                    .isEqualTo(outcomes.get(at) == Outcome.APPLIED);
        }
    }

    @Test
    default void of_crossed_commits_on_shared_documents_none_is_half_applied() throws Exception {
        List<Ref> shared = List.of(RUNS.ref("a"), RUNS.ref("b"), RUNS.ref("c"));
        List<Outcome> outcomes = race(at -> store ->
                store.commit(creating(shared.get(at % 3), "of " + at), creating(shared.get((at + 1) % 3), "of " + at)));
        assertThat(outcomes).containsOnlyOnce(Outcome.APPLIED).doesNotContain(Outcome.UNKNOWN);
        int winner = outcomes.indexOf(Outcome.APPLIED);
        assertThat(state(shared.get(winner % 3))).isEqualTo("of " + winner);
        assertThat(state(shared.get((winner + 1) % 3))).isEqualTo("of " + winner);
        assertThat(store().get(shared.get((winner + 2) % 3))).isEmpty();
    }

    /** Sixteen threads at once, half of them through the other opening. */
    private List<Outcome> race(Function<Integer, Function<Store, Outcome>> action) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Future<Outcome>> racing = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (int at = 0; at < THREADS; at++) {
                int number = at;
                racing.add(threads.submit(() -> {
                    start.await();
                    return action.apply(number).apply(number % 2 == 0 ? store() : other());
                }));
            }
        }
        return racing.stream().map(Future::resultNow).toList();
    }
}
