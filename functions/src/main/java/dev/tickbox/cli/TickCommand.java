package dev.tickbox.cli;

import dev.tickbox.tick.Ticks;
import dev.tickbox.tick.context.Shard;
import dev.tickbox.tick.context.TickReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "tick",
        description = {
            "Does what is due, once, and exits: for a crontab.",
            "submit starts due runs and buys; reclaim collects, publishes, repairs. Without a word: reclaim, then submit.",
            "Ticks may overlap, and may be killed anywhere. Prints one JSON object a tick."
        },
        footer = {"", "Example: */2 * * * * tickbox tick --content /path/to/my-sites"})
final class TickCommand implements Callable<Integer> {
    enum Kind {
        SUBMIT,
        RECLAIM
    }

    private final CliEnvironment here;

    @Mixin
    private StoreOptions where = new StoreOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            description = {
                "Reclaim only the I-th of N shares of what is out, so that N ticks look side by side.",
                "The first share does all the rest; let each N run. For ledgers with thousands of jobs out."
            })
    private String shard = "1/1";

    @Parameters(arity = "0..1", paramLabel = "submit|reclaim", description = "Only this half.")
    private @Nullable Kind kind;

    TickCommand(CliEnvironment here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        Shard share = share();
        StoreSession.needVendor(where, here);
        try (StoreSession session = StoreSession.open(where, here)) {
            Ticks ticks = session.ticks((document, run, state, cause) -> {}, () -> false);
            Optional<String> mistakes = follow(session);
            List<TickReport> reports = new ArrayList<>();
            if (kind != Kind.SUBMIT) {
                reports.add(ticks.reclaim(share));
            }
            // Content that cannot be read is no reason not to keep what is paid; but nothing is bought for it.
            if (kind != Kind.RECLAIM && mistakes.isEmpty()) {
                reports.add(ticks.submit());
            }
            reports.forEach(report -> spec.commandLine().getOut().println(report.toJson()));
            mistakes.ifPresent(message -> spec.commandLine().getErr().println("tickbox: " + message));
            return mistakes.isPresent()
                            || reports.stream()
                                    .anyMatch(report -> !report.errors().isEmpty())
                    ? 1
                    : 0;
        }
    }

    private Shard share() {
        try {
            return Shard.parse(shard);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--" + e.getMessage());
        }
    }

    private static Optional<String> follow(StoreSession session) {
        try {
            session.follow();
            return Optional.empty();
        } catch (UserError e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
