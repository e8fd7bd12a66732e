package dev.tickbox.ledger;

import dev.tickbox.Fields;
import dev.tickbox.RunId;
import dev.tickbox.Shortened;
import dev.tickbox.run.Publications;
import dev.tickbox.run.Row;
import dev.tickbox.run.Run;
import dev.tickbox.run.Run.Abandoned;
import dev.tickbox.run.Run.Deleting;
import dev.tickbox.run.Run.Done;
import dev.tickbox.run.Run.Driven;
import dev.tickbox.run.Run.Failed;
import dev.tickbox.run.Run.LeftOut;
import dev.tickbox.run.Run.Runnable;
import dev.tickbox.run.Run.State;
import dev.tickbox.run.Run.TakenOver;
import dev.tickbox.run.Run.Waiting;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Schema;
import java.util.Optional;

/** {@code runs/{run}}, as a person sees it. */
public final class RunDocument {
    public static final Collection ALL = Collection.of("runs");

    /** A row is a run, too, in a collection of its own: so that three thousand of them hold up no run. */
    public static final Collection ROWS = Collection.of("rows");

    /** The states by name, as documents hold them and queries ask for them. */
    public enum RunState {
        RUNNABLE,
        DRIVEN,
        WAITING,
        DONE,
        LEFT_OUT,
        FAILED,
        ABANDONED,
        DELETING
    }

    private RunDocument() {}

    public static Ref ref(String run) {
        return (RunId.isRow(run) ? ROWS : ALL).ref(run);
    }

    public static Fields write(Run run) {
        Fields common = row(run).with("state", stateName(run.state()))
                .with("job", run.job())
                .with("site", run.site())
                .with("slot", run.slot())
                .with("definition", run.definition())
                .with("made_with", run.madeWith())
                .with("taken_from", run.takenOver().map(TakenOver::run))
                .with("taken_up_to", run.takenOver().map(TakenOver::at))
                .with("taken_steps", run.takenOver().map(TakenOver::steps).orElse(null))
                .with("created_at", run.createdAt())
                .with("wakes", run.wakes())
                .with("resumed_at", run.resumedAt())
                .with("retried_at", run.retriedAt())
                .with("due", run.due());
        return switch (run.state()) {
            case Driven s ->
                common.with("owner", s.owner())
                        .with("drivers_lost", (long) s.lost())
                        .with("in_step", s.step());
            case Waiting s ->
                (s.waitingFor().stream().anyMatch(ApprovalDocument::isNamedBy)
                                ? common.with("schema", Schema.APPROVAL)
                                : common)
                        .with("waiting_for", s.waitingFor());
            case Done s ->
                common.with("ended_at", s.at())
                        .with("published", (long) s.publications().shown())
                        .with("publications_abandoned", (long) s.publications().abandoned());
            case LeftOut s ->
                common.with("schema", Schema.LEFT_OUT)
                        .with("left_out_by", s.step())
                        .with("found", Shortened.why(s.found()))
                        .with("ended_at", s.at());
            case Failed s ->
                common.with("failed_step", s.step())
                        .with("why", Shortened.why(s.why()))
                        .with("ended_at", s.at());
            case Abandoned s -> common.with("ended_at", s.at());
            case Runnable _, Deleting _ -> common;
        };
    }

    private static Fields row(Run run) {
        Fields begin = begin(run);
        if (run.row().isEmpty()) {
            return begin;
        }
        Row row = run.row().get();
        return begin.with("root", row.root())
                .with("group", row.group())
                .with("open_group", isOpen(run.state()) ? row.group() : null)
                .with("failed_group", run.state() instanceof Failed && !row.closed() ? row.group() : null)
                .with("step", row.step())
                .with("key", row.key())
                .with("position", row.position())
                .with("columns", row.columns().json())
                .with("columns_ref", row.columns().body())
                .with("line", row.line().flatMap(Row.Kept::json))
                .with("line_ref", row.line().flatMap(Row.Kept::body))
                .with("closed", row.closed() ? true : null);
    }

    private static boolean isOpen(State state) {
        return switch (state) {
            case Runnable _, Driven _, Waiting _ -> true;
            case Done _, LeftOut _, Failed _, Abandoned _, Deleting _ -> false;
        };
    }

    private static Optional<Row> row(Fields f) {
        return f.findText("root")
                .map(root -> new Row(
                        root,
                        f.text("step"),
                        f.text("key"),
                        f.number("position"),
                        new Row.Kept(f.findText("columns"), f.findText("columns_ref")),
                        f.find("line").isPresent() || f.find("line_ref").isPresent()
                                ? Optional.of(new Row.Kept(f.findText("line"), f.findText("line_ref")))
                                : Optional.empty(),
                        f.find("open_group").isPresent() ? Optional.empty() : f.findTime("due"),
                        f.flag("closed")));
    }

    private static Fields begin(Run run) {
        if (run.takenOver().isPresent()) {
            return Schema.begin().with("schema", Schema.TAKEN_OVER);
        }
        return run.madeWith().isEmpty() ? Schema.begin() : Schema.begin().with("schema", Schema.CHANGED_CONTENT);
    }

    public static Run read(Document document) {
        Fields f = Schema.read(document);
        return new Run(
                document.ref().id(),
                f.text("job"),
                f.text("site"),
                f.findTime("slot"),
                f.text("definition"),
                f.findText("made_with"),
                f.findText("taken_from")
                        .map(from -> new TakenOver(from, f.text("taken_up_to"), f.texts("taken_steps"))),
                f.time("created_at"),
                f.number("wakes"),
                f.findTime("resumed_at"),
                f.findTime("retried_at"),
                row(f),
                state(f));
    }

    private static State state(Fields f) {
        return switch (RunState.valueOf(f.text("state"))) {
            case RUNNABLE -> new Runnable(f.time("due"));
            case DRIVEN ->
                new Driven(
                        f.text("owner"),
                        f.time("due"),
                        Math.toIntExact(f.number("drivers_lost", 0)),
                        f.findText("in_step"));
            case WAITING -> new Waiting(f.texts("waiting_for"), f.time("due"));
            case DONE ->
                new Done(
                        f.time("ended_at"),
                        new Publications(
                                Math.toIntExact(f.number("published", 0)),
                                Math.toIntExact(f.number("publications_abandoned", 0))));
            case LEFT_OUT -> new LeftOut(f.text("left_out_by"), f.text("found"), f.time("ended_at"));
            case FAILED -> new Failed(f.text("failed_step"), f.text("why"), f.time("ended_at"));
            case ABANDONED -> new Abandoned(f.time("ended_at"));
            case DELETING -> new Deleting(f.time("due"));
        };
    }

    public static String stateName(State state) {
        return (switch (state) {
                    case Runnable _ -> RunState.RUNNABLE;
                    case Driven _ -> RunState.DRIVEN;
                    case Waiting _ -> RunState.WAITING;
                    case Done _ -> RunState.DONE;
                    case LeftOut _ -> RunState.LEFT_OUT;
                    case Failed _ -> RunState.FAILED;
                    case Abandoned _ -> RunState.ABANDONED;
                    case Deleting _ -> RunState.DELETING;
                })
                .name();
    }
}
