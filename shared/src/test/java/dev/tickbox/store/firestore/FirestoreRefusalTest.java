package dev.tickbox.store.firestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tickbox.Clock;
import dev.tickbox.Fields;
import dev.tickbox.Ids;
import dev.tickbox.contract.Wire.Fault;
import dev.tickbox.emulator.FirestoreEmulator;
import dev.tickbox.store.Collection;
import dev.tickbox.store.IndexNotReady;
import dev.tickbox.store.Query;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Store.Outcome;
import dev.tickbox.store.StoreException;
import dev.tickbox.store.Write;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A refusal says how to get on, unless an earlier try may have been heard. */
class FirestoreRefusalTest {
    private static final Ref RUN = Collection.of("runs").ref("x");
    private static final Write CREATE = new Write.Create(RUN, Fields.NONE.with("state", "OURS"));

    private LossyProxy proxy;
    private FirestoreStore store;

    @BeforeEach
    void open() {
        FirestoreEmulator emulator = FirestoreEmulator.required();
        proxy = new LossyProxy(emulator.host());
        store = FirestoreStore.open(
                emulator.newProject(), Optional.of(proxy.host()), proxy.impatientWhenCut(), Ids.system());
    }

    @AfterEach
    void close() {
        if (proxy != null) {
            store.close();
            proxy.close();
        }
    }

    @Test
    void a_refused_commit_names_the_mend() {
        assertRefusal("PERMISSION_DENIED", "roles/datastore.user");
        assertRefusal("UNAUTHENTICATED", "gcloud auth application-default login");
        assertRefusal("INVALID_ARGUMENT", "refused");
        assertThat(store.get(RUN)).isEmpty();
    }

    @Test
    void a_database_that_does_not_exist_is_named_with_the_command_that_makes_it() {
        proxy.cut("NOT_FOUND");
        assertThatThrownBy(() -> store.commit(CREATE))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("gcloud firestore databases create");
        assertThatThrownBy(() -> store.get(RUN))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("gcloud firestore databases create");
    }

    @Test
    void an_index_that_is_missing_is_not_one_that_is_still_being_built() {
        Query runs = Query.of(Collection.of("runs"), 1);
        proxy.refuseQueries("The query requires an index. You can create it here: https://console.example/");
        assertThatThrownBy(() -> store.query(runs))
                .isExactlyInstanceOf(StoreException.class)
                .hasMessageContaining("apply terraform/");
        proxy.refuseQueries("The query requires an index. That index is currently building and cannot be used yet."
                + " See its status here: https://console.example/");
        assertThatThrownBy(() -> store.query(runs))
                .isInstanceOf(IndexNotReady.class)
                .hasMessageContaining("See its status here");
        proxy.refuseQueries("The query requires a COLLECTION_ASC index for collection runs and field due."
                + " That index is not ready yet. See its status here: https://console.example/");
        assertThatThrownBy(() -> store.query(runs)).isInstanceOf(IndexNotReady.class);
    }

    @Test
    void a_refusal_after_a_lost_reply_does_not_deny_what_was_written() {
        proxy.harm(
                Fault.REPLY_LOST, "UNAVAILABLE", () -> proxy.harm(Fault.REQUEST_LOST, "PERMISSION_DENIED", () -> {}));
        assertThat(store.commit(CREATE)).isEqualTo(Outcome.APPLIED);
    }

    @Test
    void a_refusal_after_a_lost_request_is_unknown_because_it_may_still_land() {
        proxy.harm(
                Fault.REQUEST_LOST,
                "DEADLINE_EXCEEDED",
                () -> proxy.harm(Fault.REQUEST_LOST, "PERMISSION_DENIED", () -> {}));
        assertThat(store.commit(CREATE)).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void reading_waits_out_a_short_silence_and_names_a_long_one() {
        proxy.cut("UNAVAILABLE");
        assertThatThrownBy(() -> store.get(RUN))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("check the network");
        proxy.mend();
        assertThat(store.get(RUN)).isEmpty();
    }

    @Test
    void an_address_is_a_project_and_perhaps_a_database() {
        for (String wrong : new String[] {"", "a/", "/b", "a/b/c"}) {
            assertThatThrownBy(() -> FirestoreStore.open(wrong, Optional.of("x"), Clock.system(), Ids.system()))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("firestore:PROJECT/DATABASE");
        }
    }

    private void assertRefusal(String status, String mend) {
        proxy.harm(Fault.REQUEST_LOST, status, () -> {});
        assertThatThrownBy(() -> store.commit(CREATE))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(mend);
    }
}
