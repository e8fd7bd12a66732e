package dev.tickbox.run;

import dev.tickbox.Limits;
import dev.tickbox.run.Run.Abandoned;
import dev.tickbox.run.Run.Deleting;
import dev.tickbox.run.Run.Done;
import dev.tickbox.run.Run.Driven;
import dev.tickbox.run.Run.Failed;
import dev.tickbox.run.Run.LeftOut;
import dev.tickbox.run.Run.Runnable;
import dev.tickbox.run.Run.State;
import dev.tickbox.run.Run.Waiting;
import dev.tickbox.run.RunDecision.Already;
import dev.tickbox.run.RunDecision.Conflict;
import dev.tickbox.run.RunDecision.Illegal;
import dev.tickbox.run.RunDecision.Moved;
import java.time.Instant;
import java.util.Optional;

/** The one transition function of a run: every state with every event. */
public final class RunTransitions {
    /** A renewal changes nothing that a reader of the history wants to know. */
    public static final String RENEWED = "lease renewed";

    private static final String RETRIED = "retried by operator";
    private static final String CONTINUED = "continued by operator";

    /** So is the news that its root was woken. */
    public static final String TOLD = "its run was woken for it";

    private final Limits limits;

    public RunTransitions(Limits limits) {
        this.limits = limits;
    }

    public RunDecision apply(Run run, RunEvent event, Instant now) {
        return switch (event) {
            case RunEvent.Claim e -> claim(run, e, now);
            case RunEvent.Renew e -> renew(run, e);
            case RunEvent.Suspend e ->
                released(
                        run,
                        e.owner(),
                        suspended(run, e, now),
                        "waiting for " + e.waitingFor().size() + (e.waitingFor().size() == 1 ? " result" : " results"));
            case RunEvent.Yield e ->
                released(run, e.owner(), new Runnable(now), "the tick ran out of time; the next one continues");
            case RunEvent.Finish e ->
                released(
                        run.row().map(row -> run.with(row.done(e.line()))).orElse(run),
                        e.owner(),
                        new Done(now, e.publications()),
                        e.publications().text());
            case RunEvent.LeaveOut e ->
                released(
                        run,
                        e.owner(),
                        new LeftOut(e.step(), e.found(), now),
                        "left out by step " + e.step() + ": " + e.found());
            case RunEvent.Fail e ->
                released(
                        run, e.owner(), new Failed(e.step(), e.why(), now), "step " + e.step() + " failed: " + e.why());
            case RunEvent.Wake e -> wake(run, now);
            case RunEvent.Told e -> told(run);
            case RunEvent.Lapse e -> lapse(run, e, now);
            case RunEvent.Close e -> close(run);
            case RunEvent.Resume e -> resume(run, now);
            case RunEvent.Redefine e -> redefine(run, e, now);
            case RunEvent.Abandon e -> abandon(run, now);
            case RunEvent.Delete e -> delete(run, now);
        };
    }

    private RunDecision claim(Run run, RunEvent.Claim e, Instant now) {
        State driven = new Driven(e.owner(), e.leaseUntil());
        return switch (run.state()) {
            case Runnable s when s.due().isAfter(now) -> new Conflict("due");
            case Runnable s -> new Moved(run.to(driven), "a tick works on the run");
            case Driven s when s.owner().equals(e.owner()) -> new Already();
            case Driven s when s.leaseUntil().isAfter(now) -> new Conflict("owner");
            case Driven s -> takenOver(run, s, e, now);
            case Waiting s when s.due().isAfter(now) -> new Conflict("due");
            case Waiting s -> new Moved(run.to(driven), "a tick checks what the run waits for");
            case Done _, LeftOut _, Failed _, Abandoned _, Deleting _ -> new Conflict("state");
        };
    }

