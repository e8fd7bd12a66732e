package dev.tickbox.functions.command;

import dev.tickbox.functions.telling.Named;
import dev.tickbox.tick.Remove;
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
            "Removes a run and all that it holds: its texts and its ledger. What is published stays published.",
            "What it cost stays in `tickbox cost`, and in the budget of its days.",
            "Only a run that is done or abandoned can be removed, and only once nothing of it can be billed any more."
        },
        footer = {"", "Example: tickbox forget garden-daily@2026-11-21T06:00Z"})
final class Forget implements Callable<Integer> {
    private final Here here;

    @Mixin
    private Where where = new Where();

    @Parameters(paramLabel = "RUN", description = "The run; its beginning is enough.")
    private String id = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    Forget(Here here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        try (Session session = Session.existing(where, here)) {
            String run = switch (session.named().find(id)) {
                case Named.RunId found -> found.run();
                case Named.ReservationKey found -> throw isPart(found.run());
                case Named.ItemFingerprint found -> throw isPart(found.run());
                case Named.JobId found ->
                    throw new Complaint(found.job() + " is a job, not a run; to see its runs: "
                            + where.again("list --job " + found.job()));
                case Named.SiteId found -> throw new Complaint(found.site() + " is a site, not a run");
                case Named.Nothing found -> throw new Complaint(found.why());
            };
            new Remove(session.parts(), Retry.ACTOR).forget(run).ifPresent(why -> {
                throw new Complaint("run " + run + " was not removed: " + why);
            });
            Voice voice = Voice.of(spec, where.json);
            voice.say("removed " + run + " and all that it held");
            voice.object(Map.of("removed", run));
            return 0;
        }
    }

    private Complaint isPart(String run) {
        return new Complaint(
                id + " is a part of " + run + "; only whole runs are removed: " + where.again("forget " + run));
    }
}
