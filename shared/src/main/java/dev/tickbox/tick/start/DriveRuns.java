package dev.tickbox.tick.start;

import dev.tickbox.Clock.Deadline;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Job;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.ledger.AbandonRun;
import dev.tickbox.ledger.Change;
import dev.tickbox.ledger.Control;
import dev.tickbox.ledger.Definitions;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.RunDocument.RunState;
import dev.tickbox.ledger.Runs;
import dev.tickbox.program.ContentProgram;
import dev.tickbox.program.DriverLease;
import dev.tickbox.program.Program;
import dev.tickbox.program.RecordedSteps;
import dev.tickbox.program.Replay;
import dev.tickbox.program.Restoration;
import dev.tickbox.program.RowProgram;
import dev.tickbox.program.RowTable;
import dev.tickbox.program.SiteArticles;
import dev.tickbox.program.SourceSteps;
import dev.tickbox.program.StepOrders;
import dev.tickbox.program.Steps.Facts;
import dev.tickbox.program.Steps.Stop;
import dev.tickbox.program.Steps.Stop.LeftOut;
import dev.tickbox.program.Steps.Stop.OutOfTime;
import dev.tickbox.program.Steps.Stop.StepFailed;
import dev.tickbox.program.Steps.Stop.Suspended;
import dev.tickbox.reservation.Reservation.OnIncomplete;
import dev.tickbox.run.Row;
import dev.tickbox.run.Run;
import dev.tickbox.run.RunEvent;
import dev.tickbox.screening.Screening;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Query;
import dev.tickbox.store.StoreException;
import dev.tickbox.tick.context.DuePages;
import dev.tickbox.tick.context.DuePages.StopSignal;
import dev.tickbox.tick.context.Permit;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.context.TickReport;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Drives the runs that can go on: from their first step, over what is recorded, as far as they get. */
public final class DriveRuns {
    private static final int PAGE = 200;

    private final TickContext context;
    private final String actor;
    private final Definitions definitions;
    private final Runs runs;
    private final RowWork rowWork;

    public DriveRuns(TickContext context, Definitions definitions, String actor) {
        this.context = context;
        this.actor = actor;
        this.definitions = definitions;
        this.runs = new Runs(context, actor);
        this.rowWork = new RowWork(context);
    }

    public void due(StopSignal until, TickReport report) {
        due(RunDocument.ALL, until, report);
    }

    /** One read, where there are none; else each of their states would be asked for. */
    public boolean rowsAreDue() {
        Query any = Query.of(RunDocument.ROWS, 1)
                .before("due", context.clock().now().plusMillis(1));
        return !context.store().query(any).documents().isEmpty();
    }

    /** After what is not a row: three thousand rows must not delay one article. */
    public void dueRows(StopSignal until, TickReport report) {
        due(RunDocument.ROWS, until, report);
    }

    private void due(Collection collection, StopSignal until, TickReport report) {
        Query all = Query.of(collection, context.limits().tick().batch())
                .before("due", context.clock().now().plusMillis(1));
        List<Query> due = List.of(RunState.RUNNABLE, RunState.DRIVEN, RunState.WAITING).stream()
                .map(state -> all.where("state", state))
                .toList();
        context.workers()
                .each(
                        new DuePages(context.store(), due, until),
                        document -> report.guard(
                                document.ref().toString(),
                                () -> one(document.ref().id(), report)));
    }

