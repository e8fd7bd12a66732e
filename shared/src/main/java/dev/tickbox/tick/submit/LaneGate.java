package dev.tickbox.tick.submit;

import dev.tickbox.generator.Generator.Accepted;
import dev.tickbox.generator.Generator.Refused;
import dev.tickbox.generator.Generator.Submission;
import dev.tickbox.generator.Generator.Unsure;
import dev.tickbox.generator.Generator.Whom;
import dev.tickbox.tick.context.TickReport;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One lane in one tick: it is open until an answer says that another request would fare no better. Until the next tick then asks once,
 * nothing more is sent in it.
 */
final class LaneGate {
    private final String name;
    private final Refusals refusals;
    private final TickReport report;
    private final AtomicBoolean wasRefused;
    private volatile boolean probed;
    private volatile boolean closed;

    LaneGate(String name, boolean wasRefused, Refusals refusals, TickReport report) {
        this.name = name;
        this.wasRefused = new AtomicBoolean(wasRefused);
        this.refusals = refusals;
        this.report = report;
    }

    boolean probed() {
        return probed;
    }

    boolean goesOn() {
        return !closed;
    }

    void heard(Submission answer) {
        switch (answer) {
            case Accepted a -> accepted();
            // Each of these may be billed without anybody knowing: not fifty at once.
            case Unsure a -> {
                refusals.unsure(name, a.why());
                close("the outcome of the last request is unknown: " + a.why());
            }
            case Refused a -> refused(a);
        }
    }

    private void accepted() {
        probed = true;
        if (wasRefused.compareAndSet(true, false)) {
            refusals.accepted(name);
        }
    }

    /** What is wrong with one request says nothing of the next. */
    private void refused(Refused a) {
        if (a.lasting() || a.whom() == Whom.REQUEST) {
            return;
        }
        boolean account = a.whom() == Whom.ACCOUNT;
        refusals.refused(name, a.why(), account, a.retryAfter());
        close("the vendor refused the last request: " + a.why());
        if (account) {
            soldNothing(name, a.why(), report);
        }
    }

    /** Said by every submit tick until it is mended, so that nobody takes a quiet hour for a good one. */
    static void soldNothing(String lane, String why, TickReport report) {
        report.fact("vendorRefuses", why);
        report.error("the vendor rejected the account for model " + lane + ": " + why);
    }

    private void close(String why) {
        probed = true;
        closed = true;
        report.waits(name, why);
    }
}
