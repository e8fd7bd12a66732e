package dev.tickbox.functions.command;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Job;
import dev.tickbox.content.NearMiss;
import dev.tickbox.functions.telling.Explanation;
import dev.tickbox.functions.telling.Story;
import dev.tickbox.functions.telling.Way;
import dev.tickbox.functions.telling.Ways;
import dev.tickbox.generator.Generator;
import dev.tickbox.run.Run;
import dev.tickbox.tick.Control;
import dev.tickbox.tick.Parts;
import dev.tickbox.tick.Report;
import dev.tickbox.tick.Start;
import dev.tickbox.tick.Ticks;
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
            "Makes one now, whatever the schedule says: a new run, and so a new purchase each time.",
            "It is sent to the vendor at once; later ticks (or tickbox up) collect and publish it."
        },
        footer = {"", "Example: tickbox run garden-daily --simulate"})
final class RunJob implements Callable<Integer> {
    private final Here here;

    @Mixin
    private Where where = new Where();

    @Parameters(paramLabel = "JOB", description = "A job of the content.")
    private String id = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    RunJob(Here here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        if (!where.onFirestore()) {
            where.content().ifPresent(folder -> job(Session.read(folder, false)));
        }
        Session.needVendor(where, here);
        try (Session session = Session.open(where, here)) {
            // Whatever can be wrong is found before there is a run.
            Generator generator = session.generator();
            session.follow();
            Control control = new Control(session.store, session.clock);
            control.bind(generator.kind());
            if (control.paused()) {
                throw new Complaint("the store is paused, so nothing was bought; go on with: " + where.again("resume"));
            }
            Definition definition = session.definitions().current().orElseThrow();
            Job job = job(definition);
            Optional<String> closed = session.gate().flatMap(sites -> sites.closed(job.id()));
            if (closed.isPresent()) {
                throw new Complaint(job.id() + " is " + closed.get());
            }
            return buy(session, generator, definition, job);
        }
    }

    private Job job(Definition definition) {
        return definition
                .job(id)
                .orElseThrow(() -> new Complaint("there is no job " + id
                        + NearMiss.hint(id, definition.jobs().keySet()) + " (there is: "
                        + String.join(", ", definition.jobs().keySet()) + ")"));
    }

    private int buy(Session session, Generator generator, Definition definition, Job job) {
        Voice voice = Voice.of(spec, where.json);
        OptionalLong estimate = session.estimate().job(job);
        voice.say("a new run is a new purchase: "
                + Way.price(estimate, "this one buys nothing", "this one may cost at most about ")
                + (where.simulate ? " (simulated: nobody pays it)" : ""));
        Parts parts = session.parts(generator, (document, run, state, cause) -> {});
        Run run = new Start(parts, Retry.ACTOR).byHand(definition, job);
        voice.say("made " + run.id());
        if (where.simulate) {
            voice.say(where.simulatedSays());
        }
        Report report = new Ticks(parts, Optional.empty()).submit();
        Explanation now = Explanation.of(
                Story.read(session.store, run.id()).orElseThrow(),
                Optional.of(definition),
                new Ways(session.store, session.estimate()),
                session.waits(),
                Optional.empty(),
                false,
                session.clock.now());
        now.next().forEach(voice::say);
        voice.say("");
        voice.say("watch it:      " + where.again("up"));
        voice.say("its story:     " + where.again("explain " + run.id()));
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
            throw new Complaint("the run is made, but its tick had trouble: " + String.join("; ", report.errors()));
        }
        return 0;
    }
}
