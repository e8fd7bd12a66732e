package dev.tickbox.cli;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Job;
import dev.tickbox.ledger.Control;
import dev.tickbox.money.Usd;
import dev.tickbox.operator.Backfill;
import dev.tickbox.operator.Backfill.Slot;
import dev.tickbox.operator.Backfill.Standing;
import dev.tickbox.view.Actions.Action;
import dev.tickbox.view.ReadableTime;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "backfill",
        description = {
            "Makes the runs of past slots that are not there: of a job that is new, was not enabled, or missed them.",
            "It lists the slots and what their runs may cost, and asks. The schedule goes on as if nothing had happened.",
            "A slot whose run is there, or was removed, is not made again. At most 100 slots at once, and none older than",
            "limits.keepDays. The runs are made with the current content; the budget of a day holds for them, too."
        },
        footer = {"", "Example: tickbox backfill garden-daily --from 2026-11-01 --to 2026-11-20"})
final class BackfillCommand implements Callable<Integer> {
    private final CliEnvironment here;

    @Mixin
    private StoreOptions where = new StoreOptions();

    @Parameters(paramLabel = "JOB", description = "A job in tickbox.yaml.")
    private String id = "";

    @Option(
            names = "--from",
            paramLabel = "DATE",
            required = true,
            description = "The first day, such as 2026-11-01, in the zone of the job.")
    private LocalDate from = LocalDate.EPOCH;

    @Option(names = "--to", paramLabel = "DATE", required = true, description = "The last day.")
    private LocalDate to = LocalDate.EPOCH;

    @Mixin
    private YesOption yes = new YesOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    BackfillCommand(CliEnvironment here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        try (StoreSession session = StoreSession.existing(where, here)) {
            session.follow();
            Definition content = session.definitions().current().orElseThrow();
            Job job = RunCommand.job(content, id);
            Backfill backfill = new Backfill(session.context(), ChangeCommand.ACTOR);
            Backfill.Plan plan = backfill.plan(content, job, from, to);
            plan.refusal().ifPresent(why -> {
                throw new UserError("job " + job.id() + ": " + why + "; nothing was made");
            });
            Optional<String> closed = session.gate().flatMap(sites -> sites.closed(job.id()));
            if (closed.isPresent()) {
                throw new UserError("job " + job.id() + ": " + closed.get() + "; nothing was made");
            }
            make(session, backfill, content, job, plan);
            return 0;
        }
    }

    private void make(StoreSession session, Backfill backfill, Definition content, Job job, Backfill.Plan plan) {
        List<Slot> missing = plan.missing();
        OptionalLong one = session.estimate().job(job);
        OptionalLong all =
                one.isEmpty() ? one : OptionalLong.of(Math.multiplyExact(one.getAsLong(), (long) missing.size()));
        Console voice = Console.of(spec, where.json);
        ReadableTime when = new ReadableTime(job.zone());
        missing.forEach(slot -> voice.say("  " + slot.run() + "  " + when.says(slot.at())));
        voice.say(said(plan));
        List<String> made = new ArrayList<>();
        if (!missing.isEmpty()) {
            warnings(session, content, missing, all).forEach(voice::say);
            yes.need(here, where);
            missing.stream().filter(slot -> backfill.make(content, job, slot)).forEach(slot -> made.add(slot.run()));
            voice.say("made " + some(made.size(), "run"));
            voice.say("to do it now: " + where.again("tick"));
        }
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("job", job.id());
        map.put("made", made);
        map.put("there", plan.count(Standing.THERE));
        map.put("forgotten", plan.count(Standing.FORGOTTEN));
        all.ifPresent(microUsd -> map.put("mayCostMicroUsd", microUsd));
        voice.object(map);
    }

    private static String said(Backfill.Plan plan) {
        List<String> parts = new ArrayList<>();
        parts.add(some(plan.slots().size(), "slot") + ", " + some(plan.missing().size(), "run") + " to make");
        long there = plan.count(Standing.THERE);
        if (there > 0) {
            parts.add(there + (there == 1 ? " is there" : " are there"));
        }
        long forgotten = plan.count(Standing.FORGOTTEN);
        if (forgotten > 0) {
            parts.add(
                    forgotten + (forgotten == 1 ? " was removed and is" : " were removed and are") + " not made again");
        }
        return String.join("; ", parts);
    }

    /** The price, and what may surprise. */
    private List<String> warnings(StoreSession session, Definition content, List<Slot> missing, OptionalLong all) {
        List<String> lines = new ArrayList<>();
        lines.add("each is a new purchase: "
                + Action.price(all, "they buy nothing", "all of them cost at most about ")
                + (where.simulate ? " (simulated, so nothing is charged)" : ""));
        long daily = content.budget().dailyMicroUsd();
        if (all.isPresent() && all.getAsLong() > daily) {
            lines.add("that is more than the budget of a day (" + Usd.of(daily)
                    + "): what does not fit waits for the next days,"
                    + " and so does what the schedule makes meanwhile");
        }
        Control.State control = new Control(session.store, session.clock).read();
        control.restoredAt()
                .filter(at -> missing.getFirst().at().isBefore(at))
                .ifPresent(at -> lines.add("Warning: the store was restored at " + ReadableTime.UTC.says(at)
                        + "; runs that were made after its backup and before then are not known here, and would be bought"
                        + " again"));
        if (control.paused()) {
            lines.add("the store is paused: nothing is bought or published before " + where.again("resume"));
        }
        return lines;
    }

    private static String some(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
