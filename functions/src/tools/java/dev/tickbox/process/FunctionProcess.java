package dev.tickbox.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tickbox.emulator.Emulator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** One function, a process of its own under the real Functions Framework invoker, as Cloud Run has it. */
public final class FunctionProcess {
    private static final String INVOKER = "com.google.cloud.functions.invoker.runner.Invoker";
    private static final int START_SECONDS = 120;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final Process process;
    private final URI address;
    private final CompletableFuture<Boolean> ready = new CompletableFuture<>();

    private FunctionProcess(Process process, int port) {
        this.process = process;
        this.address = URI.create("http://127.0.0.1:" + port + "/");
    }

    /**
     * @param main the invoker, or what calls it
     * @param said each line that it prints
     */
    public static FunctionProcess start(
            ChildProcesses children, String main, String target, Map<String, String> environment, Consumer<String> said)
            throws IOException {
        int port = Emulator.freePort();
        ProcessBuilder builder = JavaProcess.running(main, List.of("--target", target, "--port", String.valueOf(port)))
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        FunctionProcess invoked = new FunctionProcess(children.start(builder), port);
        // A platform thread: reading a pipe would hold a virtual one's carrier.
        Thread.ofPlatform().daemon().start(() -> invoked.listen(said));
        return invoked;
    }

    public static FunctionProcess start(
            ChildProcesses children, String target, Map<String, String> environment, Consumer<String> said)
            throws IOException {
        return start(children, INVOKER, target, environment, said);
    }

    private void listen(Consumer<String> said) {
        try (BufferedReader lines = process.inputReader(UTF_8)) {
            String line;
            while ((line = lines.readLine()) != null) {
                said.accept(line);
                if (line.contains("Serving function")) {
                    ready.complete(true);
                }
            }
        } catch (IOException | UncheckedIOException ended) {
            // Killed; what it had to say is said.
        }
        ready.complete(false);
    }

    /** @return whether it takes requests; false if it has ended */
    public boolean ready() {
        try {
            return ready.get(START_SECONDS, TimeUnit.SECONDS) && process.isAlive();
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Now, without waiting. */
    public boolean serves() {
        return ready.getNow(false) && process.isAlive();
    }

    public Process process() {
        return process;
    }

    public URI address() {
        return address;
    }

    public record Answer(int status, String body) {}

    /** @throws IOException when it is killed, or frozen for too long, before it answers */
    public Answer post(String body) throws IOException {
        return post(body, Map.of());
    }

    public Answer post(String body, Map<String, String> headers) throws IOException {
        return post("/", body, headers);
    }

    public Answer post(String path, String body, Map<String, String> headers) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
