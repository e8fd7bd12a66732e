package dev.tickbox.cli;

import dev.tickbox.content.Definition;
import dev.tickbox.ledger.Control;
import dev.tickbox.view.Actions;
import dev.tickbox.view.Actions.Action;
import dev.tickbox.view.Explanation;
import dev.tickbox.view.IdResolver;
import dev.tickbox.view.JobView;
import dev.tickbox.view.RunRecords;
import dev.tickbox.view.SiteView;
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
            "Explains a run: what happened and why, what it cost, what happens next, what you can do. Of its rows it says how",
            "many ended how, and which failed; one row is explained by its own id, or with --row KEY.",
            "It changes nothing."
        },
        footer = {
            "",
            "Example: tickbox explain garden-daily@2026-11-21T06:00Z",
            "One row: tickbox explain lab-nightly@2026-11-21T22:00Z --row https://a.example/42",
            "The first 6 or more characters of an id are enough if no other id begins with them."
        })
final class ExplainCommand implements Callable<Integer> {
    private final CliEnvironment here;

    @Mixin
    private StoreOptions where = new StoreOptions();

    @Parameters(
            paramLabel = "ID",
            description = "A run, a row, a job, a site, a reservation, an attempt or an outbox item.")
    private String id = "";

    @Option(names = "--all", description = "Also show internal changes, such as leases and wakes.")
    private boolean all;

    @Mixin
    private RowOption row = new RowOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    ExplainCommand(CliEnvironment here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        try (StoreSession session = StoreSession.toLook(where, here)) {
            switch (RowOption.find(session, id, row)) {
                case IdResolver.FoundRun found -> run(session, found.run());
                case IdResolver.FoundRow found -> run(session, found.row());
                case IdResolver.FoundReservation found -> run(session, found.run());
                case IdResolver.FoundItem found -> run(session, found.run());
                case IdResolver.FoundApproval found -> run(session, found.run());
                case IdResolver.FoundJob found -> job(session, found.job());
                case IdResolver.FoundSite found -> site(session, found.site());
                case IdResolver.FoundNothing found -> throw new UserError(found.why());
            }
            return 0;
        }
    }

    private void run(StoreSession session, String run) {
        RunRecords story = RunRecords.read(session.store, run)
                .orElseThrow(() -> new UserError("run " + run + " is being removed"));
        Optional<Definition> definition =
                Optional.of(session.definitions().load(story.run().definition()));
        boolean paused = new Control(session.store, session.clock).paused();
        Explanation explanation = Explanation.of(
                story,
                definition,
                new Actions(session.store, session.estimate(), session.today()),
                session.waits(),
                paused ? Optional.of(where.again("resume")) : Optional.empty(),
                all,
                session.clock.now());
        Console voice = Console.of(spec, where.json);
        if (!run.startsWith(id) && !row.isGiven()) {
            voice.say(id + " belongs to this " + (story.run().row().isPresent() ? "row:" : "run:"));
            voice.say("");
        }
        voice.say(explanation.lines(where::again));
        voice.object(explanation.toMap(where::again));
    }

    private void job(StoreSession session, String job) {
        Definition definition = session.definitions().current().orElseThrow();
        JobView told = JobView.of(
                session.store,
                definition,
                Objects.requireNonNull(definition.jobs().get(job)),
                session.estimate(),
                session.clock.now());
        tell(told.lines(), told.ways(), told.toMap(where::again));
    }

    private void site(StoreSession session, String site) {
        Definition definition = session.definitions().current().orElseThrow();
        SiteView told = SiteView.of(
                session.store,
                definition,
                Objects.requireNonNull(definition.sites().get(site)),
                session.texts(),
                new Actions(session.store, session.estimate()));
        tell(told.lines(), told.ways(), told.toMap(where::again));
    }

    private void tell(List<String> lines, List<Action> ways, Map<String, Object> map) {
        Console voice = Console.of(spec, where.json);
        List<String> all = new ArrayList<>(lines);
        if (!ways.isEmpty()) {
            all.add("");
            all.add("What you can do");
            all.addAll(Actions.lines(ways, where::again, "  "));
        }
        voice.say(all);
        voice.object(map);
    }
}
