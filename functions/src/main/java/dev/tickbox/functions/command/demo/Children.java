package dev.tickbox.functions.command.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tickbox.Json;
import dev.tickbox.store.Fields;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The processes of one demo. However it ends, none of them outlives it. */
final class Children implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 180;
    private static final int SIGKILL_EXIT = 128 + 9;

    private final Path home;
    private final Set<Process> alive = ConcurrentHashMap.newKeySet();
    private final Thread atExit = new Thread(this::killAll, "no process is left behind");

    Children(Path home) {
        this.home = home;
        Runtime.getRuntime().addShutdownHook(atExit);
        CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS).execute(this::killAll);
    }

    /** One of them, and what it says. */
    record Child(Process process, BufferedReader lines) {
        /** The rest of the next line, which must begin with this word. */
        String expect(String word) throws IOException {
            String line = lines.readLine();
            if (line == null || !line.startsWith(word)) {
                throw new IOException("a process of the demo said " + line + " instead of " + word);
            }
            return line.substring(word.length()).strip();
        }

        void go() throws IOException {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
        }

        /** SIGKILL, and nothing gentler. */
        void kill() throws IOException {
            process.destroyForcibly();
            int code = waitFor();
            if (code != SIGKILL_EXIT) {
                throw new IOException("a process was to be killed, but ended with " + code);
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
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xlog:disable",
                "-Xlog:all=off",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        String archive = System.getProperty("tickbox.archive", "");
        if (Files.isRegularFile(Path.of(archive))) {
            command.add("-XX:SharedArchiveFile=" + archive);
        }
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                dev.tickbox.functions.command.demo.Child.class.getName(),
                what,
                Json.write(settings.values())));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(
                        ProcessBuilder.Redirect.appendTo(Places.log(home, log).toFile()));
        // Nobody's own git settings have a part in this.
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        builder.environment().put("XDG_CONFIG_HOME", home.resolve("config").toString());
        Process process = builder.start();
        alive.add(process);
        Files.writeString(
                Places.processes(home), process.pid() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return new Child(process, process.inputReader(UTF_8));
    }

    private void killAll() {
        alive.stream().filter(Process::isAlive).forEach(Process::destroyForcibly);
    }

    @Override
    public void close() {
        killAll();
        for (Process process : alive) {
            process.onExit().join();
        }
        Runtime.getRuntime().removeShutdownHook(atExit);
    }
}
