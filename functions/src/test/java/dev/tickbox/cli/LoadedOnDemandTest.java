package dev.tickbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Clock;
import dev.tickbox.process.JavaProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Most ticks do not call the vendor and start without loading its SDK. */
@Tag("long")
class LoadedOnDemandTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void a_tick_with_nothing_to_buy_or_check_loads_no_sdk() throws Exception {
        new CommandFixture(folder).type("init", folder.resolve("my").toString()).done();
        try (GeminiStandIn shop = new GeminiStandIn(Clock.system())) {
            assertThat(loaded(shop, "tick")).doesNotContain("com.google.genai", "okhttp3", "com.google.auth");
            assertThat(loaded(shop, "run", "garden-daily")).contains("com.google.genai.Client", "okhttp3");
        }
    }

    private String loaded(GeminiStandIn shop, String... words) throws Exception {
        Path classes = folder.resolve("classes.txt");
        List<String> typed = new ArrayList<>(List.of(words));
        typed.addAll(List.of("--content", folder.resolve("my").toString()));
        ProcessBuilder builder = JavaProcess.running(Tickbox.class, typed);
        builder.command().add(builder.command().indexOf("-cp"), "-Xlog:class+load=info:file=" + classes);
        builder.environment().putAll(shop.environment());
        Path said = folder.resolve("said.txt");
        Process process =
                builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(said)).isZero();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(classes);
    }
}
