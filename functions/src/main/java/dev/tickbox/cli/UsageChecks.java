package dev.tickbox.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Wrong usage: exit code 2. */
final class UsageChecks {
    private UsageChecks() {}

    static void unlessAtLeastOne(CommandSpec spec, String option, int number) {
        if (number < 1) {
            throw new ParameterException(spec.commandLine(), option + " " + number + ": at least 1");
        }
    }
}
