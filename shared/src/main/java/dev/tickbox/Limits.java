package dev.tickbox;

import java.time.Duration;
import java.time.Instant;

/**
 * Every bound there is, checked against each other at the start. What a user may set comes from the content file; the rest holds
 * for everybody.
 *
 * @param attempts calls for one generation that may have been billed, before a person is asked
 * @param outstanding reservations of one model that may be out at the vendor at once
 * @param batchJobs batch jobs that may be out at the vendor at once, of all models together
 * @param keepDays how many days a run is kept after its end
 * @param skew how far two machines' clocks may be apart
 * @param sendWindow from the commit that says "I send" to the first byte; later nothing is sent
 * @param callTimeout the longest that one call to the vendor may take
 * @param submitLease how long an attempt belongs to its sender
 * @param settling after the lease, how long an accepted job may take to appear in the vendor's listing
 * @param uncertainGrace after the lease, how long a handle may still turn up where the vendor cannot be asked
 * @param firstLook after submitting, when to look first
 * @param lookAtMost the longest pause between two looks
 * @param missingGrace how long a fresh handle may answer "no such job"
 * @param overdue after this long a person is told; looking goes on daily
 * @param retention after this long the vendor has forgotten
 * @param outage how long certain refusals are retried
 * @param tickBudget a tick takes no new work after this
 * @param driveLease how long a run belongs to its driver
 * @param stepTime the longest that one step of a program may take, while its process lives
 * @param lostDrivers drivers of one run that may die in a row before a person is asked
 * @param publishTimeout no effect is begun later than this after the claim
 * @param publishLease how long an item belongs to its publisher
 * @param publishAge how long a failing publication is retried
 * @param unclaimed an item that no publisher took for this long waits for a person
 * @param backoffFirst the first pause after a failure
 * @param backoffAtMost the longest pause after failures
 * @param billedFirst the first pause after an attempt that may have been billed
 * @param billedAtMost the longest such pause: an outage of hours must not use up the attempts
 * @param restFirst the first pause of a lane after two unclear answers in a row
 * @param restAtMost the longest such pause
 * @param recheck a waiting run is driven this often even if nobody woke it
 * @param batch documents that one query of a tick takes
 * @param bodyBytes the largest text that is kept
 * @param steps steps of one run
 */
