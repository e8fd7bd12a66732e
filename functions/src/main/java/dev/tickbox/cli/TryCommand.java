package dev.tickbox.cli;

import dev.tickbox.Ids;
import dev.tickbox.Json;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Job;
import dev.tickbox.content.reader.ContentFolder;
import dev.tickbox.store.Store;
import dev.tickbox.store.sqlite.SqliteStore;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.trial.Trial;
import dev.tickbox.trial.Trial.Attempted;
import dev.tickbox.trial.Trial.From;
import dev.tickbox.trial.TrialClock;
import dev.tickbox.trial.TrialPrice;
import dev.tickbox.view.Estimate;
import dev.tickbox.view.IdResolver;
import dev.tickbox.wiring.Wiring;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "try",
        description = {
            "Shows what a run of a job would ask for, before it costs: it fetches for real, prints each prompt as it would be",
            "sent, for some rows of each table, says how many rows there are and why others were left out, and what a run, a",
            "month and the share of the budget are. It buys nothing, publishes nothing and changes nothing in the store.",
            "What a step would have bought is made up, so a gate over it is not judged. With --from and --at the run RUN gives",
            "what it recorded before STEP. The class of a job in Java is run."
        },
        footer = {
            "",
            "Example: tickbox try garden-daily",
            "With recorded texts: tickbox try garden-weekly --from garden-weekly@2026-11-16T07:00Z --at draft"
        })
final class TryCommand implements Callable<Integer> {
    private final CliEnvironment here;

    @Mixin
    private StoreOptions where = new StoreOptions();

    @Parameters(paramLabel = "JOB", description = "A job in tickbox.yaml.")
    private String id = "";

    @Option(names = "--rows", paramLabel = "N", description = "Try N rows of each table (default: 3).")
    private int rows = 3;

    @Option(names = "--from", paramLabel = "RUN", description = "A run of this job that has ended.")
    private Optional<String> from = Optional.empty();

    @Option(names = "--at", paramLabel = "STEP", description = "The first step that is tried.")
    private Optional<String> at = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    TryCommand(CliEnvironment here) {
        this.here = here;
    }

    @Override
    public Integer call() throws IOException {
        UsageChecks.unlessAtLeastOne(spec, "--rows", rows);
        if (from.isPresent() != at.isPresent()) {
            throw new ParameterException(spec.commandLine(), "--from RUN and --at STEP belong together");
        }
        ContentFolder.Good content = StoreSession.content(where.needContent(), where.onFirestore());
        Definition definition = content.definition();
        Job job = RunCommand.job(definition, id);
        List<String> missing = Wiring.missingClasses(definition);
        if (!missing.isEmpty()) {
            throw new UserError(String.join("\n", missing));
        }
        if (!where.exists()) {
            return tried(definition, job, Optional.empty());
        }
        try (StoreSession session = StoreSession.toRead(where, here)) {
            return tried(definition, job, Optional.of(session));
        }
    }

    private int tried(Definition definition, Job job, Optional<StoreSession> session) throws IOException {
        Optional<From> taken = from.map(run -> new From(source(session, run), at.orElseThrow()));
        Path folder = Files.createTempDirectory("tickbox-try");
        TrialClock clock = new TrialClock(here.clock());
        Wiring wiring = new VendorChoice(where, new CliEnvironment(clock, here.ids(), here.environment())).wiring();
        try (Store scratch = SqliteStore.open(folder.resolve("try.db"), Ids.system())) {
            TickContext context = wiring.context(
                    scratch, wiring.simulated(folder.resolve("vendor.jsonl")), (document, run, state, cause) -> {});
            Trial trial = Trial.of(
                    new Attempted(definition, job, rows, taken),
                    where.simulate ? context : context.withSource(wiring.realSource()),
                    clock,
                    session.map(each -> each.store));
            TrialPrice price = TrialPrice.of(
                    trial,
                    definition,
                    job,
                    Estimate.at(here.clock().now(), Optional.of(definition), context.prices()),
                    here.clock().now());
            Console voice = Console.of(spec, where.json);
            voice.say(TryPage.lines(trial, price, definition, job));
            voice.object(TryPage.toMap(trial, price, job));
            return trial.isWhole() ? 0 : 1;
        } catch (IllegalArgumentException e) {
            if (e instanceof Json.Malformed) {
                throw e;
            }
            throw new UserError(String.valueOf(e.getMessage()));
        } finally {
            delete(folder);
        }
    }

    private String source(Optional<StoreSession> session, String run) {
        if (session.isEmpty()) {
            throw new UserError("there is no store yet, so there is no run " + run);
        }
        return switch (session.get().named().find(run)) {
            case IdResolver.FoundRun found -> found.run();
            case IdResolver.FoundNothing found -> throw new UserError(found.why());
            case IdResolver.FoundRow _,
                    IdResolver.FoundReservation _,
                    IdResolver.FoundItem _,
                    IdResolver.FoundApproval _,
                    IdResolver.FoundJob _,
                    IdResolver.FoundSite _ ->
                throw new UserError(run + " is not a run; to list the runs: " + where.again("list"));
        };
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
