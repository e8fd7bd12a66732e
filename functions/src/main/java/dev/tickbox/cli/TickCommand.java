package dev.tickbox.cli;

import dev.tickbox.Json;
import dev.tickbox.ledger.Control;
import dev.tickbox.tick.LastTicks;
import dev.tickbox.tick.Ticks;
import dev.tickbox.tick.context.Shard;
import dev.tickbox.tick.context.TickReport;
import dev.tickbox.tick.housekeeping.Backlog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
            "Ticks may overlap and may be killed at any point. Each half prints its report as one JSON object, with --quiet",
            "only what a person should read, in words: so that cron, which mails what is printed, mails then and only then.",
            "What waits for you is printed once, and all of it again after a day; what was printed is remembered in the folder",
            ".tickbox beside the store."
        },
        footer = {"", "Example: */2 * * * * tickbox tick --quiet --content /path/to/my-sites"})
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

    @Option(
            names = "--quiet",
            description = "Print only what a person should read and has not read yet; with nothing new, nothing.")
    private boolean quiet;

    @Override
    public Integer call() {
        Shard share = share();
        if (!quiet) {
            StoreSession.needVendor(where, here);
            try (StoreSession session = StoreSession.open(where, here)) {
                return report(tick(session, share));
            }
        }
        QuietTick words = new QuietTick(where, here.clock().now());
        boolean failed = true;
        try {
            StoreSession.needVendor(where, here);
            try (StoreSession session = StoreSession.open(where, here)) {
                failed = told(session, tick(session, share), words);
            }
        } catch (RuntimeException e) {
            if (!Tickbox.isExpected(e)) {
                throw e;
            }
            words.failed(String.valueOf(e.getMessage()));
        }
        words.print(Console.of(spec, where.json));
        return failed ? 1 : 0;
    }

    /** @param mistakes in the content: results are still collected then, but nothing is bought */
    private record Halves(List<TickReport> reports, Optional<String> mistakes) {
        boolean failed() {
            return mistakes.isPresent()
                    || reports.stream().anyMatch(report -> !report.errors().isEmpty());
        }
    }

    private Halves tick(StoreSession session, Shard share) {
        Ticks ticks = session.ticks((document, run, state, cause) -> {}, () -> false);
        Optional<String> mistakes = follow(session);
        List<TickReport> reports = new ArrayList<>();
        if (kind != Kind.SUBMIT) {
            reports.add(ticks.reclaim(share));
        }
        if (kind != Kind.RECLAIM && mistakes.isEmpty()) {
            reports.add(ticks.submit());
        }
        // Only the first share of a reclaim tick does all of its work.
        reports.stream()
                .filter(report -> share.first() || !report.tick().equals("reclaim"))
                .forEach(report -> LastTicks.add(session.store, session.clock, report));
        return new Halves(reports, mistakes);
    }

    /** Each half says what is open; of two the later one says it for both. */
    private int report(Halves halves) {
        List<TickReport> reports = halves.reports();
        for (TickReport report : reports) {
            Map<String, Object> map = report.toMap();
            if (report != reports.getLast()) {
                Backlog.WHAT_WAITS.forEach(map::remove);
            }
            spec.commandLine().getOut().println(Json.write(map));
        }
        halves.mistakes()
                .ifPresent(message -> spec.commandLine().getErr().println(Console.shown("tickbox: " + message)));
        return halves.failed() ? 1 : 0;
    }

    private boolean told(StoreSession session, Halves halves, QuietTick words) {
        new Control(session.store, session.clock)
                .read()
                .pausedBecause()
                .ifPresent(
                        why -> words.waits("the store is paused (" + why + "); to resume: " + where.again("resume")));
        words.waits(session.needsYou(Optional.empty()), where);
        halves.mistakes().ifPresent(words::failed);
        halves.reports().stream().flatMap(report -> report.errors().stream()).forEach(words::failed);
        return halves.failed();
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
