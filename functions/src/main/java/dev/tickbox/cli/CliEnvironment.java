package dev.tickbox.cli;

import dev.tickbox.Clock;
import dev.tickbox.Ids;
import java.io.Console;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The clock, the ids and the environment variables of a command.
 *
 * @param ask shows a question to the person at the terminal and gives the answer; empty where nobody is there
 */
record CliEnvironment(Clock clock, Ids ids, Map<String, String> environment, Optional<UnaryOperator<String>> ask) {
    /** Nobody is at the terminal. */
    CliEnvironment(Clock clock, Ids ids, Map<String, String> environment) {
        this(clock, ids, environment, Optional.empty());
    }

    static CliEnvironment system() {
        return new CliEnvironment(
                Clock.system(),
                Ids.system(),
                System.getenv(),
                Optional.ofNullable(System.console())
                        .filter(Console::isTerminal)
                        .map(terminal -> question -> answer(terminal, question)));
    }

    private static String answer(Console terminal, String question) {
        String line = terminal.readLine("%s", question);
        return line == null ? "" : line;
    }
}
