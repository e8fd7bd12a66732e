package dev.tickbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.world.Contents;
import dev.tickbox.world.SeededIds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code up} says of rows. */
class ProgressOutputTest {
    private static final String RUN = "digest@2026-11-21T06:00Z";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void a_table_is_said_again_only_if_something_else_is_to_be_said() {
        CommandFixture desk = new CommandFixture(folder);
        Path file = desk.world(Faults.NONE, world -> {
            world.push(Contents.of(Contents.rows("garden", List.of("moss", "fern"), each -> each)));
            world.process().submit();
            world.clock.advance(Duration.ofMinutes(61));
            world.pass(Duration.ofHours(3));
        });
        StoreOptions where = CommandLine.populateCommand(new StoreOptions(), "--store", "sqlite:" + file, "--simulate");
        CliEnvironment here = new CliEnvironment(desk.clock, new SeededIds(7), Map.of());
        try (StoreSession session = StoreSession.existing(where, here)) {
            ProgressOutput output = new ProgressOutput(session);
            output.changed("rows/moss", RUN + "+notes+moss", "DONE", "its steps are done");
            assertThat(output.changedTables()).singleElement().asString().endsWith("notes      2 of 2 rows done");
            output.changed("rows/fern", RUN + "+notes+fern", "DONE", "its steps are done");
            assertThat(output.changedTables()).isEmpty();
        }
    }
}
