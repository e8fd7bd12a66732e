package dev.tickbox.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.emulator.FirestoreEmulator;
import dev.tickbox.process.PackagedProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("long")
@Timeout(180)
class UpEmulatorsTest {
    private static final String YAML = """
            sites: {garden: {publisher: folder, path: public}}
            jobs: {garden-daily: {site: garden, schedule: "0 6 * * *", model: gemini-3.8-flash, prompt: prompt.md}}
            """;

    @TempDir
    private Path folder = Path.of("");

    private final List<Process> started = new ArrayList<>();

    /** Also where an assertion failed in between: {@code up} ends the processes that it started. */
    @AfterEach
    void end() throws InterruptedException {
        for (Process process : started) {
            process.destroy();
            process.waitFor();
        }
    }

    @Test
    void up_emulators_runs_every_function_and_ends_all_its_processes() throws Exception {
        FirestoreEmulator.required();
        Process up = start(Map.of(), "up", "--emulators", "--simulate", "--every", "1");
        BufferedReader lines = up.inputReader(UTF_8);
        List<String> said = new ArrayList<>();
        String host = "";
        String store = "";
        for (String line = lines.readLine(); line != null && store.isEmpty(); line = lines.readLine()) {
            said.add(line);
            host = line.contains("export ") ? line.substring(line.indexOf('=') + 1) : host;
            store = line.contains("tickbox list --store ") ? line.replaceAll(".*--store (\\S+).*", "$1") : store;
        }
        assertThat(store).as(said.toString()).startsWith("firestore:");

        Map<String, String> elsewhere = Map.of("FIRESTORE_EMULATOR_HOST", host);
        assertThat(output(start(elsewhere, "run", "garden-daily", "--store", store, "--simulate")))
                .as("bought by this command, or by the tick that took the run first")
                .containsAnyOf("at the vendor", "the next submit tick sends it");
        assertThat(output(start(elsewhere, "list", "--store", store, "--simulate")))
                .contains("garden-daily@", "WAITING");

        if (Files.isDirectory(Path.of("/proc/self"))) {
            killed(up.descendants().filter(UpEmulatorsTest::isSubmit).toList());
            assertThat(lines.lines().anyMatch(line -> line.contains("submit had ended and was restarted: http")))
                    .isTrue();
        }

        List<ProcessHandle> all = up.descendants().toList();
        assertThat(all).as("two emulators, three functions").hasSizeGreaterThanOrEqualTo(5);
        up.destroy();
        assertThat(up.waitFor(60, TimeUnit.SECONDS)).isTrue();
        for (ProcessHandle each : all) {
            each.onExit().get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void missing_emulators_are_named_with_the_install_command() throws Exception {
        assertThat(output(start(Map.of("PATH", folder.toString()), "up", "--emulators", "--simulate")))
                .contains("tickbox: no Firestore emulator", "gcloud components install cloud-firestore-emulator");
    }

    private static void killed(List<ProcessHandle> processes) {
        assertThat(processes).hasSize(1);
        processes.getFirst().destroyForcibly();
    }

    /** From /proc, because Java cuts the command line of a process. */
    private static boolean isSubmit(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", "" + process.pid(), "cmdline"))
                    .contains("SubmitFunction");
        } catch (IOException gone) {
            return false;
        }
    }

    private Process start(Map<String, String> environment, String... words) throws Exception {
        Files.writeString(folder.resolve("tickbox.yaml"), YAML);
        Files.writeString(folder.resolve("prompt.md"), "Write.");
        ProcessBuilder builder = PackagedProcess.running(Tickbox.class, List.of(words))
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private static String output(Process process) throws Exception {
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return output;
    }
}
