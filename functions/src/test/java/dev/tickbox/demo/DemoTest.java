package dev.tickbox.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Fields;
import dev.tickbox.Json;
import dev.tickbox.cli.Tickbox;
import dev.tickbox.process.PackagedProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("long")
@Timeout(300)
class DemoTest {
    @Test
    void the_script_wastes_money_in_the_week_and_tickbox_does_not() throws Exception {
        Process demo = demo("--json", "--seed", "7");
        String json = new String(demo.getInputStream().readAllBytes(), UTF_8);
        int code = demo.waitFor();
        assertThat(json).isNotBlank();
        Fields result = new Fields(Json.parseObject(json));
        Fields tickbox = result.map("tickbox");
        Fields script = result.map("script");

        assertThat(code).as(json).isZero();
        assertThat(result.texts("broken")).isEmpty();
        assertThat(tickbox.number("articlesDue")).isEqualTo(22);
        assertThat(tickbox.number("bought")).isEqualTo(22);
        assertThat(tickbox.number("published")).isEqualTo(22);
        assertThat(tickbox.number("publishedTwice")).isZero();
        assertThat(tickbox.number("lost")).isZero();
        assertThat(tickbox.number("wastedMicroUsd")).isZero();
        assertThat(tickbox.number("paidMicroUsd")).isPositive();

        assertThat(script.number("articlesDue")).isEqualTo(22);
        assertThat(script.number("bought")).isGreaterThan(22);
        assertThat(script.number("publishedTwice")).isPositive();
        assertThat(script.number("wastedMicroUsd")).isPositive();
        assertThat(children()).isEmpty();
    }

    @Test
    void when_the_demo_itself_is_killed_no_process_outlives_it() throws Exception {
        Process demo = demo();
        var lines = demo.inputReader(UTF_8);
        String line = lines.readLine();
        while (line != null && !line.startsWith("Tue")) {
            line = lines.readLine();
        }
        assertThat(line).as("the story went on to Tuesday").isNotNull();
        List<ProcessHandle> children = children();
        assertThat(children).as("the vendor and the sites, at least").hasSizeGreaterThanOrEqualTo(2);
        demo.destroyForcibly().waitFor();
        for (ProcessHandle child : children) {
            child.onExit().get(60, TimeUnit.SECONDS);
        }
    }

    private static Process demo(String... options) throws Exception {
        List<String> words = new ArrayList<>(List.of("demo"));
        words.addAll(List.of(options));
        return PackagedProcess.running(Tickbox.class, words)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static List<ProcessHandle> children() throws Exception {
        Path home = Path.of(DemoCommand.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .resolveSibling("demo");
        return Files.readAllLines(DemoFolder.processes(home)).stream()
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
                .filter(ProcessHandle::isAlive)
                .toList();
    }
}
