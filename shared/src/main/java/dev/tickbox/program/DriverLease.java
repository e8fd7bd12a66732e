package dev.tickbox.program;

import dev.tickbox.Clock;
import dev.tickbox.Clock.Deadline;
import dev.tickbox.Limits;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.program.Steps.Stop.OutOfTime;
import dev.tickbox.run.RunDecision.Moved;
import dev.tickbox.run.RunEvent;
import dev.tickbox.run.RunTransitions;
import dev.tickbox.store.Document;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Store;
import dev.tickbox.store.Store.Outcome;
import dev.tickbox.store.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A driver's hold on its run. It is renewed for as long as the driver lives, and lost once another driver has taken the run over, or the
 * run has ended or is gone. Whatever a driver orders is committed together with the run's document, if unchanged: so a driver that slept
 * through the end of its run orders nothing.
 */
public final class DriverLease {
    private final Store store;
    private final Clock clock;
    private final Limits limits;
    private final Ref run;
    private final String owner;
    private Deadline deadline;
    private Optional<String> step = Optional.empty();
    private Optional<Deadline> stepEnds = Optional.empty();

    /** @param deadline measured from before the claim */
    public DriverLease(Store store, Clock clock, Limits limits, String run, String owner, Deadline deadline) {
        this.store = store;
        this.clock = clock;
        this.limits = limits;
        this.run = RunDocument.ref(run);
        this.owner = owner;
        this.deadline = deadline;
    }

    /** From before the commit that takes or renews it, less the skew: the driver stops before another may take over. */
    public static Deadline deadline(Clock clock, Limits limits) {
        return clock.deadline(limits.run().lease().minus(limits.skew()));
    }

    /**
     * These writes and a renewal, all or nothing. A conflict may be about the run, which others wake meanwhile: then the same may be
     * tried again.
     *
     * @throws OutOfTime where the run is no longer this driver's
     */
    synchronized Outcome commit(List<Write> writes) {
        Deadline renewed = deadline(clock, limits);
        List<Write> all = new ArrayList<>(writes);
        all.add(renewal());
        Outcome outcome = store.commit(all);
        if (outcome == Outcome.APPLIED) {
            deadline = renewed;
        }
        return outcome;
    }

    private Write renewal() {
        Document document = store.get(run).orElseThrow(OutOfTime::new);
        var renew = new RunEvent.Renew(owner, clock.now().plus(limits.run().lease()), step);
        if (new RunTransitions(limits).apply(RunDocument.read(document), renew, clock.now()) instanceof Moved moved) {
            var fields = RunDocument.write(moved.run());
            return new Write.Update(
                    document, fields.with("history", document.fields().find("history")));
        }
        throw new OutOfTime();
    }

    /** Nothing else may be written without asking whether the run is still this driver's. */
    synchronized boolean mustBeRenewed() {
        return deadline.passed();
    }

    synchronized void begins(String id) {
        step = Optional.of(id);
        stepEnds = Optional.of(clock.deadline(limits.run().stepTime()));
    }

    synchronized void ends() {
        step = Optional.empty();
        stepEnds = Optional.empty();
    }

    /** The step that the driver is in for longer than a step may take, if it is. */
    public synchronized Optional<String> overlongStep() {
        return stepEnds.filter(Deadline::passed).isPresent() ? step : Optional.empty();
    }

    /** @throws OutOfTime where the run is no longer this driver's */
    synchronized void check() {
        var _ = renewal();
    }

    /** While a step takes long. */
    public void renew() {
        commit(List.of());
    }
}
