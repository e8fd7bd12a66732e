package dev.tickbox.cli;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Job;
import dev.tickbox.content.Suggestion;
import dev.tickbox.generator.Generator;
import dev.tickbox.ledger.Change;
import dev.tickbox.ledger.Control;
import dev.tickbox.operator.TakeOver;
import dev.tickbox.operator.TakeOver.Started;
import dev.tickbox.operator.TakeOver.Wish;
import dev.tickbox.run.Run;
import dev.tickbox.tick.Ticks;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.context.TickReport;
import dev.tickbox.tick.start.StartRuns;
import dev.tickbox.view.Actions;
import dev.tickbox.view.Actions.Action;
import dev.tickbox.view.Explanation;
import dev.tickbox.view.IdResolver;
import dev.tickbox.view.RunRecords;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "run",
        description = {
            "Starts a run of a job now, independent of its schedule. Each run is a new purchase.",
            "The request is sent to the vendor immediately; later ticks (or `tickbox up`) collect and publish the text.",
            "With --from and --at the new run has what the run RUN did before STEP, which is not bought again, whatever the",
            "current content says of it; STEP and what comes after it are done with the current content. RUN must have",
            "ended; if it failed, it is abandoned. Refused if a step before STEP is not done, or if RUN has published STEP or",
            "a later step, unless --publish-again."
        },
        footer = {
            "",
            "Example: tickbox run garden-daily --simulate",
            "With other words from the draft on: tickbox run garden-weekly --from garden-weekly@2026-11-16T07:00Z --at draft"
        })
final class RunCommand implements Callable<Integer> {
    private final CliEnvironment here;

    @Mixin
    private StoreOptions where = new StoreOptions();

    @Parameters(paramLabel = "JOB", description = "A job in tickbox.yaml.")
    private String id = "";

    @Option(names = "--from", paramLabel = "RUN", description = "A run of this job that has ended.")
    private Optional<String> from = Optional.empty();

    @Option(names = "--at", paramLabel = "STEP", description = "The first step that is done anew.")
    private Optional<String> at = Optional.empty();

    @Option(names = "--publish-again", description = "Also if RUN has published STEP or a later step.")
    private boolean publishAgain;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    RunCommand(CliEnvironment here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        if (from.isPresent() != at.isPresent() || (publishAgain && from.isEmpty())) {
            throw new ParameterException(
                    spec.commandLine(), "--from RUN and --at STEP belong together, and --publish-again to them");
        }
        if (!where.onFirestore()) {
            where.content().ifPresent(folder -> job(StoreSession.read(folder, false)));
        }
        StoreSession.needVendor(where, here);
        try (StoreSession session = StoreSession.open(where, here)) {
            // Everything that can be wrong is checked before the run is created.
            Generator generator = session.generator();
            session.follow();
            Control control = new Control(session.store, session.clock);
            control.bind(generator.kind());
            if (control.paused()) {
                throw new UserError("the store is paused; nothing was bought. To resume: " + where.again("resume"));
            }
            Definition definition = session.definitions().current().orElseThrow();
            Job job = job(definition);
            Optional<String> closed = session.gate().flatMap(sites -> sites.closed(job.id()));
            if (closed.isPresent()) {
                throw new UserError("job " + job.id() + ": " + closed.get());
            }
            return buy(session, generator, definition, job);
        }
    }

    private Job job(Definition definition) {
        return job(definition, id);
    }

    static Job job(Definition definition, String id) {
        return definition.job(id).orElseThrow(() -> {
            String hint = Suggestion.hint(id, definition.jobs().keySet());
            return new UserError("there is no job " + id
                    + (hint.isEmpty()
                            ? "; the jobs are: "
                                    + String.join(", ", definition.jobs().keySet())
                            : hint));
        });
    }

    private Run takeOver(StoreSession session, TickContext context, Definition definition, Job job) {
        String source = switch (session.named().find(from.orElseThrow())) {
            case IdResolver.FoundRun found -> found.run();
            case IdResolver.FoundNothing found -> throw new UserError(found.why());
            case IdResolver.FoundRow _,
                    IdResolver.FoundReservation _,
                    IdResolver.FoundItem _,
                    IdResolver.FoundApproval _,
                    IdResolver.FoundJob _,
                    IdResolver.FoundSite _ ->
                throw new UserError(from.get() + " is not a run; to list the runs: " + where.again("list"));
        };
        Wish wish = new Wish(source, at.orElseThrow(), publishAgain);
        return switch (new TakeOver(context, RetryCommand.ACTOR).start(definition, job, wish)) {
            case Change.Made<Started> made -> made.now().run();
            case Change.NotMade<Started> not ->
                throw new UserError("run " + source + ": " + not.why() + "; nothing was bought");
            case Change.Absent<Started> _ -> throw new UserError("there is no run " + source);
        };
    }

    private int buy(StoreSession session, Generator generator, Definition definition, Job job) {
        Console voice = Console.of(spec, where.json);
        TickContext context = session.context(generator, (document, run, state, cause) -> {});
        Run run = from.isEmpty()
                ? new StartRuns(context, RetryCommand.ACTOR).byHand(definition, job)
                : takeOver(session, context, definition, job);
        Set<String> taken =
                run.takenOver().map(each -> Set.copyOf(each.steps())).orElse(Set.of());
        OptionalLong estimate = job.javaClass().isPresent()
                ? OptionalLong.empty()
                : OptionalLong.of(session.estimate().steps(job, taken));
        run.takenOver()
                .ifPresent(each -> voice.say("taken over from run " + each.run() + ", and not bought again: "
                        + (each.steps().isEmpty() ? "nothing" : String.join(", ", each.steps()))));
        voice.say("a new run is a new purchase: "
                + Action.price(estimate, "it buys nothing", "it costs at most about ")
                + (where.simulate ? " (simulated, so nothing is charged)" : ""));
        voice.say("created run " + run.id());
        if (where.simulate) {
            voice.say(where.simulatedSays());
        }
        TickReport report = new Ticks(context, Optional.empty()).submit();
        Explanation now = Explanation.of(
                RunRecords.read(session.store, run.id()).orElseThrow(),
                Optional.of(definition),
                new Actions(session.store, session.estimate()),
                session.waits(),
                Optional.empty(),
                false,
                session.clock.now());
        now.next().forEach(voice::say);
        voice.say("");
        voice.say("watch it:    " + where.again("up"));
        voice.say("its history: " + where.again("explain " + run.id()));
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("run", run.id());
        run.takenOver().ifPresent(each -> {
            map.put("takenFrom", each.run());
            map.put("takenSteps", each.steps());
        });
        map.put("state", now.state());
        if (where.simulate) {
            map.put("publishedInto", where.simulatedSites().toString());
        }
        estimate.ifPresent(microUsd -> map.put("estimateMicroUsd", microUsd));
        map.put("next", now.next());
        map.put("tick", report.toMap());
        voice.object(map);
        if (!report.errors().isEmpty()) {
            throw new UserError(
                    "the run was created, but the tick reported errors: " + String.join("; ", report.errors()));
        }
        return 0;
    }
}
