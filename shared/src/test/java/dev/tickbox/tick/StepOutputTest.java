package dev.tickbox.tick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tickbox.Clock;
import dev.tickbox.Fields;
import dev.tickbox.Ids;
import dev.tickbox.Limits;
import dev.tickbox.emulator.FirestoreEmulator;
import dev.tickbox.ledger.StepRecord;
import dev.tickbox.program.DriverLease;
import dev.tickbox.program.RecordedSteps;
import dev.tickbox.program.Replay;
import dev.tickbox.program.Restoration;
import dev.tickbox.program.SourceSteps;
import dev.tickbox.program.StepOrders;
import dev.tickbox.program.Steps.Facts;
import dev.tickbox.program.Steps.Stop.StepFailed;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.run.Run;
import dev.tickbox.screening.Screening;
import dev.tickbox.source.Source;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store;
import dev.tickbox.store.firestore.FirestoreStore;
import dev.tickbox.world.ManualClock;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a step of one's own gives, or fails with, is kept whatever its size. */
@Tag("long")
class StepOutputTest {
    private static final Instant NOW = Instant.parse("2026-11-21T06:00:00Z");

    private final MemoryStore memory = new MemoryStore();

    /** A new drive of the same content. */
    private static Replay drive(Store store) {
        Clock clock = new ManualClock(NOW);
        var lease = new DriverLease(
                store, clock, Limits.STANDARD, "daily@1", "me", DriverLease.deadline(clock, Limits.STANDARD));
        var recorded = new RecordedSteps(store, clock, Limits.STANDARD, "daily@1", "content", lease);
        Facts facts = new Facts("daily@1", "daily", "garden", Optional.of(NOW), LocalDate.parse("2026-11-21"), NOW);
        var terms = new StepOrders.Terms(
                false,
                Reservation.OnIncomplete.HOLD,
                (site, article) -> article,
                (site, article) -> "",
                (site, file) -> Screening.KEEP,
                false);
        Run run = Run.open("daily@1", "daily", "garden", Optional.of(NOW), "content", NOW);
        Restoration restoration = new Restoration(Optional::empty, run);
        return new Replay(
                facts,
                recorded,
                new StepOrders(store, clock, Limits.STANDARD, facts, terms, recorded),
                restoration,
                new SourceSteps(
                        (query, deadline) -> new Source.Again("no source"),
                        clock,
                        Limits.STANDARD,
                        recorded,
                        NOW,
                        restoration));
    }

    private static Fields row(Store store) {
        return store.all(Query.of(StepRecord.of("daily@1"), 10)).getFirst().fields();
    }

    private static void keepsALongOutput(Store store) {
        List<String> long2MiB = List.of("ü".repeat(1_000_000), "😀");
        assertThat(drive(store).<Object>step("fetch", 1L, () -> long2MiB)).isEqualTo(long2MiB);
        assertThat(row(store).find("output")).isEmpty();
        assertThat(row(store).findText("output_ref")).isPresent();
        assertThat(drive(store).<Object>step("fetch", 1L, () -> List.of("another")))
                .isEqualTo(long2MiB);
    }

    @Test
    void a_long_output_is_kept_as_a_text_of_the_run_and_read_back() {
        keepsALongOutput(memory);
        assertThat(drive(memory).<Object>step("small", 1L, () -> "s")).isEqualTo("s");
    }

    @Test
    void firestore_takes_a_long_output_and_a_long_error() {
        FirestoreEmulator emulator = FirestoreEmulator.required();
        try (FirestoreStore store = FirestoreStore.open(
                emulator.newProject(), Optional.of(emulator.host()), Clock.system(), Ids.system())) {
            keepsALongOutput(store);
            assertThatThrownBy(() -> drive(store).step("bad", 1L, () -> {
                        throw new IllegalStateException("e".repeat(2_000_000));
                    }))
                    .isInstanceOf(StepFailed.class);
        }
    }

    @Test
    void an_output_over_the_limit_fails_the_step_and_names_the_size_and_the_limit() {
        int bytes = Limits.STANDARD.bodyBytes() + 1;
        assertThatThrownBy(() -> drive(memory).step("fetch", 1L, () -> "x".repeat(bytes - 2)))
                .isInstanceOf(StepFailed.class)
                .hasMessage("step fetch failed: its output has " + bytes + " bytes, and the limit is " + (bytes - 1));
        assertThat(row(memory).text("status")).isEqualTo("FAILED");
    }

    @Test
    void an_error_is_cut_to_what_a_document_holds_and_never_in_the_middle_of_a_character() {
        assertThatThrownBy(() -> drive(memory).step("fetch", 1L, () -> {
                    throw new IllegalStateException("x".repeat(1_999) + "😀".repeat(1_000_000));
                }))
                .isInstanceOfSatisfying(
                        StepFailed.class, e -> assertThat(e.why()).hasSize(2_000));
        assertThat(row(memory).text("error")).isEqualTo("x".repeat(1_999) + "…");
    }

    @Test
    void half_a_character_in_an_output_or_an_error_fails_the_step_not_the_drive() {
        assertThatThrownBy(() -> drive(memory).step("fetch", 1L, () -> "cut \ud83d"))
                .isInstanceOf(StepFailed.class)
                .hasMessageContaining("half a character");
        assertThatThrownBy(() -> drive(new MemoryStore()).step("fetch", 1L, () -> {
                    throw new IllegalStateException("cut \ud83d");
                }))
                .hasMessage("step fetch failed: cut ?");
    }

    @Test
    void utf_8_is_what_is_counted() {
        String two = "ü".repeat(Limits.STANDARD.bodyBytes() / 2);
        assertThat(two.getBytes(StandardCharsets.UTF_8)).hasSize(Limits.STANDARD.bodyBytes());
        assertThatThrownBy(() -> drive(memory).step("fetch", 1L, () -> two)).isInstanceOf(StepFailed.class);
    }
}
