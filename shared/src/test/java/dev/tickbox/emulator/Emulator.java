package dev.tickbox.emulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** An emulator's process, from the line that says it is ready to the end of this JVM. */
final class Emulator {
    private Emulator() {}

    static int freePort() {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Returns once a line of output holds {@code ready}. */
    static Process start(List<String> command, String ready) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            // The scripts start whatever java is first on the path, which may be too old for them.
            builder.environment().put("JAVA", System.getProperty("java.home") + "/bin/java");
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process)));
            awaitLine(process.inputReader(StandardCharsets.UTF_8), ready);
            return process;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void awaitLine(BufferedReader output, String ready) throws IOException {
        List<String> said = new ArrayList<>();
        String line;
        while ((line = output.readLine()) != null) {
            said.add(line);
            if (line.contains(ready)) {
                // Read on, or the emulator stops when the pipe is full.
                Thread.ofVirtual().start(() -> output.lines().forEach(ignored -> {}));
                return;
            }
        }
        throw new IOException("the emulator ended instead of starting:\n" + String.join("\n", said));
    }

    /** A script's own end does not end what it started. */
    private static void end(Process process) {
        Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList()
                .forEach(ProcessHandle::destroyForcibly);
    }
}
