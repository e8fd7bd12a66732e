package dev.tickbox.image;

import dev.tickbox.emulator.Emulator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Shows a JVM the functions at work and lets it keep what it learned: {@code AotTraining APP_JAR CACHE}. That JVM has the functions alone on
 * its class path, as the image has, or the cache would not fit there; the day that they see is played from here.
 */
public final class AotTraining {
    private AotTraining() {}

    public static void main(String[] arguments) throws Exception {
        Map<String, Integer> ports = new LinkedHashMap<>();
        AotWorkload.FUNCTIONS.forEach(name -> ports.put(name, Emulator.freePort()));
        try (FakeCloud cloud = new FakeCloud();
                AotWorkload day = new AotWorkload(cloud.address())) {
            Process functions = start(arguments[0], arguments[1], cloud.address(), ports);
            try {
                day.play(ports);
            } finally {
                // It writes the cache as it ends.
                functions.destroy();
                functions.waitFor();
            }
        }
        // The daemon's and the clients' threads would keep the process alive.
        System.exit(0);
    }

    private static Process start(String jar, String cache, String cloud, Map<String, Integer> ports)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:AOTCacheOutput=" + cache,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                jar,
                "dev.tickbox.functions.Main"));
        ports.forEach((name, port) -> command.addAll(List.of("dev.tickbox.functions." + name, "" + port)));
        ProcessBuilder functions = new ProcessBuilder(command).inheritIO();
        functions.environment().putAll(environment(cloud));
        return functions.start();
    }

    /** As Terraform sets it, but nothing leads outside; the vendor is an address that refuses. */
    private static Map<String, String> environment(String cloud) {
        return Map.ofEntries(
                Map.entry("TICKBOX_STORE", "firestore:training/lesson"),
                Map.entry("TICKBOX_TOPIC", "projects/training/topics/lesson"),
                Map.entry("TICKBOX_SITE", AotWorkload.SITE),
                Map.entry("TICKBOX_WEBHOOK_URL", AotWorkload.WEBHOOK),
                Map.entry("TICKBOX_EVENTS", "projects/training/topics/notifications"),
                Map.entry("TICKBOX_INBOX", "projects/training/subscriptions/notifications"),
                Map.entry("FIRESTORE_EMULATOR_HOST", cloud),
                Map.entry("PUBSUB_EMULATOR_HOST", cloud),
                Map.entry("GEMINI_API_KEY", "none"),
                Map.entry("TICKBOX_GEMINI_BASE_URL", "http://127.0.0.1:9"));
    }
}
