package dev.tickbox.cli;

import dev.tickbox.Json;
import dev.tickbox.view.Visible;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** Output of a command: lines of text, or with {@code --json} one JSON object. */
record Console(PrintWriter out, boolean json) {
    static Console of(CommandSpec spec, boolean json) {
        return new Console(spec.commandLine().getOut(), json);
    }

    void say(String line) {
        if (!json) {
            out.println(shown(line));
        }
    }

    /** What a terminal would obey is shown and not obeyed. */
    static String shown(String text) {
        return Visible.text(text);
    }

    void say(List<String> lines) {
        lines.forEach(this::say);
    }

    void object(Map<String, Object> object) {
        if (json) {
            out.println(Json.write(object));
        }
    }
}
