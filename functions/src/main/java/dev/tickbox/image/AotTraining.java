package dev.tickbox.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Gives the {@link AotWorkload} in a JVM that writes down which classes it took: {@code AotTraining CACHE}. */
public final class AotTraining {
    private AotTraining() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (FakeCloud cloud = new FakeCloud()) {
            ProcessBuilder lesson = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:AOTCacheOutput=" + arguments[0],
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "--enable-native-access=ALL-UNNAMED",
                            "--sun-misc-unsafe-memory-access=allow",
                            "-cp",
                            System.getProperty("java.class.path"),
                            AotWorkload.class.getName())
                    .inheritIO();
            lesson.environment().putAll(environment(cloud.address()));
            System.exit(lesson.start().waitFor());
        }
    }

    /** As Terraform sets it, but nothing leads outside; the vendor is an address that refuses. */
    private static Map<String, String> environment(String cloud) {
        return Map.of(
                "TICKBOX_STORE", "firestore:training/lesson",
                "TICKBOX_TOPIC", "projects/training/topics/lesson",
                "TICKBOX_SITE", AotWorkload.SITE,
                "FIRESTORE_EMULATOR_HOST", cloud,
                "PUBSUB_EMULATOR_HOST", cloud,
                "GEMINI_API_KEY", "none",
                "TICKBOX_GEMINI_BASE_URL", "http://127.0.0.1:9");
    }
}
