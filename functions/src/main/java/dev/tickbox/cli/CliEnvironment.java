package dev.tickbox.cli;

import dev.tickbox.Clock;
import dev.tickbox.Ids;
import java.util.Map;

/** What a command finds where it runs. */
record CliEnvironment(Clock clock, Ids ids, Map<String, String> environment) {
    static CliEnvironment system() {
        return new CliEnvironment(Clock.system(), Ids.system(), System.getenv());
    }
}