    /** A step that kills whoever does it must not do so for ever. */
    private RunDecision takenOver(Run run, Driven before, RunEvent.Claim e, Instant now) {
        int lost = before.lost() + 1;
        if (lost >= limits.run().lostDrivers()) {
            String why = lost + " ticks in a row did not report: a step may kill its process, or the process is stopped"
                    + " before the step ends";
            return new Moved(run.to(new Failed(before.step().orElse("(driving)"), why, now)), why);
        }
        return new Moved(
                run.resumed(now).to(new Driven(e.owner(), e.leaseUntil(), lost, before.step())),
                "taken over: the previous tick did not report");
    }

    /** Also after the lease was over, as long as no other driver took it. */
    private static RunDecision renew(Run run, RunEvent.Renew e) {
        return switch (run.state()) {
            case Driven s
            when s.owner().equals(e.owner()) ->
                new Moved(
                        run.to(new Driven(
                                s.owner(), e.leaseUntil(), s.lost(), e.step().or(s::step))),
                        RENEWED);
            case Driven s -> new Conflict("owner");
            case Runnable _, Waiting _, Done _, LeftOut _, Failed _, Abandoned _, Deleting _ -> new Conflict("state");
        };
    }

    /** A wake that came while it was driven may be about what the driver had already looked at: so once more. */
    private State suspended(Run run, RunEvent.Suspend e, Instant now) {
        Instant recheck = now.plus(limits.run().recheck());
        return run.wakes() == e.wakesSeen()
                ? new Waiting(e.waitingFor(), e.until().filter(recheck::isAfter).orElse(recheck))
                : new Runnable(now);
    }

    private static RunDecision released(Run run, String owner, State next, String cause) {
        return switch (run.state()) {
            case Driven s when s.owner().equals(owner) -> new Moved(run.to(next), cause);
            case Driven s -> new Conflict("owner");
            case Runnable _, Waiting _, Done _, LeftOut _, Failed _, Abandoned _, Deleting _ -> new Conflict("state");
        };
    }

    private static RunDecision wake(Run run, Instant now) {
        return switch (run.state()) {
            // Many wakes must not push a run back behind others that wait less long.
            case Runnable s -> new Moved(run.woken().to(new Runnable(s.due().isBefore(now) ? s.due() : now)), "woken");
            case Driven s -> new Moved(run.woken(), "woken while a tick works on it");
            case Waiting s -> new Moved(run.woken().to(new Runnable(now)), "woken");
            // A row fails for what is stuck, too: news of that is a reason to look again.
            case Failed s
            when run.row().filter(row -> !row.closed()).isPresent() ->
                new Moved(run.woken().resumed(now).to(new Runnable(now)), "woken: what it failed for may have changed");
            // Nothing that is settled now can change how these ended.
            case Done _, LeftOut _, Failed _, Abandoned _, Deleting _ -> new Already();
        };
    }

    private static RunDecision told(Run run) {
        return run.row()
                .filter(row -> row.untold().isPresent())
                .<RunDecision>map(row -> new Moved(run.with(row.untold(Optional.empty())), TOLD))
                .orElse(new Already());
    }

    /** What is at the vendor is collected and priced, and nothing more is bought for it. */
    private static RunDecision lapse(Run run, RunEvent.Lapse e, Instant now) {
        Moved moved = new Moved(run.to(new LeftOut(e.step(), e.found(), now)), "left out: " + e.found());
        return switch (run.state()) {
            case Runnable _, Driven _, Waiting _ ->
                run.row().isPresent() ? moved : new Illegal("only the rows of a table have a time of their own");
            case Failed _ -> run.row().filter(row -> !row.closed()).isPresent() ? moved : new Already();
            case Done _, LeftOut _, Abandoned _, Deleting _ -> new Already();
        };
    }

    /** What has not failed has ended for good anyway. */
    private static RunDecision close(Run run) {
        return switch (run.state()) {
            case Failed s
            when run.row().filter(row -> !row.closed()).isPresent() ->
                new Moved(run.with(run.row().get().closedForGood()), "its table went on without it");
            case Done _, LeftOut _, Failed _, Abandoned _, Deleting _ -> new Already();
            case Runnable _, Driven _, Waiting _ -> new Conflict("state");
        };
    }

