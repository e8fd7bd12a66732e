package dev.tickbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Clock;
import dev.tickbox.doctor.cloud.FakeGoogle;
import dev.tickbox.emulator.FirestoreEmulator;
import dev.tickbox.process.PackagedProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process: the store in the real emulator of Firestore, the deployment in a fake of Google's APIs. */
@Tag("long")
class DoctorCloudTest {
    private static final String STORE = "firestore:" + FakeGoogle.PROJECT + "/tickbox";

    @TempDir
    private Path folder = Path.of("");

    private final FirestoreEmulator firestore = FirestoreEmulator.required();
    private final FakeGoogle google = new FakeGoogle(Clock.system()::now);
    private String said = "";

    @BeforeEach
    void write() throws Exception {
        Files.writeString(folder.resolve("prompt.md"), "Write.");
        Files.writeString(folder.resolve("tickbox.yaml"), """
                sites:
                  kitchen: {publisher: git, remote: "https://example.com/kitchen.git", secret: kitchen-git}
                jobs:
                  daily: {site: kitchen, schedule: "0 6 * * *", model: gemini-3.8-flash, prompt: prompt.md}
                webhook: {url: "https://tickbox-webhook-2.run.app/hook"}
                """);
        String now = Clock.system().now().toString();
        google.change(FakeGoogle.JOBS, "2026-11-21T11:58:00.100Z", now);
        google.change(FakeGoogle.JOBS, "2026-11-21T11:58:00.100Z", now);
    }

    @AfterEach
    void end() {
        google.close();
    }

    private int tickbox(String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--content", folder.toString()));
        ProcessBuilder builder = PackagedProcess.running(Tickbox.class, all);
        builder.environment().put("FIRESTORE_EMULATOR_HOST", firestore.host());
        builder.environment().put("TICKBOX_GOOGLE_BASE_URL", google.address().toString());
        Path out = folder.resolveSibling("said.txt");
        Process process =
                builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        said = Files.readString(out);
        return process.exitValue();
    }

    @Test
    void what_is_deployed_is_looked_at_and_compared_with_the_content() throws Exception {
        assertThat(tickbox("doctor", "--store", STORE)).as(said).isEqualTo(1);
        assertThat(said).contains("bad      content", "the store has no content yet", "→ tickbox push");

        assertThat(tickbox("push", "--store", STORE)).as(said).isZero();
        Files.writeString(folder.resolve("prompt.md"), "Write more.");
        assertThat(tickbox("doctor", "--store", STORE)).as(said).isZero();
        assertThat(said)
                .contains("not paused, and nothing needs your decision", "the functions use content")
                .contains("this folder differs: changed prompt prompt.md", "→ tickbox push")
                .contains(
                        "firestore:my-project/tickbox, in europe-west1",
                        "tickbox-kitchen-git has a value",
                        "and ended well")
                .contains("its subscription may call it", "none is waiting")
                .doesNotContain("bad ");

        assertThat(tickbox("doctor", "--store", "firestore:" + FakeGoogle.PROJECT + "/other"))
                .as(said)
                .isEqualTo(1);
        assertThat(said).contains("there is no database other", "1 bad, ").doesNotContain("secret", "tick submit");
    }
}
