package dev.tickbox.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Fields;
import dev.tickbox.Json;
import dev.tickbox.emulator.Emulator;
import dev.tickbox.emulator.FirestoreEmulator;
import dev.tickbox.emulator.Installed;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the Dockerfile would make, made without Docker and started. After packaging, since it is made of packages. */
@Tag("long")
class ImageTest {
    private static final Path ROOT = Path.of(System.getProperty("tickbox.root", ".."));
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");

    private static final String SBOM = "functions/target/sbom.json";

    private static final int SCRIPT_MINUTES = 3;

    @TempDir
    Path image;

    @Test
    void the_functions_of_the_image_start_from_their_cache_and_answer() throws Exception {
        script("assemble", image.toString());
        assertThat(Files.exists(image.resolve("sbom.json")))
                .as("the image carries what Maven wrote")
                .isEqualTo(Files.exists(ROOT.resolve(SBOM)));
        try (JarFile jar = new JarFile(image.resolve("app.jar").toFile())) {
            assertThat(jar.stream().map(JarEntry::getName))
                    .as("the command line's own libraries stay out, and what is for the desk")
                    .noneMatch(name -> name.startsWith("picocli/")
                            || name.startsWith("org/sqlite/")
                            || name.startsWith("dev/tickbox/bench/")
                            || name.startsWith("dev/tickbox/image/")
                            || name.startsWith("dev/tickbox/localcloud/")
                            || name.startsWith("dev/tickbox/emulator/"))
                    .doesNotHaveDuplicates();
            assertThat(lines(jar, "META-INF/services/io.grpc.NameResolverProvider"))
                    .as("of several libraries")
                    .contains("io.grpc.internal.DnsNameResolverProvider", "io.grpc.xds.XdsNameResolverProvider");
        }
        script("train", image.toString());

        String firestore = FirestoreEmulator.required().host();
        assertThat(answer("SubmitFunction", firestore, "")).isEqualTo(200);
        assertThat(answer("ReclaimFunction", firestore, "")).isEqualTo(200);
        assertThat(answer("PublishFunction", firestore, envelope())).isEqualTo(204);
        assertThat(answer("WebhookFunction", firestore, "{}"))
                .as("this is not its path")
                .isEqualTo(404);
    }

    @Test
    void the_build_says_what_it_is_made_of() throws Exception {
        Path sbom = ROOT.resolve(SBOM);
        if (!Files.exists(sbom)) {
            throw Installed.missing("there is no target/sbom.json: Maven makes none while it is offline (-o)");
        }
        Fields bom = new Fields(Json.parseObject(Files.readString(sbom)));
        assertThat(bom.text("bomFormat")).isEqualTo("CycloneDX");
        Set<String> listed = ((List<?>) bom.values().getOrDefault("components", List.of()))
                .stream()
                        .map(each -> (Map<?, ?>) each)
                        .map(each -> each.get("name") + "-" + each.get("version") + ".jar")
                        .collect(Collectors.toSet());
        try (Stream<Path> libraries = Files.list(ROOT.resolve("functions/target/lib"))) {
            assertThat(libraries.map(each -> String.valueOf(each.getFileName())))
                    .filteredOn(name -> !name.endsWith("-tools.jar"))
                    .hasSizeGreaterThan(50)
                    .isSubsetOf(listed);
        }
    }

    private static List<String> lines(JarFile jar, String entry) throws IOException {
        try (var in = jar.getInputStream(jar.getEntry(entry))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static void script(String name, String argument) throws Exception {
        Path script = ROOT.resolve("functions/image").resolve(name).toAbsolutePath();
        Path said = Files.createTempFile("tickbox-" + name, ".log");
        ProcessBuilder builder = new ProcessBuilder(script.toString(), argument)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().put("PATH", JAVA + File.pathSeparator + System.getenv("PATH"));
        Process process = builder.start();
        boolean ended = process.waitFor(SCRIPT_MINUTES, TimeUnit.MINUTES);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        assertThat(ended && process.waitFor() == 0)
                .as(() -> name + " said: " + text(said))
                .isTrue();
        Files.delete(said);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int answer(String target, String firestore, String body) throws Exception {
        int port = Emulator.freePort();
        Path said = image.resolve(target + ".log");
        ProcessBuilder builder = new ProcessBuilder(image.resolve("start").toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment()
                .putAll(Map.of(
                        "PATH", JAVA + File.pathSeparator + System.getenv("PATH"),
                        // A cache that does not fit is an error here, and only a slower start in use.
                        "JDK_JAVA_OPTIONS", "-XX:AOTMode=on",
                        "FUNCTION_TARGET", "dev.tickbox.functions." + target,
                        "PORT", "" + port,
                        "GEMINI_API_KEY", "none"));
        builder.environment()
                .putAll(
                        target.equals("WebhookFunction")
                                ? Map.of(
                                        "TICKBOX_WEBHOOK_URL", "https://hooks.example.com/gemini",
                                        "TICKBOX_EVENTS", "projects/image/topics/none",
                                        "PUBSUB_EMULATOR_HOST", "127.0.0.1:9")
                                : Map.of(
                                        "TICKBOX_STORE", "firestore:image",
                                        "TICKBOX_SITE", "site",
                                        "TICKBOX_TOPIC", "projects/image/topics/none",
                                        "FIRESTORE_EMULATOR_HOST", firestore));
        Process process = builder.start();
        try {
            return post(port, body, process, said);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static int post(int port, String body, Process process, Path said) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (true) {
                try {
                    return client.send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode();
                } catch (ConnectException notYet) {
                    assertThat(process.isAlive()).as(Files.readString(said)).isTrue();
                    assertThat(new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS))
                            .isFalse();
                }
            }
        }
    }

    private static String envelope() {
        byte[] notice = "{\"site\":\"site\",\"items\":[\"%s\"]}"
                .formatted("0".repeat(64))
                .getBytes(StandardCharsets.UTF_8);
        return "{\"message\":{\"data\":\"%s\",\"messageId\":\"1\"},\"subscription\":\"s\"}"
                .formatted(Base64.getEncoder().encodeToString(notice));
    }
}