    private static String anew(Run run) {
        return run.row()
                .map(row -> "start a run of the job with --from " + row.root() + " --at " + row.step())
                .orElse("start a new run");
    }

    private static RunDecision resume(Run run, Instant now) {
        return switch (run.state()) {
            case Failed s
            when run.row().filter(Row::closed).isPresent() ->
                new Illegal("the steps after its table went on without it; to do it again, " + anew(run));
            case Failed s -> new Moved(run.retried(now).to(new Runnable(now)), RETRIED + " from step " + s.step());
            case Runnable _, Driven _ -> new Already();
            case Waiting s -> new Moved(run.to(new Runnable(now)), RETRIED);
            case Done s -> new Illegal("it is done; to buy and publish again, " + anew(run));
            case LeftOut s -> new Illegal("step " + s.step() + " left it out, which is final; start a new run");
            case Abandoned s -> new Illegal("it is abandoned, which is final");
            case Deleting s -> new Illegal("it is being removed");
        };
    }

    /** Never under a driver that may yet order something: it would be of the content before. */
    private static RunDecision redefine(Run run, RunEvent.Redefine e, Instant now) {
        String cause = CONTINUED + " with content " + brief(e.definition()) + " in place of " + brief(run.definition());
        if (run.row().isPresent()) {
            return new Illegal(
                    "a row keeps the content that its run was made with; to use the current content, start a run"
                            + " that takes over what its run has: run " + run.job() + " --from "
                            + run.row().get().root() + " --at "
                            + run.row().get().step());
        }
        Run next = run.redefined(e.definition()).to(new Runnable(now));
        return switch (run.state()) {
            case Runnable _, Waiting _ -> new Moved(next, cause);
            case Driven s
            when s.leaseUntil().isAfter(now) -> new Illegal("a tick is working on it; try again in a few minutes");
            case Failed s -> new Moved(next.retried(now), cause);
            case Driven s -> new Moved(next.resumed(now), cause);
            case Done s -> new Illegal("it is done; to buy and publish again, start a new run");
            case LeftOut s -> new Illegal("step " + s.step() + " left it out, which is final; start a new run");
            case Abandoned s -> new Illegal("it is abandoned, which is final; start a new run");
            case Deleting s -> new Illegal("it is being removed");
        };
    }

    private static String brief(String definition) {
        return definition.substring(0, Math.min(12, definition.length()));
    }

    private static RunDecision abandon(Run run, Instant now) {
        Moved moved = new Moved(run.to(new Abandoned(now)), "abandoned by operator");
        return switch (run.state()) {
            case Runnable _, Waiting _, Failed _ -> moved;
            // Its driver finds out at its next commit: each that orders something is made with the run, if unchanged.
            case Driven s -> moved;
            case Done s -> new Illegal("it is done");
            // It has ended like an abandoned one; what is still open of it may be given up.
            case LeftOut s -> new Already();
            case Abandoned s -> new Already();
            case Deleting s -> new Illegal("it is being removed");
        };
    }

    /** A driver that slept since before the end may still wake; it has given up for certain when its lease is over. */
    private RunDecision delete(Run run, Instant now) {
        if (run.row().isPresent()) {
            return new Illegal("a row is removed with its run");
        }
        return switch (run.state()) {
            case Done s -> delete(run, s.at(), now);
            case LeftOut s -> delete(run, s.at(), now);
            case Abandoned s -> delete(run, s.at(), now);
            case Deleting s -> new Already();
            case Failed s -> new Illegal("it failed and can be retried: abandon it first");
            case Driven s -> new Illegal("a tick is working on it; try again in a few minutes");
            case Runnable _, Waiting _ -> new Illegal("it is not done: abandon it first");
        };
    }

    private RunDecision delete(Run run, Instant endedAt, Instant now) {
        Instant earliest = endedAt.plus(limits.run().lease()).plus(limits.skew());
        return now.isBefore(earliest)
                ? new Illegal("it ended at " + endedAt + "; it can be removed from " + earliest + " on")
                : new Moved(run.to(new Deleting(now)), "removal started");
    }
}
