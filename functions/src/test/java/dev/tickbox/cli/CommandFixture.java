package dev.tickbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Ids;
import dev.tickbox.Json;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.store.sqlite.SqliteStore;
import dev.tickbox.world.ManualClock;
import dev.tickbox.world.SeededIds;
import dev.tickbox.world.World;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs commands in a folder and captures their output. */
final class CommandFixture {
    final Path folder;
    final ManualClock clock;
    private CliEnvironment here;

    CommandFixture(Path folder) {
        this(folder, new ManualClock(World.START), Map.of());
    }

    /** With environment variables. */
    CommandFixture(Path folder, ManualClock clock, Map<String, String> environment) {
        this.folder = folder;
        this.clock = clock;
        this.here = new CliEnvironment(clock, new SeededIds(7), environment);
    }

    /** From now on a person is at the terminal, who gives this answer to each question. */
    void answering(String answer) {
        here = new CliEnvironment(here.clock(), here.ids(), here.environment(), Optional.of(question -> answer));
    }

    record Said(int code, String out, String err) {
        /** One line, and no stack trace. */
        String complaint() {
            return complaint(1);
        }

        /** What was typed cannot be meant. */
        String misuse() {
            return complaint(2);
        }

        private String complaint(int exit) {
            assertThat(code).as(out + err).isEqualTo(exit);
            assertThat(err).startsWith("tickbox: ").doesNotContain("\tat ").endsWith("\n");
            assertThat(err.lines()).hasSize(1);
            return err.substring("tickbox: ".length()).strip();
        }

        String done() {
            assertThat(code).as(out + err).isZero();
            assertThat(err).isEmpty();
            return out;
        }

        Map<String, Object> object() {
            assertThat(out.lines()).hasSize(1);
            return Json.parseObject(out);
        }
    }

    /** Without --content and --store. */
    Said type(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Tickbox.run(here, new PrintWriter(out), new PrintWriter(err), words);
        return new Said(code, out.toString(), err.toString());
    }

    /** With --content. */
    Said here(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--content", folder.toString()));
        return type(all.toArray(String[]::new));
    }

    /** With --content and --simulate. */
    Said played(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--simulate");
        return here(all.toArray(String[]::new));
    }

    /** With --store, for a store of {@link #world}. */
    Said on(Path store, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--store", "sqlite:" + store));
        return type(all.toArray(String[]::new));
    }

    /** Creates a store on disk in a state that ticks made. The clock of the commands continues from there. */
    Path world(Faults faults, Consumer<World> history) {
        Path file = folder.resolve("world.db");
        try (SqliteStore store = SqliteStore.open(file, Ids.system())) {
            World world = new World(store, faults, 1);
            history.accept(world);
            clock.advance(java.time.Duration.between(clock.now(), world.clock.now()));
        }
        return file;
    }
}
