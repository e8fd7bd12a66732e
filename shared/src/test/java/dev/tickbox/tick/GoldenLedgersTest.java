package dev.tickbox.tick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Ids;
import dev.tickbox.content.Definition;
import dev.tickbox.generator.simulated.Journal;
import dev.tickbox.ledger.AttemptDocument;
import dev.tickbox.ledger.Definitions;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store;
import dev.tickbox.store.sqlite.SqliteStore;
import dev.tickbox.world.World;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A ledger as the command of this schema left it: one run done, three at the vendor. It was made by {@code run} and {@code tick
 * --simulate}, and is never made anew.
 */
class GoldenLedgersTest {
    @TempDir
    Path folder;

    @Test
    void a_ledger_written_by_earlier_code_is_read_and_brought_to_its_end() throws IOException {
        Path file = copy("schema-2.sqlite", "tickbox.db");
        Journal journal = Journal.file(copy("schema-2-vendor.jsonl", "vendor.jsonl"));
        try (Store store = SqliteStore.open(file, Ids.system())) {
            World world = World.at(Instant.parse("2026-11-21T08:25:00Z"), store, journal);
            Definition content = new Definitions(store, world.clock).current().orElseThrow();
            world.push(content);
            int soldBefore = world.vendor.jobs().size();
            assertThat(store.all(Query.of(RunDocument.ALL, 10)))
                    .extracting(run -> run.fields().text("state"))
                    .containsExactlyInAnyOrder("DONE", "WAITING", "WAITING", "WAITING");

            world.pass(Duration.ofMinutes(20));

            assertThat(store.all(Query.of(RunDocument.ALL, 10)))
                    .extracting(run -> run.fields().text("state"))
                    .containsOnly("DONE");
            assertThat(world.vendor.jobs())
                    .as("the recipe of the run that had only its outline, and nothing twice")
                    .hasSize(soldBefore + 1);
            assertThat(world.vendor.chargedMicroUsd())
                    .isEqualTo(store.all(Query.of(AttemptDocument.ALL, 10)).stream()
                            .mapToLong(attempt -> attempt.fields().number("paid_micro_usd"))
                            .sum());
            assertThat(world.site("garden").effects()).hasSize(1);
            assertThat(world.site("kitchen").effects()).hasSize(2);
        }
    }

    private Path copy(String name, String to) throws IOException {
        Path path = folder.resolve(to);
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("/ledgers/" + name), name)) {
            Files.copy(in, path);
        }
        return path;
    }
}
