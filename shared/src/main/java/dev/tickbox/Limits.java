package dev.tickbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Every bound there is, checked against each other at the start. What a user may set comes from the content file; the rest holds
 * for everybody. Where one is constructed, each value has its name before it, which the compiler checks: two of them cannot be swapped.
 *
 * @param failure pauses after a failure
 * @param skew how far two machines' clocks may be apart
 * @param bodyBytes the largest text that is kept
 */
public record Limits(
        PurchaseLimits purchase,
        VendorLimits vendor,
        RunLimits run,
        PublishLimits publish,
        FetchLimits fetch,
        NoticeLimits notice,
        TickLimits tick,
        Pauses failure,
        Duration skew,
        int bodyBytes) {
    /**
     * One generation, from the decision to send it until its outcome is known.
     *
     * @param attempts calls for one generation that may have been billed, before it becomes STUCK
     * @param sendWindow from the commit that says "I send" to the first byte; later nothing is sent
     * @param lease how long an attempt belongs to its sender
     * @param settling after the lease, how long an accepted job may take to appear in the vendor's listing
     * @param uncertainGrace after the lease, how long a handle may still turn up where the vendor cannot be asked
     * @param billed pauses after an attempt that may have been billed: an outage of hours must not use up the attempts
     * @param dailyMicroUsd what a day may cost at most, whatever budget the content sets
     */
    public record PurchaseLimits(
            int attempts,
            Duration sendWindow,
            Duration lease,
            Duration settling,
            Duration uncertainGrace,
            Pauses billed,
            long dailyMicroUsd) {}

    /**
     * What is at the vendor, and how long it may take.
     *
     * @param outstanding reservations of one model that may be out at the vendor at once
     * @param batchJobs batch jobs that may be out at the vendor at once, of all models together
     * @param callTimeout the longest that one call to the vendor may take
     * @param look after submitting, the pause before the first look and the longest between two
     * @param missingGrace how long a fresh handle may answer "no such job"
     * @param overdue after this long it becomes STUCK; it is still looked at daily
     * @param retention after this long the vendor has forgotten
     * @param outage how long certain refusals are retried
     * @param rest pauses of a lane after two unclear answers in a row
     */
    public record VendorLimits(
            int outstanding,
            int batchJobs,
            Duration callTimeout,
            Pauses look,
            Duration missingGrace,
            Duration overdue,
            Duration retention,
            Duration outage,
            Pauses rest) {}

    /**
     * One run.
     *
     * @param lease how long a run belongs to its driver
     * @param stepTime the longest that one step of a program may take, while its process lives
     * @param lostDrivers drivers of one run that may die in a row before it becomes FAILED
     * @param recheck a waiting run is driven this often even without a wake
     * @param steps steps of one run
     * @param keepDays how many days a run is kept after its end
     */
    public record RunLimits(
            Duration lease, Duration stepTime, int lostDrivers, Duration recheck, int steps, int keepDays) {}

    /**
     * One publication.
     *
     * @param timeout no effect is begun later than this after the claim
     * @param lease how long an item belongs to its publisher
     * @param age how long a failing publication is retried
     * @param unclaimed an item that no publisher took for this long becomes STUCK
     */
    public record PublishLimits(Duration timeout, Duration lease, Duration age, Duration unclaimed) {}

    /**
     * One fetch from a source.
     *
     * @param call the longest that one fetch may take, with its redirects
     * @param drive a drive begins no new fetch after this; the rest is left to the next one
     * @param patience how long what fails is tried again
     * @param skipPatience the same where the step goes on without it
     * @param redirects that are followed
     * @param bytes of an answer, decompressed
     * @param atOnceOfHost fetches of one host at once in one process
     * @param heldAtOnce answers that one process holds at once: each takes many times its bytes while it is read
     */
    public record FetchLimits(
            Duration call,
            Duration drive,
            Duration patience,
            Duration skipPatience,
            int redirects,
            int bytes,
            int atOnceOfHost,
            int heldAtOnce) {
        public static final FetchLimits STANDARD = new FetchLimits(
                /* call= */ Duration.ofSeconds(30),
                /* drive= */ Duration.ofMinutes(2),
                /* patience= */ Duration.ofHours(6),
                /* skipPatience= */ Duration.ofMinutes(15),
                /* redirects= */ 5,
                /* bytes= */ 8 * 1024 * 1024,
                /* atOnceOfHost= */ 2,
                /* heldAtOnce= */ 3);
    }

    /**
     * What people are told.
     *
     * @param call the longest that sending one message may take
     * @param look how often a channel is looked at
     * @param gap between two messages on one channel, so that what comes and goes is not told each time
     * @param retry pauses of a message that cannot be delivered; it is never given up
     */
    public record NoticeLimits(Duration call, Duration look, Duration gap, Pauses retry) {
        public static final NoticeLimits STANDARD = new NoticeLimits(
                /* call= */ Duration.ofSeconds(20),
                /* look= */ Duration.ofMinutes(4),
                /* gap= */ Duration.ofMinutes(10),
                /* retry= */ new Pauses(Duration.ofMinutes(2), Duration.ofDays(1)));
    }

    /**
     * One tick.
     *
     * @param budget a tick takes no new work after this
     * @param batch documents that one query of a tick takes
     */
    public record TickLimits(Duration budget, int batch) {}

    /** An outage is so many failures, over so long a time: days without a try do not count. */
    private static final int OUTAGE_FAILURES = 24;

    private static final Duration ASK_AT_MOST = Duration.ofMinutes(10);

    public static final Limits STANDARD = new Limits(
            new PurchaseLimits(
                    /* attempts= */ 5,
                    /* sendWindow= */ Duration.ofSeconds(20),
                    /* lease= */ Duration.ofMinutes(2),
                    /* settling= */ Duration.ofMinutes(2),
                    /* uncertainGrace= */ Duration.ofMinutes(10),
                    /* billed= */ new Pauses(Duration.ofMinutes(10), Duration.ofHours(6)),
                    /* dailyMicroUsd= */ Long.MAX_VALUE),
            new VendorLimits(
                    /* outstanding= */ 50,
                    /* batchJobs= */ 80,
                    /* callTimeout= */ Duration.ofSeconds(60),
                    /* look= */ new Pauses(Duration.ofSeconds(20), Duration.ofMinutes(10)),
                    /* missingGrace= */ Duration.ofHours(1),
                    /* overdue= */ Duration.ofHours(50),
                    /* retention= */ Duration.ofDays(55),
                    /* outage= */ Duration.ofHours(72),
                    /* rest= */ new Pauses(Duration.ofMinutes(2), Duration.ofHours(1))),
            new RunLimits(
                    /* lease= */ Duration.ofMinutes(10),
                    /* stepTime= */ Duration.ofMinutes(30),
                    /* lostDrivers= */ 10,
                    /* recheck= */ Duration.ofDays(1),
                    /* steps= */ 10_000,
                    /* keepDays= */ 90),
            new PublishLimits(
                    /* timeout= */ Duration.ofMinutes(2),
                    /* lease= */ Duration.ofMinutes(5),
                    /* age= */ Duration.ofHours(72),
                    /* unclaimed= */ Duration.ofHours(24)),
            FetchLimits.STANDARD,
            NoticeLimits.STANDARD,
            new TickLimits(/* budget= */ Duration.ofMinutes(4), /* batch= */ 200),
            /* failure= */ new Pauses(Duration.ofSeconds(30), Duration.ofMinutes(30)),
            /* skew= */ Duration.ofSeconds(30),
            /* bodyBytes= */ 8 * 1024 * 1024);

    public Limits {
        atLeast(
                "submitLease",
                purchase.lease,
                "sendWindow + callTimeout + skew",
                purchase.sendWindow.plus(vendor.callTimeout).plus(skew));
        atLeast("driveLease", run.lease, "tickBudget + skew", tick.budget.plus(skew));
        atLeast(
                "publishLease",
                publish.lease,
                "publishTimeout + callTimeout + skew",
                publish.timeout.plus(vendor.callTimeout).plus(skew));
        atLeast("the pause of a message", notice.retry.first(), "noticeCall + skew", notice.call.plus(skew));
        atLeast("stepTime", run.stepTime, "fetchDrive + fetchCall", fetch.drive.plus(fetch.call));
        atLeast("settling", purchase.settling, "2 × skew", skew.multipliedBy(2));
        atLeast("the longest pause between two requests for a listing", ASK_AT_MOST, "settling", purchase.settling);
        atLeast("uncertainGrace", purchase.uncertainGrace, "settling", purchase.settling);
        atLeast("retention", vendor.retention, "overdue", vendor.overdue);
        if (Duration.ofDays(run.keepDays).compareTo(publish.age) < 0) {
            throw new IllegalArgumentException(
                    "limits: keepDays must be at least the age that a publication may reach");
        }
    }

    public Limits withAttempts(int attempts) {
        var p = purchase;
        return with(new PurchaseLimits(
                attempts, p.sendWindow, p.lease, p.settling, p.uncertainGrace, p.billed, p.dailyMicroUsd));
    }

    /** Where the vendor calls when a job ends: so long as a job may take to end, its call may still bring the handle. */
    public Limits withWebhook() {
        var p = purchase;
        Duration uncertainGrace = vendor.overdue.plusHours(1);
        return with(new PurchaseLimits(
                p.attempts, p.sendWindow, p.lease, p.settling, uncertainGrace, p.billed, p.dailyMicroUsd));
    }

    /** A deployment's own bound on what a day may cost. */
    public Limits withDailyMicroUsd(long atMost) {
        var p = purchase;
        return with(
                new PurchaseLimits(p.attempts, p.sendWindow, p.lease, p.settling, p.uncertainGrace, p.billed, atMost));
    }

    public Limits withOutstanding(int outstanding) {
        return with(outstanding, vendor.batchJobs, vendor.overdue);
    }

    public Limits withBatchJobs(int batchJobs) {
        return with(vendor.outstanding, batchJobs, vendor.overdue);
    }

    public Limits withOverdue(Duration overdue) {
        return with(vendor.outstanding, vendor.batchJobs, overdue);
    }

    public Limits withKeepDays(int keepDays) {
        var r = run;
        RunLimits kept = new RunLimits(r.lease, r.stepTime, r.lostDrivers, r.recheck, r.steps, keepDays);
        return new Limits(purchase, vendor, kept, publish, fetch, notice, tick, failure, skew, bodyBytes);
    }

    public Limits withBatch(int batch) {
        TickLimits paged = new TickLimits(tick.budget, batch);
        return new Limits(purchase, vendor, run, publish, fetch, notice, paged, failure, skew, bodyBytes);
    }

    private Limits with(PurchaseLimits changed) {
        return new Limits(changed, vendor, run, publish, fetch, notice, tick, failure, skew, bodyBytes);
    }

    private Limits with(int outstanding, int batchJobs, Duration overdue) {
        var v = vendor;
        VendorLimits changed = new VendorLimits(
                outstanding, batchJobs, v.callTimeout, v.look, v.missingGrace, overdue, v.retention, v.outage, v.rest);
        return new Limits(purchase, changed, run, publish, fetch, notice, tick, failure, skew, bodyBytes);
    }

    /** Doubling from the first pause to the longest, spread by up to a quarter; the same key and count give the same pause. */
    public Duration backoff(String key, int failures) {
        return spread(failure.doubled(failures), key, failures);
    }

    /** The pause after a failure, or the longer one that the vendor asks for, as far as an outage goes. */
    public Duration pauseAfterRefusal(String key, int failures, Optional<Duration> retryAfter) {
        Duration pause = backoff(key, failures);
        Duration asked = retryAfter.orElse(pause);
        Duration bounded = asked.compareTo(vendor.outage) < 0 ? asked : vendor.outage;
        return bounded.compareTo(pause) > 0 ? bounded : pause;
    }

    /** From minutes to hours: each attempt that may have been billed waits six times as long as the one before. */
    public Duration pauseAfterBilled(String key, int billed) {
        Duration pause = purchase.billed.first();
        for (int i = 0; i < billed && pause.compareTo(purchase.billed.atMost()) < 0; i++) {
            pause = pause.multipliedBy(6);
        }
        return spread(purchase.billed.atMost(pause), key, billed);
    }

    /** How long a lane rests after so many unclear answers in a row, each of which may be billed. */
    public Duration rest(int unsure) {
        // One connection that breaks says little: only the tick in which it broke sends nothing more.
        return unsure <= 1 ? Duration.ZERO : vendor.rest.doubled(unsure - 2);
    }

    /** Whether the failures of a vendor that began then are an outage, which the operator should know of. */
    public boolean isOutage(Instant since, Instant last, int failures) {
        return failures >= OUTAGE_FAILURES && last.isAfter(since.plus(vendor.outage));
    }

    /** The same of a site. */
    public boolean isPublishOutage(Instant since, Instant last, int failures) {
        return failures >= OUTAGE_FAILURES && last.isAfter(since.plus(publish.age));
    }

    /** When to ask for a listing again that did not come. */
    public Duration askPause(String key, int unanswered) {
        return spread(new Pauses(purchase.settling, ASK_AT_MOST).doubled(unanswered / 2), key, unanswered);
    }

    /** When to send a message again after so many tries; at most daily in the end. */
    public Duration noticePause(String channel, int tries) {
        return spread(notice.retry.doubled(tries), channel, tries);
    }

    public Duration firstLook() {
        return vendor.look.first();
    }

    /** When to look again after so many looks. */
    public Duration lookPause(String key, int looks) {
        return spread(vendor.look.doubled(looks / 3), key, looks);
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
