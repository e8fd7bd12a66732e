package dev.tickbox.tick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Clock;
import dev.tickbox.Ids;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.emulator.FirestoreEmulator;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.Control;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store;
import dev.tickbox.store.firestore.Backup;
import dev.tickbox.store.firestore.FirestoreStore;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The drill of terraform/README.md: Firestore restores a backup under another name, and nobody has to say so. */
@Tag("long")
class RestoredDatabaseTest {
    @Test
    void a_database_that_finds_another_name_in_itself_begins_paused_and_asks_before_it_buys() {
        FirestoreEmulator emulator = FirestoreEmulator.required();
        String project = emulator.newProject();
        try (Store lost = open(emulator, project, "tickbox");
                Store restored = open(emulator, project, "tickbox-restored")) {
            World before = new World(lost, Faults.NONE, 1);
            before.push(Contents.twoJobs(OnUncertain.RESUBMIT));
            before.pass(Duration.ofMinutes(2));
            before.clock.advance(
                    Duration.ofMinutes(58)); // At six the daily run is due, half an hour later the weekly one.
            before.pass(Duration.ofMinutes(10));
            before.clock.advance(Duration.ofMinutes(18));
            before.pass(Duration.ofMinutes(4));
            assertThat(lost.query(Query.of(ReservationDocument.ALL, 1).where("state", "RESERVED"))
                            .documents())
                    .as("the draft is about to be bought")
                    .hasSize(1);
            Backup.copy(emulator.host(), project, "tickbox", "tickbox-restored");
            before.pass(Duration.ofMinutes(20)); // It is bought and published, and forgotten.

            World after = before.on(restored);
            Control control = new Control(restored, after.clock);
            int sold = after.vendor.jobs().size();
            after.pass(Duration.ofMinutes(6));
            assertThat(control.paused()).isTrue();
            assertThat(control.read().pausedBecause()).hasValue("this is a copy of " + project + "/tickbox");
            assertThat(after.vendor.jobs()).hasSize(sold);

            control.pause(false);
            after.pass(Duration.ofMinutes(30));
            assertThat(after.vendor.jobs()).hasSize(sold);
            after.sites.forEach((id, site) -> assertThat(site.effects()).as(id).hasSize(1));
        }
    }

    private static Store open(FirestoreEmulator emulator, String project, String database) {
        return FirestoreStore.open(
                project + "/" + database, Optional.of(emulator.host()), Clock.system(), Ids.system());
    }
}
