package dev.tickbox.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Fields;
import dev.tickbox.Ids;
import dev.tickbox.Json;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.emulator.FirestoreEmulator;
import dev.tickbox.store.firestore.FirestoreStore;
import dev.tickbox.store.firestore.LossyProxy;
import dev.tickbox.world.Contents;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ticks say while Firestore builds an index; between them and the emulator, Firestore's own refusal. */
class IndexNotReadyTest {
    private static final String BUILDING = "The query requires an index. That index is currently building and cannot be"
            + " used yet. See its status here: https://console.example/";
    private static final String MISSING =
            "The query requires an index. You can create it here: https://console.example/";

    @TempDir
    private Path folder = Path.of("");

    private LossyProxy firestore;
    private FirestoreStore store;
    private FunctionFixture office;

    @BeforeEach
    void open() {
        FirestoreEmulator emulator = FirestoreEmulator.required();
        office = new FunctionFixture(folder);
        firestore = new LossyProxy(emulator.host());
        store = FirestoreStore.open(
                emulator.newProject(), Optional.of(firestore.host()), office.world.clock, Ids.system());
        office.world.on(store).push(Contents.twoJobs(OnUncertain.RESUBMIT));
    }

    @AfterEach
    void close() {
        if (firestore != null) {
            store.close();
            firestore.close();
        }
    }

    @Test
    void an_index_that_is_being_built_is_no_error_for_half_an_hour() throws Exception {
        firestore.refuseQueries(BUILDING);
        FakeExchange first = submit();
        assertThat(first.status()).isEqualTo(200);
        assertThat(Json.parseObject(first.answer())).doesNotContainKeys("errors", "brokenOff");
        assertThat(new Fields(Json.parseObject(first.answer())).map("waits").text("index"))
                .contains("still being built", "See its status here");
        assertThat(last().text("severity")).isEqualTo("WARNING");
        assertThat(last().text("message")).contains("an index is still being built");

        office.world.clock.advance(Duration.ofMinutes(29));
        assertThat(submit().status()).isEqualTo(200);
        assertThat(last().text("severity")).isEqualTo("WARNING");

        office.world.clock.advance(Duration.ofMinutes(1));
        FakeExchange late = submit();
        assertThat(late.status()).isEqualTo(503);
        assertThat(Json.parseObject(late.answer())).containsEntry("errors", 1L);
        assertThat(last().text("severity")).isEqualTo("ERROR");
    }

    @Test
    void a_tick_that_meets_none_does_not_hide_that_another_has_waited_for_long() throws Exception {
        firestore.refuseQueries(BUILDING);
        reclaim();
        office.world.clock.advance(Duration.ofMinutes(20));
        firestore.mend();
        assertThat(submit().status()).isEqualTo(200);
        assertThat(last().text("severity")).isEqualTo("INFO");
        office.world.clock.advance(Duration.ofMinutes(20));
        firestore.refuseQueries(BUILDING);
        assertThat(reclaim().status()).isEqualTo(503);
    }

    @Test
    void the_half_hour_begins_anew_once_the_index_was_ready() throws Exception {
        firestore.refuseQueries(BUILDING);
        submit();
        firestore.mend();
        office.world.clock.advance(Duration.ofHours(1));
        submit();
        assertThat(last().text("severity")).isEqualTo("INFO");
        firestore.refuseQueries(BUILDING);
        office.world.clock.advance(Duration.ofHours(1));
        assertThat(submit().status()).isEqualTo(200);
        assertThat(last().text("severity")).isEqualTo("WARNING");
    }

    @Test
    void an_index_that_is_missing_is_an_error_at_once() throws Exception {
        firestore.refuseQueries(MISSING);
        assertThat(submit().status()).isEqualTo(503);
        assertThat(last().text("severity")).isEqualTo("ERROR");
        assertThat(last().text("message")).contains("apply terraform/");
    }

    /** Each time another process, as on Cloud Run. */
    private FakeExchange submit() throws Exception {
        FakeExchange exchange = FakeExchange.post("");
        new SubmitFunction(office.deployed(store, Map.of())).service(exchange, exchange);
        return exchange;
    }

    private FakeExchange reclaim() throws Exception {
        FakeExchange exchange = FakeExchange.post("");
        new ReclaimFunction(office.deployed(store, Map.of())).service(exchange, exchange);
        return exchange;
    }

    private Fields last() {
        return office.log().getLast();
    }
}