public record Limits(
        int attempts,
        int outstanding,
        int batchJobs,
        int keepDays,
        Duration skew,
        Duration sendWindow,
        Duration callTimeout,
        Duration submitLease,
        Duration settling,
        Duration uncertainGrace,
        Duration firstLook,
        Duration lookAtMost,
        Duration missingGrace,
        Duration overdue,
        Duration retention,
        Duration outage,
        Duration tickBudget,
        Duration driveLease,
        Duration stepTime,
        int lostDrivers,
        Duration publishTimeout,
        Duration publishLease,
        Duration publishAge,
        Duration unclaimed,
        Duration backoffFirst,
        Duration backoffAtMost,
        Duration billedFirst,
        Duration billedAtMost,
        Duration restFirst,
        Duration restAtMost,
        Duration recheck,
        int batch,
        int bodyBytes,
        int steps) {

    /** An outage is so many failures, over so long a time: days in which nobody tried are none. */
    private static final int OUTAGE_FAILURES = 24;

    private static final Duration ASK_AT_MOST = Duration.ofMinutes(10);

    public static final Limits STANDARD = new Limits(
            5,
            50,
            80,
            90,
            Duration.ofSeconds(30),
            Duration.ofSeconds(20),
            Duration.ofSeconds(60),
            Duration.ofMinutes(2),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofSeconds(20),
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofHours(50),
            Duration.ofDays(55),
            Duration.ofHours(72),
            Duration.ofMinutes(4),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            10,
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofHours(72),
            Duration.ofHours(24),
            Duration.ofSeconds(30),
            Duration.ofMinutes(30),
            Duration.ofMinutes(10),
            Duration.ofHours(6),
            Duration.ofMinutes(2),
            Duration.ofHours(1),
            Duration.ofDays(1),
            200,
            8 * 1024 * 1024,
            10_000);

    public Limits {
        atLeast(
                "submitLease",
                submitLease,
                "sendWindow + callTimeout + skew",
                sendWindow.plus(callTimeout).plus(skew));
        atLeast("driveLease", driveLease, "tickBudget + skew", tickBudget.plus(skew));
        atLeast(
                "publishLease",
                publishLease,
                "publishTimeout + callTimeout + skew",
                publishTimeout.plus(callTimeout).plus(skew));
        atLeast("settling", settling, "2 × skew", skew.multipliedBy(2));
        atLeast("uncertainGrace", uncertainGrace, "settling", settling);
        atLeast("retention", retention, "overdue", overdue);
        if (Duration.ofDays(keepDays).compareTo(publishAge) < 0) {
            throw new IllegalArgumentException(
                    "limits: keepDays must be at least the age that a publication may reach");
        }
    }

    /** With what the content says. */
    public Limits with(int attempts, int outstanding, int batchJobs, int keepDays, Duration overdue) {
        return with(attempts, outstanding, batchJobs, keepDays, overdue, uncertainGrace);
    }

    /** Where the vendor calls when a job ends: so long as a job may take to end, its call may still bring the handle. */
    public Limits withWebhook() {
        return with(attempts, outstanding, batchJobs, keepDays, overdue, overdue.plusHours(1));
    }

    private Limits with(
            int attempts, int outstanding, int batchJobs, int keepDays, Duration overdue, Duration uncertainGrace) {
        return new Limits(
                attempts,
                outstanding,
                batchJobs,
                keepDays,
                skew,
                sendWindow,
                callTimeout,
                submitLease,
                settling,
                uncertainGrace,
                firstLook,
                lookAtMost,
                missingGrace,
                overdue,
                retention,
                outage,
                tickBudget,
                driveLease,
                stepTime,
                lostDrivers,
                publishTimeout,
                publishLease,
                publishAge,
                unclaimed,
                backoffFirst,
                backoffAtMost,
                billedFirst,
                billedAtMost,
                restFirst,
                restAtMost,
                recheck,
                batch,
                bodyBytes,
                steps);
    }

    /** Doubling from the first pause to the longest, spread by up to a quarter; the same key and count give the same pause. */
    public Duration backoff(String key, int failures) {
        return spread(doubled(backoffFirst, failures, backoffAtMost), key, failures);
    }

    /** From minutes to hours: each attempt that may have been billed waits six times as long as the one before. */
    public Duration pauseAfterBilled(String key, int billed) {
        Duration pause = billedFirst;
        for (int i = 0; i < billed && pause.compareTo(billedAtMost) < 0; i++) {
            pause = pause.multipliedBy(6);
        }
        return spread(pause.compareTo(billedAtMost) < 0 ? pause : billedAtMost, key, billed);
    }

    /** How long a lane rests after so many unclear answers in a row, each of which may be billed. */
    public Duration rest(int unsure) {
        // One connection that breaks says little: only the tick in which it broke sends nothing more.
        return unsure <= 1 ? Duration.ZERO : doubled(restFirst, unsure - 2, restAtMost);
    }

    /** Whether a person should know of failures that began then: those of a vendor. */
    public boolean isOutage(Instant since, Instant last, int failures) {
        return failures >= OUTAGE_FAILURES && last.isAfter(since.plus(outage));
    }

    /** The same of a site. */
    public boolean isPublishOutage(Instant since, Instant last, int failures) {
        return failures >= OUTAGE_FAILURES && last.isAfter(since.plus(publishAge));
    }

    /** When to ask for a listing again that did not come. */
    public Duration askPause(String key, int unanswered) {
        return spread(doubled(settling, unanswered / 2, ASK_AT_MOST), key, unanswered);
    }

    /** When to look again after so many looks. */
    public Duration lookPause(String key, int looks) {
        return spread(doubled(firstLook, looks / 3, lookAtMost), key, looks);
    }

    private static Duration doubled(Duration first, int times, Duration atMost) {
        Duration pause = first.multipliedBy(1L << Math.clamp(times, 0, 20));
        return pause.compareTo(atMost) < 0 ? pause : atMost;
    }

    private static Duration spread(Duration pause, String key, int count) {
        long quarter = pause.toMillis() / 4 + 1;
        return pause.plusMillis(Math.floorMod((key + count).hashCode() * 0x9E3779B97F4A7C15L, quarter));
    }

    private static void atLeast(String name, Duration value, String other, Duration bound) {
        if (value.compareTo(bound) < 0) {
            throw new IllegalArgumentException(
                    "limits: " + name + " is " + value + ", less than " + other + ", which is " + bound);
        }
    }
}
