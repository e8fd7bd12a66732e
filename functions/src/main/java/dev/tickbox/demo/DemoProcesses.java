package dev.tickbox.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tickbox.Fields;
import dev.tickbox.Json;
import dev.tickbox.process.ChildProcesses;
import dev.tickbox.process.JavaProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The processes of one demo. None of them outlives it, however it ends. */
final class DemoProcesses implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 180;
    private static final int SIGKILL_EXIT = 128 + 9;

    private final Path home;
    private final ChildProcesses processes = new ChildProcesses();

    DemoProcesses(Path home) {
        this.home = home;
        CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS).execute(processes::killAll);
    }

    /** One process and its output. */
    record Child(Process process, BufferedReader lines) {
        /** Reads the next line, which must begin with this word, and returns the rest. */
        String expect(String word) throws IOException {
            String line = lines.readLine();
            if (line == null || !line.startsWith(word)) {
                throw new IOException("a process of the demo printed " + line + " in place of " + word);
            }
            return line.substring(word.length()).strip();
        }

        void go() throws IOException {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
        }

        /** Kills the process with SIGKILL. */
        void kill() throws IOException {
            process.destroyForcibly();
            int code = waitFor();
            if (code != SIGKILL_EXIT) {
                throw new IOException("a process ended with " + code + " before it was killed");
            }
        }

        int waitFor() throws IOException {
            try {
                return process.waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
    }

    Child start(String what, String log, Fields settings) throws IOException {
        ProcessBuilder builder = JavaProcess.running(DemoProcess.class, List.of(what, Json.write(settings.values())))
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        DemoFolder.log(home, log).toFile()));
        // Git settings of the user and of the system are not used.
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        builder.environment().put("XDG_CONFIG_HOME", home.resolve("config").toString());
        Process process = processes.start(builder);
        Files.writeString(
                DemoFolder.processes(home), process.pid() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return new Child(process, process.inputReader(UTF_8));
    }

    @Override
    public void close() {
        processes.close();
    }
}