    public void one(String id, TickReport report) {
        String owner = context.ids().next();
        Deadline deadline = DriverLease.deadline(context.clock(), context.limits());
        Instant until = context.clock().now().plus(context.limits().run().lease());
        if (!(runs.apply(id, new RunEvent.Claim(owner, until)) instanceof Change.Made<Run> claimed)) {
            return;
        }
        Run run = claimed.now();
        if (!(run.state() instanceof Run.Driven)) {
            return; // Too many drivers have died in it: it is FAILED now.
        }
        if (hasLostItsRoot(run)) {
            new AbandonRun(context, actor).endWithRoot(run);
            return;
        }
        report.count("driven");
        DriverLease lease = new DriverLease(context.store(), context.clock(), context.limits(), id, owner, deadline);
        Thread driver = Thread.currentThread();
        Duration often = context.limits().run().lease().dividedBy(3);
        context.workers().meanwhile(often, () -> keepUp(id, owner, lease, driver), () -> {
            try {
                RunEvent end = drive(run, owner, lease);
                if (runs.apply(id, end).made() && end instanceof RunEvent.LeaveOut gate) {
                    new AbandonRun(context, actor).withdraw(id, gate.step(), gate.found());
                }
            } catch (OutOfTime e) {
                runs.apply(id, new RunEvent.Yield(owner));
            }
        });
        var _ = Thread.interrupted(); // Meant for the step alone, which has ended.
    }

    /** Every row of a table that has queued no publication; a row whose article waits for its site is published. */
    private void leaveOut(String group, LeftOut why) {
        Query open = Query.of(RunDocument.ROWS, PAGE).where("open_group", group);
        Query failed = Query.of(RunDocument.ROWS, PAGE).where("group", group).where("state", RunState.FAILED);
        for (Query rows : List.of(open, failed)) {
            context.store().each(rows, row -> {
                Query queued =
                        Query.of(ItemDocument.ALL, 1).where("run", row.ref().id());
                if (context.store().query(queued).documents().isEmpty()) {
                    new AbandonRun(context, actor).leaveOut(row.ref().id(), why.step(), why.found());
                }
            });
        }
    }

    /** A row whose run ended otherwise than by its table. */
    private boolean hasLostItsRoot(Run run) {
        return run.row()
                .filter(row -> new Permit(context).toBuy(row.root()) == Permit.Answer.RUN_OVER)
                .isPresent();
    }

    /** A driver that lives keeps its run, but no step may take for ever. */
    private void keepUp(String id, String owner, DriverLease lease, Thread driver) {
        try {
            Optional<String> overlong = lease.overlongStep();
            if (overlong.isEmpty()) {
                lease.renew();
                return;
            }
            long minutes = context.limits().run().stepTime().toMinutes();
            String why = "it took longer than the " + minutes
                    + " minutes that a step may take; shorten it or split it into several steps";
            runs.apply(id, new RunEvent.Fail(owner, overlong.get(), why));
            driver.interrupt();
        } catch (RuntimeException | Error e) {
            // Tried again a little later; a driver that has lost its run finds out at its next commit.
        }
    }

    private RunEvent drive(Run run, String owner, DriverLease lease) {
        try {
            Definition definition = definitions.load(run.definition());
            Job job = Optional.ofNullable(definition.jobs().get(run.job()))
                    .orElseThrow(() -> new StepFailed("start", "its content has no job " + run.job()));
            Optional<RowTable> table = run.row().map(rowWork::table);
            Replay replay = replay(run, definition, job, code(job, table), lease);
            run.takenOver().ifPresent(replay.recorded()::takeOver);
            List<Row.Kept> line = new ArrayList<>();
            Optional<List<String>> suspended = suspended(program(run, job, table, line::add), replay);
            List<String> waitingFor = suspended.isEmpty() ? replay.outstanding() : replay.waitingFor();
            if (suspended.isEmpty() && waitingFor.isEmpty()) {
                return new RunEvent.Finish(
                        owner, replay.publications(), line.stream().findFirst());
            }
            Optional<StepFailed> stuck =
                    run.row().isPresent() && replay.due().isEmpty() ? replay.stuck() : Optional.empty();
            if (stuck.isPresent()) {
                throw stuck.get();
            }
            replay.lapsed().forEach(this::leaveOut);
            return new RunEvent.Suspend(
                    owner, run.wakes(), waitingFor.isEmpty() ? suspended.orElseThrow() : waitingFor, replay.due());
        } catch (LeftOut e) {
            return new RunEvent.LeaveOut(owner, e.step(), e.found());
        } catch (StepFailed e) {
            return new RunEvent.Fail(owner, e.step(), e.why());
        }
    }

