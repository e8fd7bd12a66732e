package dev.tickbox.contract;

import static dev.tickbox.contract.OpenStores.creating;
import static dev.tickbox.contract.OpenStores.updating;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.contract.Wire.Fault;
import dev.tickbox.store.Document;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Store.Outcome;
import dev.tickbox.store.Write;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** Applied, conflict or unknown is told truly for every failure, whatever the engine did. */
public interface LostReplyContract extends OpenStores {
    Runnable NOTHING = () -> {};

    /** Under {@link #store}, and not under {@link #other}. */
    Wire wire();

    @Test
    default void a_reply_lost_after_commit_is_not_a_conflict() {
        eachFailure((failure, ref) -> {
            wire().harm(Fault.REPLY_LOST, failure, NOTHING);
            assertThat(store().commit(creating(ref, "OURS"))).as(failure).isEqualTo(Outcome.APPLIED);
            assertOnce(ref, "OURS");
        });
    }

    @Test
    default void a_lost_request_is_sent_again() {
        eachFailure((failure, ref) -> {
            wire().harm(Fault.REQUEST_LOST, failure, NOTHING);
            assertThat(store().commit(creating(ref, "OURS"))).as(failure).isEqualTo(Outcome.APPLIED);
            assertOnce(ref, "OURS");
        });
    }

    @Test
    default void what_lands_late_is_not_a_conflict() {
        eachFailure((failure, ref) -> {
            wire().harm(Fault.LATE, failure, NOTHING);
            assertThat(store().commit(creating(ref, "OURS"))).as(failure).isEqualTo(Outcome.APPLIED);
            assertOnce(ref, "OURS");
        });
    }

    @Test
    default void a_lost_create_that_another_overtook_is_a_conflict() {
        eachFailure((failure, ref) -> {
            Ref beside = ref.collection("steps").ref("x");
            wire().harm(Fault.REQUEST_LOST, failure, () -> other().commit(creating(ref, "THEIRS")));
            assertThat(store().commit(creating(beside, "OURS"), creating(ref, "OURS")))
                    .as(failure)
                    .isEqualTo(Outcome.CONFLICT);
            assertOnce(ref, "THEIRS");
            assertThat(other().get(beside)).as(failure).isEmpty();
        });
    }

    @Test
    default void a_late_create_that_another_overtook_is_a_conflict() {
        eachFailure((failure, ref) -> {
            wire().harm(Fault.LATE, failure, NOTHING);
            other().commit(creating(ref, "THEIRS"));
            assertThat(store().commit(creating(ref, "OURS"))).as(failure).isEqualTo(Outcome.CONFLICT);
            assertOnce(ref, "THEIRS");
        });
    }

    @Test
    default void a_lost_update_that_another_overtook_is_a_conflict() {
        eachFailure((failure, ref) -> {
            other().commit(creating(ref, "NEW"));
            Document read = present(ref);
            wire().harm(Fault.REQUEST_LOST, failure, () -> other().commit(updating(read, "THEIRS")));
            assertThat(store().commit(updating(read, "OURS"))).as(failure).isEqualTo(Outcome.CONFLICT);
            assertThat(state(ref)).as(failure).isEqualTo("THEIRS");
        });
    }

    @Test
    default void an_update_applied_late_is_not_applied_twice() {
        eachFailure((failure, ref) -> {
            other().commit(creating(ref, "NEW"));
            wire().harm(Fault.LATE, failure, NOTHING);
            assertThat(store().commit(updating(present(ref), "OURS")))
                    .as(failure)
                    .isEqualTo(Outcome.APPLIED);
            assertThat(present(ref).commits()).as(failure).hasSize(2).doesNotHaveDuplicates();
        });
    }

    @Test
    default void what_was_applied_stays_applied_though_another_wrote_over_it() {
        eachFailure((failure, ref) -> {
            wire().harm(
                            Fault.REPLY_LOST,
                            failure,
                            () -> other().commit(updating(other().get(ref).orElseThrow(), "THEIRS")));
            assertThat(store().commit(creating(ref, "OURS"))).as(failure).isEqualTo(Outcome.APPLIED);
            assertThat(state(ref)).as(failure).isEqualTo("THEIRS");
            assertThat(present(ref).commits()).hasSize(2);
        });
    }

    @Test
    default void a_lost_reply_to_a_commit_of_every_kind_is_not_a_conflict() {
        eachFailure((failure, ref) -> {
            Ref gone = ref.collection("steps").ref("gone");
            Ref made = ref.collection("steps").ref("made");
            other().commit(creating(ref, "NEW"), creating(gone, "NEW"));
            wire().harm(Fault.REPLY_LOST, failure, NOTHING);
            assertThat(store().commit(new Write.Delete(gone), updating(present(ref), "OURS"), creating(made, "OURS")))
                    .as(failure)
                    .isEqualTo(Outcome.APPLIED);
            assertThat(state(ref)).isEqualTo("OURS");
            assertOnce(made, "OURS");
            assertThat(other().get(gone)).isEmpty();
        });
    }

    @Test
    default void a_delete_is_sent_again_until_it_is_answered() {
        eachFailure((failure, ref) -> {
            for (Fault fault : Fault.values()) {
                other().commit(creating(ref, "NEW"));
                wire().harm(fault, failure, NOTHING);
                assertThat(store().commit(new Write.Delete(ref))).as(failure).isEqualTo(Outcome.APPLIED);
                assertThat(other().get(ref)).as(failure).isEmpty();
            }
        });
    }

    @Test
    default void a_lost_refusal_is_still_a_conflict() {
        eachFailure((failure, ref) -> {
            other().commit(creating(ref, "THEIRS"));
            wire().harm(Fault.REPLY_LOST, failure, NOTHING);
            assertThat(store().commit(creating(ref, "OURS"))).as(failure).isEqualTo(Outcome.CONFLICT);
            assertOnce(ref, "THEIRS");
        });
    }

    @Test
    default void silence_is_unknown_and_never_a_guess() {
        eachFailure((failure, ref) -> {
            wire().cut(failure);
            assertThat(store().commit(creating(ref, "OURS"))).as(failure).isEqualTo(Outcome.UNKNOWN);
            wire().mend();
            assertThat(store().commit(creating(ref, "AGAIN"))).as(failure).isEqualTo(Outcome.APPLIED);
        });
    }

    @Test
    default void silence_after_a_lost_reply_is_unknown_too() {
        eachFailure((failure, ref) -> {
            wire().harm(Fault.REPLY_LOST, failure, () -> wire().cut(failure));
            assertThat(store().commit(creating(ref, "OURS"))).as(failure).isEqualTo(Outcome.UNKNOWN);
            wire().mend();
            assertOnce(ref, "OURS");
        });
    }

    private void eachFailure(BiConsumer<String, Ref> claim) {
        wire().failures().forEach(failure -> claim.accept(failure, RUNS.ref(failure)));
    }

    private void assertOnce(Ref ref, String state) {
        Document found = other().get(ref).orElseThrow();
        assertThat(found.fields().text("state")).isEqualTo(state);
        assertThat(found.commits()).hasSize(1);
    }
}
