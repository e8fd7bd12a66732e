package dev.tickbox.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tickbox.Ids;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.Control;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.store.Write;
import dev.tickbox.store.sqlite.SqliteStore;
import dev.tickbox.world.Contents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageErrorsTest {
    @TempDir
    private Path folder = Path.of("");

    private CommandFixture desk = new CommandFixture(folder);

    @BeforeEach
    void sit_down() {
        desk = new CommandFixture(folder);
    }

    private Path twoJobs() {
        return desk.world(Faults.NONE, world -> {
            world.push(Contents.twoJobs(OnUncertain.RESUBMIT));
            world.pass(Duration.ofHours(2));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list",
                "cost",
                "pause",
                "resume",
                "explain daily",
                "retry daily",
                "abandon daily",
                "forget daily"
            })
    void reading_commands_create_no_store(String words) {
        Path none = folder.resolve("none.db");
        assertThat(desk.on(none, words.split(" ")).complaint()).contains("there is no store " + none + " yet");
        assertThat(none).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"explain", "retry", "abandon", "forget"})
    void an_unknown_id_gets_a_suggestion(String word) {
        Path store = twoJobs();
        assertThat(desk.on(store, word, "daily@2026-11-21T06:01Z").complaint())
                .endsWith("did you mean daily@2026-11-21T06:00Z?");
    }

    @Test
    void with_json_an_error_is_an_object_too() {
        Path store = twoJobs();
        CommandFixture.Said said = desk.on(store, "explain", "weakly", "--json");
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.object()).containsEntry("error", "no id or name begins with weakly; did you mean weekly?");
    }

    @Test
    void an_unknown_command_gets_a_suggestion() {
        CommandFixture.Said said = desk.type("chekc");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).startsWith("tickbox: there is no command chekc; did you mean check?\n");
        assertThat(desk.type("publish").err()).startsWith("tickbox: there is no command publish");
    }

    @Test
    void a_job_or_a_site_is_no_run() {
        Path store = twoJobs();
        assertThat(desk.on(store, "retry", "daily").complaint()).contains("is not a run");
        assertThat(desk.on(store, "abandon", "garden").complaint()).contains("is not a run");
        assertThat(desk.on(store, "forget", "daily").complaint()).contains("is a job, not a run");
        assertThat(desk.on(store, "list", "--job", "dayly").complaint())
                .isEqualTo("there is no job dayly; did you mean daily?");
    }

    @Test
    void without_a_vendor_nothing_is_created() {
        desk.type("init", folder.resolve("my").toString()).done();
        CommandFixture mine = new CommandFixture(folder.resolve("my"));
        assertThat(mine.here("run", "garden-daily").complaint()).contains("GEMINI_API_KEY", "--simulate");
        assertThat(mine.here("run", "garden-dayly").complaint()).contains("did you mean garden-daily?");
        assertThat(folder.resolve("my/tickbox.db")).doesNotExist();
    }

    @Test
    void a_store_of_another_vendor_buys_nothing() throws IOException {
        desk.type("init", folder.resolve("my").toString()).done();
        Path store = folder.resolve("my/real.db");
        try (SqliteStore real = SqliteStore.open(store, Ids.system())) {
            new Control(real, desk.clock).bind("gemini");
        }
        CommandFixture mine = new CommandFixture(folder.resolve("my"));
        assertThat(mine.played("run", "garden-daily", "--store", "sqlite:" + store)
                        .complaint())
                .contains("made with the gemini generator");
        assertThat(Files.exists(folder.resolve("my/simulated-vendor.jsonl"))).isFalse();
    }

    @Test
    void every_class_that_is_missing_is_named_with_its_job() throws IOException {
        Files.writeString(folder.resolve("tickbox.yaml"), """
                sites:
                  garden: {publisher: folder, path: public}
                jobs:
                  one: {site: garden, schedule: "0 6 * * *", model: gemini-3.8-flash, java: com.nope.One}
                  two: {site: garden, schedule: "0 7 * * *", model: gemini-3.8-flash, java: com.nope.Two}
                """);
        CommandFixture.Said said = desk.here("check");
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err())
                .contains(
                        "jobs.one.java: com.nope.One cannot be created: it was not found; put its jar into TICKBOX_CLASSPATH",
                        "jobs.two.java: com.nope.Two cannot be created: it was not found; put its jar into TICKBOX_CLASSPATH");
    }

    @Test
    void a_file_that_is_no_store_is_left_alone() throws IOException {
        Path text =
                Files.writeString(folder.resolve("notes.txt"), "These are my notes, and no store at all.\n".repeat(99));
        assertThat(desk.on(text, "list").complaint()).contains("is not an SQLite file");
        assertThat(desk.on(folder, "list").complaint()).contains("is a folder");
        CommandFixture.Said said = desk.type("list", "--store", "tickbox.db");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("is not sqlite:PATH or firestore:");
    }

    @Test
    void an_empty_file_is_no_store() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.db"));
        for (String word : List.of("list", "status", "pause", "cost")) {
            assertThat(desk.on(empty, word).complaint()).startsWith(empty + " is empty, so it is no store");
        }
        assertThat(empty).isEmptyFile();
    }

    @Test
    void a_store_that_may_not_be_written_is_listed_and_nothing_is_made_beside_it() throws IOException {
        Path store = twoJobs();
        String listed = desk.on(store, "list").done();
        Path there = Files.createDirectories(folder.resolve("theirs"));
        Path theirs = Files.copy(store, there.resolve("world.db"));
        assumeThat(theirs.toFile().setReadOnly() && there.toFile().setReadOnly() && !Files.isWritable(there))
                .as("not as root, who may write everything")
                .isTrue();
        assertThat(desk.on(theirs, "list").done()).isEqualTo(listed.replace(store.toString(), theirs.toString()));
    }

    @Test
    void wrong_usage_is_json_too_where_json_was_asked_for() {
        assertThat(desk.type("lst").err()).startsWith("tickbox: there is no command lst; did you mean list?");
        for (String words : List.of("lst --json", "list --limit 0 --json", "up --every 0 --json", "retry --json")) {
            CommandFixture.Said said = desk.type(words.split(" "));
            assertThat(said.code()).as(words).isEqualTo(2);
            assertThat(said.object()).as(words).containsKey("error");
        }
    }

    @Test
    void a_document_of_a_newer_tickbox_is_left_alone() {
        Path store = twoJobs();
        try (SqliteStore newer = SqliteStore.open(store, Ids.system())) {
            var ref = RunDocument.ref("daily@2026-11-21T06:00Z");
            var document = newer.get(ref).orElseThrow();
            newer.commit(new Write.Update(document, document.fields().with("schema", 99L)));
        }
        assertThat(desk.on(store, "explain", "daily@2026-11-21T06:00Z").complaint())
                .contains("schema 99", "Update Tickbox");
    }

    @Test
    void wrong_usage_is_2_and_names_the_help() {
        for (List<String> words : List.of(
                List.of("lits"),
                List.of("list", "--limit", "0"),
                List.of("list", "--limit", "many"),
                List.of("list", "--state", "happy"),
                List.of("cost", "--by", "moon"),
                List.of("explain"),
                List.of("run"))) {
            CommandFixture.Said said = desk.type(words.toArray(String[]::new));
            assertThat(said.code()).as(words.toString()).isEqualTo(2);
            assertThat(said.err()).startsWith("tickbox: ").contains("--help").doesNotContain("\tat ");
        }
        assertThat(desk.type("lits").err()).contains("list");
    }

    @Test
    void every_command_has_help_with_an_example() {
        var root = Tickbox.commandLine(CliEnvironment.system());
        root.getSubcommands().forEach((name, command) -> {
            CommandFixture.Said said = desk.type(name, "--help");
            assertThat(said.code()).as(name).isZero();
            assertThat(said.out()).as(name).contains("tickbox");
        });
        for (String word : List.of(
                "init", "check", "push", "run", "list", "explain", "cost", "retry", "abandon", "forget", "pause",
                "resume")) {
            assertThat(desk.type(word, "--help").done())
                    .as(word)
                    .contains("Example: tickbox " + word)
                    .contains("--json");
        }
    }

    @Test
    void the_first_help_page_fits_one_screen_and_names_every_command() {
        String help = desk.type().done();
        assertThat(help.lines().count()).isLessThanOrEqualTo(36);
        assertThat(help.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(110));
        assertThat(help)
                .contains(
                        "init", "check", "push", "up", "tick", "run", "list", "explain", "cost", "retry", "abandon",
                        "forget", "pause", "resume");
    }
}
