package dev.tickbox.functions.command;

import dev.tickbox.Clock;
import dev.tickbox.Ids;
import java.util.Map;

/** What a command finds where it runs. */
record Here(Clock clock, Ids ids, Map<String, String> environment) {
    static Here system() {
        return new Here(Clock.system(), Ids.system(), System.getenv());
    }
}
