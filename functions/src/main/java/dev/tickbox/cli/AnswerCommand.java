package dev.tickbox.cli;

import dev.tickbox.RunId;
import dev.tickbox.approval.Approval;
import dev.tickbox.approval.Approval.Question;
import dev.tickbox.ledger.ApprovalDocument;
import dev.tickbox.ledger.Approvals;
import dev.tickbox.ledger.Change;
import dev.tickbox.ledger.Control;
import dev.tickbox.view.IdResolver;
import dev.tickbox.view.OpenQuestion;
import dev.tickbox.view.OpenQuestions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A command that answers a question of a run. */
abstract class AnswerCommand implements Callable<Integer> {
    private final CliEnvironment here;

    @Mixin
    protected StoreOptions where = new StoreOptions();

    @Parameters(
            index = "0",
            paramLabel = "ID",
            description = "The run or row that asks, or the question; the beginning of its id is enough.")
    private String id = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "STEP",
            description = "The step that asks, if the run or row asks more than one question.")
    private @Nullable String step;

    @Mixin
    private RowOption row = new RowOption();

    @Option(names = "--by", paramLabel = "NAME", description = "Who answers (default: the user of this machine).")
    private @Nullable String by;

    @Spec
    protected CommandSpec spec = CommandSpec.create();

    AnswerCommand(CliEnvironment here) {
        this.here = here;
    }

    @Override
    public final Integer call() {
        checkUsage();
        try (StoreSession session = StoreSession.existing(where, here)) {
            answer(session, question(session));
            return 0;
        }
    }

    abstract void checkUsage();

    abstract void answer(StoreSession session, Question question);

    String who() {
        String name = by == null ? System.getProperty("user.name", "") : by;
        return name.isBlank() ? ChangeCommand.ACTOR : name.strip();
    }

    boolean saysWho() {
        return by != null;
    }

    private Question question(StoreSession session) {
        return switch (RowOption.find(session, id, row)) {
            case IdResolver.FoundRun found -> ofRun(session, found.run());
            case IdResolver.FoundRow found -> ofRun(session, found.row());
            case IdResolver.FoundApproval found ->
                session.approval(found.approval()).question();
            case IdResolver.FoundReservation found -> throw isNoQuestion(found.run());
            case IdResolver.FoundItem found -> throw isNoQuestion(found.run());
            case IdResolver.FoundJob found ->
                throw new UserError(
                        found.job() + " is a job; name the run that asks: " + where.again("list --job " + found.job()));
            case IdResolver.FoundSite found ->
                throw new UserError(found.site() + " is a site; to list what waits for you: " + where.again("list"));
            case IdResolver.FoundNothing found -> throw new UserError(found.why());
        };
    }

    private UserError isNoQuestion(String run) {
        return new UserError(
                id + " is a part of run " + run + "; to see what the run asks: " + where.again("explain " + run));
    }

    /** An answered question is taken where nothing else is asked: so the same answer given twice is no error. */
    private Question ofRun(StoreSession session, String run) {
        String name = (RunId.isRow(run) ? "row " : "run ") + run;
        List<Approval> all = Approvals.of(session.store, run).stream()
                .map(ApprovalDocument::read)
                .filter(each -> step == null || each.question().step().equals(step))
                .toList();
        List<Approval> open = all.stream()
                .filter(each -> each.state() instanceof Approval.Asked)
                .toList();
        if (open.size() > 1) {
            throw new UserError(name + " asks " + open.size() + " questions; name the step: "
                    + open.stream().map(each -> each.question().step()).collect(Collectors.joining(", ")));
        }
        long ofRows = open.isEmpty() && step == null ? OpenQuestions.ofRows(session.store, run) : 0;
        if (ofRows > 0) {
            throw new UserError(name + " asks nothing itself; "
                    + (ofRows == 1 ? "1 question of its rows waits" : ofRows + " questions of its rows wait")
                    + " for you: " + where.again("approve " + run + " --row KEY") + "; to list them: "
                    + where.again("list"));
        }
        if (all.isEmpty()) {
            throw new UserError(name + " asks nothing" + (step == null ? "" : " in a step " + step)
                    + "; to see what happens next: " + where.again("explain " + run));
        }
        return (open.isEmpty() ? all.getLast() : open.getFirst()).question();
    }

    /** @param done what was done, if it was */
    void tell(StoreSession session, Question question, String done, Change<Approval> change) {
        OpenQuestion now = new OpenQuestion(session.approval(question.id()));
        boolean already = switch (change) {
            case Change.Made<Approval> _ -> false;
            case Change.NotMade<Approval> not when not.reason() == Change.Reason.ALREADY -> true;
            case Change.NotMade<Approval> not -> throw new UserError(now.what() + ": " + not.why());
            case Change.Absent<Approval> _ -> throw new UserError("run " + question.run() + " is being removed");
        };
        Console voice = Console.of(spec, where.json);
        voice.say((already ? "already " : "") + done + ": " + now.what() + ", " + now.about());
        boolean paused = new Control(session.store, session.clock).paused();
        voice.say(
                paused
                        ? "the store is paused: nothing is bought or published before " + where.again("resume")
                        : "the next tick continues the run; to do it now: " + where.again("tick"));
        Map<String, Object> map = new LinkedHashMap<>(now.toMap());
        map.put("already", already);
        map.put("paused", paused);
        voice.object(map);
    }
}
