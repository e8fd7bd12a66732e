package dev.tickbox.cli;

import dev.tickbox.RunId;
import dev.tickbox.tick.housekeeping.RemoveRuns;
import dev.tickbox.view.IdResolver;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "forget",
        description = {
            "Removes a run with its texts and its documents in the store. What is published stays published.",
            "Its cost stays in `tickbox cost` and in the budgets of its days.",
            "The run must be done or abandoned, and nothing of it may still be billed."
        },
        footer = {"", "Example: tickbox forget garden-daily@2026-11-21T06:00Z"})
final class ForgetCommand implements Callable<Integer> {
    private final CliEnvironment here;

    @Mixin
    private StoreOptions where = new StoreOptions();

    @Parameters(paramLabel = "RUN", description = "The run; the beginning of its id is enough.")
    private String id = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    ForgetCommand(CliEnvironment here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        try (StoreSession session = StoreSession.existing(where, here)) {
            String run = switch (session.named().find(id)) {
                case IdResolver.FoundRun found -> found.run();
                case IdResolver.FoundRow found ->
                    throw new UserError(found.row() + " is a row, which is removed with its run: "
                            + where.again("forget " + RunId.rootOf(found.row())));
                case IdResolver.FoundReservation found -> throw isPart(found.run());
                case IdResolver.FoundItem found -> throw isPart(found.run());
                case IdResolver.FoundApproval found -> throw isPart(found.run());
                case IdResolver.FoundJob found ->
                    throw new UserError(found.job() + " is a job, not a run; to list its runs: "
                            + where.again("list --job " + found.job()));
                case IdResolver.FoundSite found -> throw new UserError(found.site() + " is a site, not a run");
                case IdResolver.FoundNothing found -> throw new UserError(found.why());
            };
            new RemoveRuns(session.context(), RetryCommand.ACTOR).forget(run).ifPresent(why -> {
                throw new UserError("run " + run + " was not removed: " + why + StillBillable.text(session.store, run));
            });
            Console voice = Console.of(spec, where.json);
            voice.say("removed run " + run + " with its texts and documents");
            voice.object(Map.of("removed", run));
            return 0;
        }
    }

    private UserError isPart(String run) {
        return new UserError(id + " belongs to " + (RunId.isRow(run) ? "row " : "run ") + run
                + "; only a whole run can be removed: " + where.again("forget " + RunId.rootOf(run)));
    }
}
