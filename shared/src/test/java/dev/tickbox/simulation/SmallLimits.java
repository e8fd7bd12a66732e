package dev.tickbox.simulation;

import dev.tickbox.Limits;

/** The standard limits, with pages so small that a small world needs several. */
final class SmallLimits {
    private SmallLimits() {}

    static Limits batch(int batch) {
        Limits s = Limits.STANDARD;
        return new Limits(
                s.attempts(),
                s.outstanding(),
                s.batchJobs(),
                s.keepDays(),
                s.skew(),
                s.sendWindow(),
                s.callTimeout(),
                s.submitLease(),
                s.settling(),
                s.uncertainGrace(),
                s.firstLook(),
                s.lookAtMost(),
                s.missingGrace(),
                s.overdue(),
                s.retention(),
                s.outage(),
                s.tickBudget(),
                s.driveLease(),
                s.stepTime(),
                s.lostDrivers(),
                s.publishTimeout(),
                s.publishLease(),
                s.publishAge(),
                s.unclaimed(),
                s.backoffFirst(),
                s.backoffAtMost(),
                s.billedFirst(),
                s.billedAtMost(),
                s.restFirst(),
                s.restAtMost(),
                s.recheck(),
                batch,
                s.bodyBytes(),
                s.steps());
    }
}
