package dev.tickbox.cli;

import dev.tickbox.Json;
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

    /**
     * What a terminal would obey is shown as a replacement character: titles come from feeds and texts from a model, and either may contain
     * commands to the terminal, or marks that turn the order of the letters round.
     */
    static String shown(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        // Models write lines with either end.
        text.replace("\r\n", "\n").chars().forEach(unit -> shown.append(obeyed(unit) ? '\uFFFD' : (char) unit));
        return shown.toString();
    }

    private static boolean obeyed(int unit) {
        boolean isControl = Character.isISOControl(unit) && unit != '\n' && unit != '\t';
        boolean turnsRound = (unit >= 0x202A && unit <= 0x202E) || (unit >= 0x2066 && unit <= 0x2069);
        return isControl || turnsRound;
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
