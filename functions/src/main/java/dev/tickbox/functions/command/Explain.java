package dev.tickbox.functions.command;

import dev.tickbox.content.Definition;
import dev.tickbox.functions.telling.Explanation;
import dev.tickbox.functions.telling.ExplanationText;
import dev.tickbox.functions.telling.JobTold;
import dev.tickbox.functions.telling.Named;
import dev.tickbox.functions.telling.SiteTold;
import dev.tickbox.functions.telling.Story;
import dev.tickbox.functions.telling.Way;
import dev.tickbox.functions.telling.Ways;
import dev.tickbox.tick.Control;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "explain",
        description = {
            "Tells a run in order: what happened and why, what it cost, what comes next, what you can do.",
            "It only reads."
        },
        footer = {
            "",
            "Example: tickbox explain garden-daily@2026-11-21T06:00Z",
            "The beginning of an id is enough, from 6 characters on, if nothing else begins so."
        })
final class Explain implements Callable<Integer> {
    private final Here here;

    @Mixin
    private Where where = new Where();

    @Parameters(
            paramLabel = "ID",
            description = "A run, a job, a site; or a reservation, an attempt, an outbox item of the run to explain.")
    private String id = "";

    @Option(names = "--all", description = "Also every step of the machinery.")
    private boolean all;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    Explain(Here here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        try (Session session = Session.existing(where, here)) {
            switch (session.named().find(id)) {
                case Named.RunId found -> run(session, found.run());
                case Named.ReservationKey found -> run(session, found.run());
                case Named.ItemFingerprint found -> run(session, found.run());
                case Named.JobId found -> job(session, found.job());
                case Named.SiteId found -> site(session, found.site());
                case Named.Nothing found -> throw new Complaint(found.why());
            }
            return 0;
        }
    }

    private void run(Session session, String run) {
        Story story = Story.read(session.store, run)
                .orElseThrow(() -> new Complaint("run " + run + " is being removed; nothing of it is left to tell"));
        Optional<Definition> definition =
                Optional.of(session.definitions().load(story.run().definition()));
        boolean paused = new Control(session.store, session.clock).paused();
        Explanation explanation = Explanation.of(
                story,
                definition,
                new Ways(session.store, session.estimate(), session.today()),
                session.waits(),
                paused ? Optional.of(where.again("resume")) : Optional.empty(),
                all,
                session.clock.now());
        Voice voice = Voice.of(spec, where.json);
        if (!run.startsWith(id)) {
            voice.say(id + " is a part of this run:");
            voice.say("");
        }
        voice.say(new ExplanationText(where::again).lines(explanation));
        voice.object(explanation.toMap(where::again));
    }

    private void job(Session session, String job) {
        Definition definition = session.definitions().current().orElseThrow();
        JobTold told = JobTold.of(
                session.store,
                definition,
                Objects.requireNonNull(definition.jobs().get(job)),
                session.estimate(),
                session.clock.now());
        tell(told.lines(), told.ways(), told.toMap(where::again));
    }

    private void site(Session session, String site) {
        Definition definition = session.definitions().current().orElseThrow();
        SiteTold told = SiteTold.of(
                session.store,
                definition,
                Objects.requireNonNull(definition.sites().get(site)),
                session.texts(),
                new Ways(session.store, session.estimate()));
        tell(told.lines(), told.ways(), told.toMap(where::again));
    }

    private void tell(List<String> lines, List<Way> ways, Map<String, Object> map) {
        Voice voice = Voice.of(spec, where.json);
        List<String> all = new ArrayList<>(lines);
        if (!ways.isEmpty()) {
            all.add("");
            all.add("What you can do");
            new ExplanationText(where::again).ways(ways, all, "  ");
        }
        voice.say(all);
        voice.object(map);
    }
}
