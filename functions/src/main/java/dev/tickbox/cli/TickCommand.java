package dev.tickbox.cli;

import dev.tickbox.tick.LastTicks;
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
            "Does everything that is due once, and exits. Made for a crontab.",
            "submit starts due runs and buys; reclaim collects, publishes and repairs. The default is reclaim, then submit.",
            "Ticks may overlap and may be killed at any point. Each tick prints its report as one JSON object."
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
            description =
                    "Check only the I-th of N shares of the jobs at the vendor, so that N ticks check them in parallel."
                            + " Share 1 also does all other work, so run all N shares. For stores with thousands of jobs at"
                            + " the vendor.")
    private String shard = "1/1";

    @Parameters(arity = "0..1", paramLabel = "submit|reclaim", description = "Only this half of a tick.")
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
            // With mistakes in the content, results are still collected, but nothing is bought.
            if (kind != Kind.RECLAIM && mistakes.isEmpty()) {
                reports.add(ticks.submit());
            }
            // Only the first share of a reclaim tick does all of its work.
            reports.stream()
                    .filter(report -> share.first() || !report.tick().equals("reclaim"))
                    .forEach(report -> LastTicks.add(session.store, session.clock, report));
            reports.forEach(report -> spec.commandLine().getOut().println(report.toJson()));
            mistakes.ifPresent(message -> spec.commandLine().getErr().println(Console.shown("tickbox: " + message)));
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
