package dev.tickbox.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Clock;
import dev.tickbox.process.PackagedProcess;
import dev.tickbox.vendor.Reply;
import dev.tickbox.vendor.Seen;
import dev.tickbox.vendor.TestKey;
import dev.tickbox.vendor.WireFault;
import dev.tickbox.world.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes against a vendor that repeats the key wherever it can: nothing that they print or store contains it. */
@Tag("long")
class NoKeyLeaksTest {
    private static final Reply PAGE =
            new Reply(502, Map.of("Content-Type", "text/html"), "<p>" + TestKey.TOLD + "</p>");
    private static final Reply WORDS = Reply.error(403, "permission_denied", TestKey.TOLD);
    private static final Reply GARBAGE = new Reply(200, Map.of("X-Key", TestKey.VALUE), TestKey.TOLD);

    @TempDir
    private Path folder = Path.of("");

    private final GeminiStandIn shop = new GeminiStandIn(Clock.system());
    private final StringBuilder said = new StringBuilder();
    private int processes;

    @AfterEach
    void end() {
        shop.close();
    }

    @Test
    void nothing_that_is_printed_or_stored_has_the_key() throws Exception {
        Path mine = folder.resolve("my");
        process(shop.environment(), "init", mine.toString());
        process(shop.environment(), "check", "--content", mine.toString(), "--json");
        for (Reply reply : List.of(WORDS, PAGE, GARBAGE)) {
            shop.fake.next(new WireFault.Instead(reply, false));
            process(shop.environment(), "run", "garden-daily", "--content", mine.toString(), "--json");
        }
        process(shop.environment(), "run", "garden-daily", "--content", mine.toString());
        assertThat(shop.fake.seen())
                .allSatisfy(it -> assertThat(it.header("x-goog-api-key")).contains(TestKey.VALUE));
        looks(mine);
        Map<String, String> wrong = new HashMap<>(shop.environment());
        wrong.put("GEMINI_API_KEY", TestKey.VALUE + " and more");
        process(wrong, "tick", "--content", mine.toString(), "--json");
        wrong.putAll(
                Map.of("GEMINI_API_KEY", TestKey.VALUE, "TICKBOX_GEMINI_BASE_URL", "https://" + TestKey.VALUE + "@x"));
        process(wrong, "run", "garden-daily", "--content", mine.toString(), "--json");

        assertThat(said.toString()).doesNotContain(TestKey.VALUE);
        assertThat(said.toString()).as("it was hidden, not just left out").contains("api_key:[key]");
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), ISO_8859_1))
                        .as("%s", file)
                        .doesNotContain(TestKey.VALUE);
            }
        }
        assertThat(new String(Files.readAllBytes(mine.resolve("tickbox.db")), ISO_8859_1))
                .as("the story is stored, so it is searched for in the right place")
                .contains("api_key:[key]");
    }

    /** Moves the due times of checks into the past, so that no process has to wait. */
    private void looks(Path mine) {
        ManualClock later = new ManualClock(Clock.system().now().plus(Duration.ofMinutes(30)));
        CommandFixture desk = new CommandFixture(mine, later, shop.environment());
        shop.fake.plan(Seen::isGet, new WireFault.Instead(WORDS, false));
        for (String[] words : List.of(
                new String[] {"tick", "reclaim"},
                new String[] {"list", "--json"},
                new String[] {"list"},
                new String[] {"explain", "garden-daily"},
                new String[] {"explain", "garden-daily", "--json"},
                new String[] {"cost", "--json"})) {
            CommandFixture.Said each = desk.here(words);
            said.append(each.out()).append(each.err());
        }
    }

    private void process(Map<String, String> environment, String... words) throws IOException, InterruptedException {
        Path out = folder.resolve("said-" + processes++ + ".txt");
        ProcessBuilder builder = PackagedProcess.running(Tickbox.class, new ArrayList<>(Arrays.asList(words)));
        builder.environment().putAll(environment);
        Process process =
                builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        String text = Files.readString(out);
        assertThat(text).as(String.join(" ", words)).doesNotContain("\tat ");
        said.append(text);
    }
}
