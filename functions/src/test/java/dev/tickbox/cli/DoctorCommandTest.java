package dev.tickbox.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tickbox.Ids;
import dev.tickbox.publisher.git.BareSite;
import dev.tickbox.publisher.git.GitHttp;
import dev.tickbox.store.sqlite.SqliteStore;
import dev.tickbox.vendor.FakeGemini;
import dev.tickbox.vendor.ModelsRoute;
import dev.tickbox.vendor.Reply;
import dev.tickbox.vendor.Seen;
import dev.tickbox.vendor.TestKey;
import dev.tickbox.vendor.WireFault;
import dev.tickbox.world.ManualClock;
import dev.tickbox.world.World;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code tickbox doctor} on one machine, with a vendor on a socket and git's own server. It never leaves a trace. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DoctorCommandTest {
    private static final String PUSHES = "GET /site.git/info/refs?service=git-receive-pack";

    @TempDir
    private Path folder = Path.of("");

    private final ManualClock clock = new ManualClock(World.START);
    private final AtomicReference<Instant> theirs = new AtomicReference<>(World.START);
    private final FakeGemini vendor =
            new FakeGemini(0, new ModelsRoute(List.of("gemini-3.8-flash", "gemini-3.5-flash"), 50, theirs::get));
    private final Map<String, String> environment = new HashMap<>(Map.of(
            "GEMINI_API_KEY",
            TestKey.VALUE,
            "TICKBOX_GEMINI_BASE_URL",
            vendor.baseUrl(),
            "TICKBOX_SECRET_KITCHEN_GIT",
            "pat:correct-horse"));
    private Optional<GitHttp> git = Optional.empty();
    private Path mine = folder;

    @BeforeEach
    void write() throws Exception {
        mine = Files.createDirectories(folder.resolve("my"));
        content("{publisher: folder, path: public/kitchen}");
    }

    @AfterEach
    void end() {
        vendor.close();
        git.ifPresent(GitHttp::close);
    }

    private void content(String kitchen) throws IOException {
        Files.writeString(mine.resolve("tickbox.yaml"), """
                sites:
                  garden: {publisher: folder, path: public/garden}
                  kitchen: KITCHEN
                jobs:
                  garden-daily: {site: garden, schedule: "0 6 * * *", model: gemini-3.8-flash, prompt: prompt.md}
                  kitchen-daily: {site: kitchen, schedule: "0 6 * * *", model: gemini-3.8-flash, prompt: prompt.md}
                """.replace("KITCHEN", kitchen));
        Files.writeString(mine.resolve("prompt.md"), "Write.");
    }

    private GitHttp server() throws Exception {
        assumeTrue(GitHttp.isInstalled(), "git with http-backend is not installed: apt-get install git");
        BareSite.create(folder.resolve("site.git"));
        GitHttp started = new GitHttp(folder, "pat:correct-horse");
        git = Optional.of(started);
        content("{publisher: git, remote: \"" + started.address() + "/site.git\", secret: kitchen-git}");
        return started;
    }

    private CommandFixture desk() {
        return new CommandFixture(mine, clock, environment);
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                found.put(each.toString(), new String(Files.readAllBytes(each), ISO_8859_1));
            }
        }
        return found;
    }

    private CommandFixture.Said doctor(String... words) throws IOException {
        Map<String, String> before = files();
        CommandFixture.Said said =
                desk().here(Stream.concat(Stream.of("doctor"), Stream.of(words)).toArray(String[]::new));
        assertThat(files()).as("nothing is created or changed").isEqualTo(before);
        assertThat(vendor.seen()).as("nothing is bought").allMatch(Seen::isGet);
        assertThat(said.out()).doesNotContain(TestKey.VALUE, "correct-horse");
        assertThat(said.err()).isEmpty();
        return said;
    }

    /** One thing is bad: its line, with the next one, which mends it. */
    private void bad(CommandFixture.Said said, String area, String... text) {
        assertThat(said.code()).as(said.out()).isEqualTo(1);
        List<String> lines = said.out().lines().toList();
        int at = lines.indexOf(lines.stream()
                .filter(line -> line.startsWith("bad "))
                .findFirst()
                .orElse(""));
        assertThat(lines.stream().filter(line -> line.startsWith("bad ")))
                .as(said.out())
                .hasSize(1);
        assertThat(lines.get(at)).contains(area).contains(text);
        assertThat(lines.get(at + 1).strip()).startsWith("→ ");
    }

    @Test
    void what_is_well_is_good_and_leaves_no_trace() throws Exception {
        server();
        CommandFixture.Said said = doctor();
        assertThat(said.code()).as(said.out()).isZero();
        assertThat(said.out())
                .contains("2 sites, 2 jobs, no mistakes", "the first tick creates it", "the vendor accepts the key")
                .contains("the vendor has it", "the clock of this machine is right", "can be created")
                .contains("accepts pushes; it is empty, so the first article creates the branch main")
                .doesNotContain("bad ");
    }

    @Test
    void a_store_in_use_is_sound_and_its_pause_is_named_with_the_command_that_ends_it() throws Exception {
        desk().here("push").done();
        assertThat(doctor().done()).contains("is sound", "not paused, and nothing needs your decision");
        desk().here("pause").done();
        assertThat(doctor().done()).contains("warning  ledger", "paused: nothing is bought", "→ tickbox resume");
    }

    @Test
    void an_empty_folder_says_how_to_begin() {
        CommandFixture.Said said = new CommandFixture(folder, clock, Map.of()).type("doctor");
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out()).contains("there is no tickbox.yaml here", "tickbox init DIR", "there is no Gemini key");
    }

    @Test
    void mistakes_in_the_content_are_listed_with_their_lines() throws Exception {
        Files.writeString(
                mine.resolve("tickbox.yaml"),
                Files.readString(mine.resolve("tickbox.yaml")).replace("0 6 * * *", "0 66 * * *"));
        CommandFixture.Said said = doctor();
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out()).contains("tickbox.yaml:5: ", "tickbox.yaml:6: ", "→ correct it, then: tickbox check");
    }

    @Test
    void a_damaged_store_is_bad_and_one_of_a_newer_tickbox_too() throws Exception {
        desk().here("push").done();
        Path store = mine.resolve("tickbox.db");
        byte[] sound = Files.readAllBytes(store);
        try (RandomAccessFile bytes = new RandomAccessFile(store.toFile(), "rw")) {
            bytes.seek(2 * 4096);
            bytes.write("something else ".repeat(500).getBytes(US_ASCII));
        }
        bad(doctor(), "store", "is damaged");
        Files.write(store, sound);
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + store);
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 2");
        }
        bad(doctor(), "store", "written by a newer Tickbox (store version 2, this one knows 1)");
    }

    /** The file is read to its end while another process writes to it. */
    @Test
    void a_store_that_a_tick_is_writing_to_is_sound() throws Exception {
        desk().here("push").done();
        try (SqliteStore writer = SqliteStore.open(mine.resolve("tickbox.db"), Ids.system())) {
            new dev.tickbox.ledger.Control(writer, clock).pause(true);
            CommandFixture.Said said = desk().here("doctor");
            assertThat(said.done()).contains("is sound", "paused");
        }
    }

    @Test
    void a_key_that_is_missing_or_refused_is_bad() throws Exception {
        environment.put("GEMINI_API_KEY", "another-key");
        bad(doctor(), "key", "the vendor does not accept the key: 400 invalid_argument: API key not valid");
        environment.remove("GEMINI_API_KEY");
        bad(doctor(), "key", "there is no Gemini key: set GEMINI_API_KEY");
    }

    @Test
    void a_model_that_the_vendor_does_not_have_is_bad_with_those_that_it_has() throws Exception {
        Path yaml = mine.resolve("tickbox.yaml");
        Files.writeString(yaml, Files.readString(yaml).replaceFirst("3.8-flash", "3.5-flash-lite"));
        CommandFixture.Said said = doctor();
        bad(said, "model gemini-3.5-flash-lite", "no such model for this key; used by garden-daily");
        assertThat(said.out()).contains("the key may use: gemini-3.5-flash, gemini-3.8-flash");
    }

    @Test
    void a_price_that_ends_soon_is_a_warning_with_its_last_day() throws Exception {
        assertThat(doctor().out()).contains("warning  model gemini-3.8-flash", "its price changes after 2026-12-31");
    }

    @Test
    void a_clock_that_is_off_is_bad_beyond_what_leases_bear() throws Exception {
        theirs.set(World.START.plusSeconds(10));
        assertThat(doctor().done()).contains("warning  clock", "10 s behind that of the vendor");
        theirs.set(World.START.minusSeconds(45));
        bad(doctor(), "clock", "45 s ahead of that of the vendor");
    }

    @Test
    void a_vendor_that_hangs_or_is_down_is_bad_in_time() throws Exception {
        vendor.plan(Seen::isGet, new WireFault.Silence(false));
        bad(doctor("--timeout", "1"), "key", "the vendor cannot be asked");
        vendor.plan(Seen::isGet, new WireFault.Instead(Reply.error(503, "unavailable", "later"), false));
        bad(doctor(), "key", "the vendor cannot be asked: 503 unavailable: later");
    }

    @Test
    void a_remote_that_refuses_the_push_is_bad_though_it_can_be_read() throws Exception {
        server().luck(new GitHttp.Luck() {
            @Override
            public Optional<Integer> status(String request) {
                return request.equals(PUSHES) ? Optional.of(403) : Optional.empty();
            }
        });
        bad(doctor(), "site kitchen", "it can be read, but a push fails", "does not accept the secret kitchen-git");
    }

    @Test
    void a_wrong_or_missing_secret_is_bad() throws Exception {
        server();
        environment.put("TICKBOX_SECRET_KITCHEN_GIT", "pat:other");
        bad(doctor(), "site kitchen", "does not accept the secret kitchen-git");
        environment.remove("TICKBOX_SECRET_KITCHEN_GIT");
        bad(doctor(), "site kitchen", "there is no secret kitchen-git", "TICKBOX_SECRET_KITCHEN_GIT");
    }

    @Test
    void a_missing_secret_of_a_source_of_rows_is_bad() throws Exception {
        Files.writeString(mine.resolve("tickbox.yaml"), """
                sites: {garden: {publisher: folder, path: public/garden}}
                jobs:
                  rates:
                    site: garden
                    schedule: "0 6 * * *"
                    model: gemini-3.8-flash
                    vars: {pairs: [EURUSD]}
                    steps:
                      - id: pairs
                        each: vars.pairs
                        key: pair
                        maxRows: 5
                        steps:
                          - {id: rate, fetch: "https://rates.example/{{row.pair}}", as: json, secret: {name: rates, query: key}}
                """);
        bad(doctor(), "source rate of rates", "there is no secret rates", "TICKBOX_SECRET_RATES");
        assertThat(desk().here("check").out()).contains("fetch rate of rates: there is no secret rates");
        environment.put("TICKBOX_SECRET_RATES", "correct-horse");
        assertThat(doctor().out()).contains("its secret is set");
    }

    @Test
    void a_remote_that_hangs_is_bad_in_time_and_delays_no_other() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        server().luck(new GitHttp.Luck() {
            @Override
            public void before(String request) {
                try {
                    end.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        });
        try {
            CommandFixture.Said said = doctor("--timeout", "2");
            bad(said, "site kitchen", "no answer");
            assertThat(said.out()).contains("the vendor accepts the key");
        } finally {
            end.countDown();
        }
    }

    @Test
    void a_folder_that_cannot_be_written_is_bad() throws Exception {
        Files.writeString(mine.resolve("public"), "a file");
        content("{publisher: folder, path: other/kitchen}");
        bad(doctor(), "site garden", "public is not a folder");
    }

    @Test
    void simulated_texts_need_neither_vendor_nor_site() throws Exception {
        server();
        environment.clear();
        CommandFixture.Said said = doctor("--simulate");
        assertThat(said.code()).as(said.out()).isZero();
        assertThat(said.out()).contains("simulated").doesNotContain("key");
        assertThat(vendor.seen()).isEmpty();
        assertThat(git.orElseThrow().requests()).isEmpty();
    }

    @Test
    void json_has_each_finding_with_its_mend() throws Exception {
        environment.remove("GEMINI_API_KEY");
        CommandFixture.Said said = doctor("--json");
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.object()).containsEntry("bad", 1L).containsKeys("good", "warning");
        assertThat((List<?>) said.object().get("findings"))
                .anySatisfy(each -> assertThat(each.toString())
                        .contains("area=key, verdict=bad, text=there is no Gemini key", ", mend="));
    }

    @Test
    void wrong_usage_is_one_line() {
        assertThat(desk().here("doctor", "--timeout", "0").code()).isEqualTo(2);
        assertThat(desk().type("doctor", "--store", "postgres:x").misuse())
                .contains("is not sqlite:PATH or firestore:PROJECT[/DATABASE]");
        assertThat(desk().type("doctor", "--store", "firestore:").misuse()).contains("is not firestore:PROJECT");
        assertThat(desk().type("doctor", "--store", "firestore:a/b/c").misuse()).contains("is not firestore:PROJECT");
        assertThat(desk().type("doctor", "--store", "firestore:a", "--with-secrets")
                        .complaint())
                .contains("secrets are sent to no address but those that it names");
        assertThat(desk().type("doctor", "--content", folder.resolve("none").toString())
                        .complaint())
                .contains("there is no tickbox.yaml in");
    }

    @Test
    void the_time_is_that_of_the_call() throws Exception {
        clock.advance(Duration.ofHours(5));
        theirs.set(clock.now());
        assertThat(doctor().out()).contains("the clock of this machine is right, as the vendor has it");
    }
}
