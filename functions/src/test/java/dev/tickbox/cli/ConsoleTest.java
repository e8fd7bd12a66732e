package dev.tickbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ConsoleTest {
    private static final String HOSTILE = "a\u001b]0;x\u0007\u009b2J\rb\u202ec\u2066\u007f";

    private final StringWriter out = new StringWriter();

    @Test
    void a_title_of_a_feed_cannot_command_the_terminal() {
        new Console(new PrintWriter(out, true), false).say(HOSTILE + "\n\tä😀");
        assertThat(out.toString().stripTrailing())
                .isEqualTo("a\uFFFD]0;x\uFFFD\uFFFD2J\uFFFDb\uFFFDc\uFFFD\uFFFD\n\tä😀");
    }

    @Test
    void an_error_of_a_tick_cannot_command_the_terminal(@TempDir Path folder) {
        StoreOptions where =
                CommandLine.populateCommand(new StoreOptions(), "--store", "sqlite:" + folder.resolve("tickbox.db"));
        try (StoreSession session = StoreSession.open(where)) {
            assertThat(new ProgressOutput(session).line(HOSTILE))
                    .endsWith(" a\uFFFD]0;x\uFFFD\uFFFD2J\uFFFDb\uFFFDc\uFFFD\uFFFD");
        }
    }

    @Test
    void json_has_the_text_as_it_is() {
        new Console(new PrintWriter(out, true), true).object(Map.of("text", HOSTILE));
        assertThat(out.toString()).contains("\\u001B]0;x");
    }
}
