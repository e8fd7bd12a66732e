package dev.tickbox.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tickbox.Limits;
import dev.tickbox.content.FetchRequest;
import dev.tickbox.ledger.StepRecord;
import dev.tickbox.program.RecordedSteps.Entry;
import dev.tickbox.source.Source.Fetched;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.world.ManualClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SourceAddressTest {
    private static final String ADDRESS = "https://a.test/";

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-21T06:00:00Z"));
    private final MemoryStore store = new MemoryStore();
    private final AtomicInteger held = new AtomicInteger();

    private Runnable during = () -> {};

    /** Of a new process. */
    private SourceAddress.Answer ask(Optional<Error> end) {
        var lease = new DriverLease(
                store, clock, Limits.STANDARD, "daily@1", "me", DriverLease.deadline(clock, Limits.STANDARD));
        var recorded = new RecordedSteps(store, clock, Limits.STANDARD, "daily@1", "content", lease);
        FetchRequest request = FetchRequest.page(ADDRESS).skipping();
        var address = new SourceAddress("page", "key", ADDRESS, request, request.skip(), parsed -> {
            end.ifPresent(error -> {
                throw error;
            });
            return new FetchOutput(request, clock.now()).of(parsed);
        });
        Optional<Entry> before = recorded.find("page", "key");
        return new SourceAddress.Asking(
                        (query, deadline) -> {
                            held.incrementAndGet();
                            during.run();
                            return new Fetched(
                                    "<p>words</p>".getBytes(StandardCharsets.UTF_8),
                                    Optional.of("text/html"),
                                    ADDRESS,
                                    held::decrementAndGet);
                        },
                        clock,
                        Limits.STANDARD,
                        recorded)
                .ask(address, before, () -> {});
    }

    private StepRecord row() {
        return StepRecord.read(store.all(Query.of(StepRecord.of("daily@1"), 5)).getFirst());
    }

    /** The process that reads it ends each time: out of memory, or killed because it took too long. */
    @Test
    void an_answer_that_ends_each_process_that_reads_it_is_given_up_after_its_patience() {
        for (int tries = 1; tries < 4; tries++) {
            assertThatThrownBy(() -> ask(Optional.of(new OutOfMemoryError()))).isInstanceOf(OutOfMemoryError.class);
            assertThat(row().nextTry().orElseThrow().failures()).isEqualTo(tries);
            assertThat(ask(Optional.empty())).isInstanceOf(SourceAddress.Pending.class);
            clock.advance(Duration.ofMinutes(20));
        }
        assertThatThrownBy(() -> ask(Optional.of(new OutOfMemoryError()))).isInstanceOf(OutOfMemoryError.class);
        assertThat(row().status()).isEqualTo(StepRecord.Status.FAILED);
        assertThat(row().error().orElseThrow()).contains("did not finish");
        assertThat(held).as("answers that are still held").hasValue(0);
    }

    @Test
    void what_was_read_until_the_driver_was_interrupted_is_not_recorded() {
        during = () -> Thread.currentThread().interrupt();
        assertThat(ask(Optional.empty())).isInstanceOf(SourceAddress.Pending.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(row().status()).isEqualTo(StepRecord.Status.STARTED);
        assertThat(row().error().orElseThrow()).contains("interrupted");
    }

    @Test
    void an_answer_that_is_read_at_last_is_recorded() {
        assertThatThrownBy(() -> ask(Optional.of(new OutOfMemoryError()))).isInstanceOf(OutOfMemoryError.class);
        clock.advance(Duration.ofMinutes(20));
        assertThat(ask(Optional.empty())).isInstanceOf(SourceAddress.Ready.class);
        assertThat(row().status()).isEqualTo(StepRecord.Status.DONE);
        assertThat(row().nextTry()).isEmpty();
        assertThat(held).hasValue(0);
    }
}
