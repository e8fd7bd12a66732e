package dev.tickbox.cli;

import dev.tickbox.Clock;
import dev.tickbox.Ids;
import java.util.Map;

/** The clock, the ids and the environment variables of a command. */
record CliEnvironment(Clock clock, Ids ids, Map<String, String> environment) {
    static CliEnvironment system() {
        return new CliEnvironment(Clock.system(), Ids.system(), System.getenv());
    }
}
