import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Measures a cold start: from the process's start to its first answer, which comes from the Firestore emulator. The image's way and a
 * buildpack's way in turn, ten times each; medians, and the most memory that was held.
 *
 * <p>{@code java functions/image/ColdStart.java [FOLDER]}: FOLDER as assemble and train made it; without it, they are run first. Needs
 * what mvn package made, a JDK 25, and the emulator: gcloud components install cloud-firestore-emulator.
 */
final class ColdStart {
    static final int RUNS = 10;
    static final Path BUILD = Path.of("functions", "target").toAbsolutePath();
    static final Map<String, String> TARGETS = Map.of("submit", "SubmitFunction", "publish", "PublishFunction");

    record Started(double seconds, long megabytes) {}

    public static void main(String[] arguments) throws Exception {
        Path scripts = Path.of("functions", "image").toAbsolutePath();
        Path folder = arguments.length > 0 ? Path.of(arguments[0]).toAbsolutePath() : made(scripts);
        int port = freePort();
        Process emulator = emulator(port);
        try {
            System.out.printf(Locale.ROOT, "%-8s  %-22s %-22s %s%n", "function", "image", "buildpack style", "ratio");
            for (String name : List.of("submit", "publish")) {
                measure(folder, name, TARGETS.get(name), "127.0.0.1:" + port);
            }
        } finally {
            end(emulator);
        }
    }

    static void measure(Path folder, String name, String target, String firestore) throws Exception {
        List<Started> image = new ArrayList<>();
        List<Started> plain = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            image.add(start(folder, List.of(folder.resolve("start").toString()), target, firestore));
            plain.add(start(folder, buildpack(), target, firestore));
        }
        System.out.printf(
                Locale.ROOT,
                "%-8s  %.2f s  %4d MB         %.2f s  %4d MB         %.1f%n",
                name,
                seconds(image),
                megabytes(image),
                seconds(plain),
                megabytes(plain),
                seconds(plain) / seconds(image));
    }

    /** As Google's buildpack starts a function: the invoker's jar, and the jars of Maven's build behind --classpath. */
    static List<String> buildpack() throws IOException {
        List<String> jars = new ArrayList<>();
        for (Path folder : List.of(BUILD, BUILD.resolve("lib"))) {
            try (Stream<Path> files = Files.list(folder)) {
                files.map(Path::toString).filter(name -> name.endsWith(".jar")).forEach(jars::add);
            }
        }
        String invoker = jars.stream()
                .filter(jar -> jar.contains("java-function-invoker"))
                .findFirst()
                .orElseThrow();
        return List.of(java(), "-jar", invoker, "--classpath", String.join(File.pathSeparator, jars));
    }

    static Started start(Path folder, List<String> command, String target, String firestore) throws Exception {
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> environment = builder.environment();
        environment.put("PATH", Path.of(java()).getParent() + File.pathSeparator + environment.get("PATH"));
        environment.putAll(Map.of(
                "FUNCTION_TARGET", "dev.tickbox.functions." + target,
                "FUNCTION_SIGNATURE_TYPE", "http",
                "PORT", "" + port,
                "TICKBOX_STORE", "firestore:cold-start",
                "TICKBOX_SITE", "site",
                "TICKBOX_TOPIC", "projects/cold-start/topics/none",
                "FIRESTORE_EMULATOR_HOST", firestore,
                "GEMINI_API_KEY", "none"));
        long begin = System.nanoTime();
        Process process = builder.start();
        try {
            int status = firstAnswer(port, process);
            double seconds = (System.nanoTime() - begin) / 1e9;
            if (status / 100 != 2) {
                throw new IllegalStateException(target + " answered " + status);
            }
            return new Started(seconds, mostHeld(process));
        } finally {
            end(process);
        }
    }

    /** Over a bare socket: whoever measures must not take the processor from who is measured. */
    static int firstAnswer(int port, Process process) throws Exception {
        String notice = "{\"site\":\"site\",\"items\":[\"" + "0".repeat(64) + "\"]}";
        String data = Base64.getEncoder().encodeToString(notice.getBytes(StandardCharsets.UTF_8));
        String body = "{\"message\":{\"data\":\"" + data + "\",\"messageId\":\"1\"},\"subscription\":\"s\"}";
        String head = "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: " + body.length();
        String request = head + "\r\n\r\n" + body;
        while (process.isAlive()) {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                return Integer.parseInt(answer.split(" ", 3)[1]);
            } catch (ConnectException notYet) {
                Thread.sleep(2);
            }
        }
        throw new IllegalStateException("the process ended with " + process.exitValue());
    }

    /** What the kernel saw, where there is one that tells. */
    static long mostHeld(Process process) throws IOException {
        Path status = Path.of("/proc/" + process.pid() + "/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    static double seconds(List<Started> runs) {
        double[] sorted = runs.stream().mapToDouble(Started::seconds).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    static long megabytes(List<Started> runs) {
        return runs.stream().mapToLong(Started::megabytes).sorted().skip(runs.size() / 2).findFirst().orElse(0);
    }

    static Path made(Path scripts) throws Exception {
        Path folder = Files.createTempDirectory("tickbox-image");
        run(List.of(scripts.resolve("assemble").toString(), folder.toString()));
        run(List.of(scripts.resolve("train").toString(), folder.toString()));
        return folder;
    }

    static void run(List<String> command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PATH", Path.of(java()).getParent() + File.pathSeparator + System.getenv("PATH"));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " failed:\n" + said);
        }
    }

    static Process emulator(int port) throws Exception {
        Process asked = new ProcessBuilder("gcloud", "info", "--format=value(installation.sdk_root)")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String root = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        Path program = Path.of(root, "platform", "cloud-firestore-emulator", "cloud_firestore_emulator");
        ProcessBuilder builder = new ProcessBuilder(program.toString(), "start", "--host=127.0.0.1", "--port=" + port);
        builder.environment().put("JAVA", java());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.redirectErrorStream(true).start();
        var output = process.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.contains("is now running")) {
                Thread.ofPlatform().daemon().start(() -> output.lines().forEach(each -> {}));
                return process;
            }
        }
        throw new IllegalStateException("the Firestore emulator did not start");
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    static void end(Process process) throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.waitFor(10, TimeUnit.SECONDS);
    }
}
