package dev.tickbox.cli;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Job;
import dev.tickbox.content.Suggestion;
import dev.tickbox.generator.Generator;
import dev.tickbox.ledger.Control;
import dev.tickbox.run.Run;
import dev.tickbox.tick.Ticks;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.context.TickReport;
import dev.tickbox.tick.start.StartRuns;
import dev.tickbox.view.Actions;
import dev.tickbox.view.Actions.Action;
import dev.tickbox.view.Explanation;
import dev.tickbox.view.RunRecords;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "run",
        description = {
            "Starts a run of a job now, independent of its schedule. Each run is a new purchase.",
            "The request is sent to the vendor immediately; later ticks (or `tickbox up`) collect and publish the text."
        },
        footer = {"", "Example: tickbox run garden-daily --simulate"})
final class RunCommand implements Callable<Integer> {
    private final CliEnvironment here;

    @Mixin
    private StoreOptions where = new StoreOptions();

    @Parameters(paramLabel = "JOB", description = "A job in tickbox.yaml.")
    private String id = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    RunCommand(CliEnvironment here) {
        this.here = here;
    }

    @Override
    public Integer call() {
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
        return definition.job(id).orElseThrow(() -> {
            String hint = Suggestion.hint(id, definition.jobs().keySet());
            return new UserError("there is no job " + id
                    + (hint.isEmpty()
                            ? "; the jobs are: "
                                    + String.join(", ", definition.jobs().keySet())
                            : hint));
        });
    }

    private int buy(StoreSession session, Generator generator, Definition definition, Job job) {
        Console voice = Console.of(spec, where.json);
        OptionalLong estimate = session.estimate().job(job);
        voice.say("a new run is a new purchase: "
                + Action.price(estimate, "it buys nothing", "it costs at most about ")
                + (where.simulate ? " (simulated, so nothing is charged)" : ""));
        TickContext context = session.context(generator, (document, run, state, cause) -> {});
        Run run = new StartRuns(context, RetryCommand.ACTOR).byHand(definition, job);
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