    private Optional<List<String>> suspended(Program program, Replay replay) {
        try {
            program.run(replay);
            return Optional.empty();
        } catch (Suspended e) {
            return Optional.of(e.waitingFor());
        } catch (Stop | StoreException e) {
            throw e; // The store's trouble is not the program's: the run is driven again when its lease is over.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepFailed("(between steps)", "interrupted");
        } catch (Exception e) {
            throw new StepFailed("(between steps)", Objects.requireNonNullElse(e.getMessage(), e.toString()));
        } catch (Error e) {
            throw new StepFailed("(between steps)", e.toString());
        }
    }

    private Program program(Run run, Job job, Optional<RowTable> table, Consumer<Row.Kept> line) {
        if (run.row().isPresent()) {
            Row row = run.row().get();
            Optional<RowProgram> own = table.flatMap(RowTable::javaClass)
                    .map(name -> usable(name, context.programs()::row).program());
            return steps -> line.accept(rowWork.kept(
                    run.id(),
                    own.isPresent()
                            ? own.get().run(steps, rowWork.columns(row))
                            : rowWork.line(row, table.orElseThrow(), job, steps)));
        }
        return job.javaClass()
                .map(name -> usable(name, context.programs()::job).program())
                .orElseGet(() -> new ContentProgram(job));
    }

    /** What a class adds to the content: its steps may have other inputs than those of an earlier version. */
    private String code(Job job, Optional<RowTable> table) {
        Optional<String> hash = table.isPresent()
                ? table.flatMap(RowTable::javaClass)
                        .map(name -> usable(name, context.programs()::row).hash())
                : job.javaClass()
                        .map(name -> usable(name, context.programs()::job).hash());
        return hash.map(each -> "+" + each).orElse("");
    }

    private static <C> C usable(String name, Function<String, C> programs) {
        try {
            return programs.apply(name);
        } catch (IllegalArgumentException e) {
            throw new StepFailed("start", Objects.requireNonNullElse(e.getMessage(), e.toString()));
        } catch (RuntimeException | Error e) {
            throw new StepFailed("start", "the class " + name + " cannot be used: " + e);
        }
    }

    public static Facts facts(Run run, Job job) {
        LocalDate date = LocalDate.ofInstant(run.slot().orElse(run.createdAt()), job.zone());
        return new Facts(run.id(), run.job(), run.site(), run.slot(), date, run.createdAt());
    }

    private Replay replay(Run run, Definition definition, Job job, String code, DriverLease lease) {
        Facts facts = facts(run, job);
        RecordedSteps recorded = new RecordedSteps(
                context.store(), context.clock(), context.limits(), run.id(), definition.sha() + code, lease);
        var terms = new StepOrders.Terms(
                job.onUncertain() == OnUncertain.HOLD,
                OnIncomplete.valueOf(job.onIncomplete().name()),
                (site, article) -> SiteArticles.completed(definition, site, article),
                (site, article) -> SiteArticles.file(definition, facts, site, article),
                (site, file) -> definition
                        .site(site)
                        .map(each -> Screening.of(each, file))
                        .orElse(Screening.MARKDOWN),
                run.madeWith().isPresent());
        Control control = new Control(context.store(), context.clock());
        Restoration restoration = new Restoration(() -> control.read().restoredAt(), run);
        return new Replay(
                facts,
                recorded,
                new StepOrders(context.store(), context.clock(), context.limits(), facts, terms, recorded),
                restoration,
                new SourceSteps(
                        context.source(), context.clock(), context.limits(), recorded, facts.reference(), restoration));
    }
}
