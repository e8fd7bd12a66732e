package dev.tickbox.content;

import dev.tickbox.Hash;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Content, checked and immutable, with the texts of its prompts: it stands alone. Its address is the hash of its canonical JSON, so that
 * the same content is the same definition wherever and whenever it is read.
 */
public record Definition(
        String sha,
        SortedMap<String, Site> sites,
        SortedMap<String, Job> jobs,
        TickSchedule ticks,
        Budget budget,
        ContentLimits limits,
        VendorSettings vendor,
        NoticeSettings notices) {
    /** One document holds it, and a document holds a mebibyte. */
    public static final int MAX_BYTES = 900_000;

    public Definition {
        sites = Collections.unmodifiableSortedMap(new TreeMap<>(sites));
        jobs = Collections.unmodifiableSortedMap(new TreeMap<>(jobs));
        String actual = Hash.sha256(DefinitionJson.write(sites, jobs, ticks, budget, limits, vendor, notices));
        if (!actual.equals(sha)) {
            throw new IllegalArgumentException("a definition named " + sha + " has the content of " + actual);
        }
    }

    public static Definition of(
            Map<String, Site> sites, Map<String, Job> jobs, TickSchedule ticks, Budget budget, ContentLimits limits) {
        return of(sites, jobs, ticks, budget, limits, VendorSettings.DEFAULT);
    }

    public static Definition of(
            Map<String, Site> sites,
            Map<String, Job> jobs,
            TickSchedule ticks,
            Budget budget,
            ContentLimits limits,
            VendorSettings vendor) {
        return of(sites, jobs, ticks, budget, limits, vendor, NoticeSettings.NOBODY);
    }

    public static Definition of(
            Map<String, Site> sites,
            Map<String, Job> jobs,
            TickSchedule ticks,
            Budget budget,
            ContentLimits limits,
            VendorSettings vendor,
            NoticeSettings notices) {
        String sha = Hash.sha256(DefinitionJson.write(sites, jobs, ticks, budget, limits, vendor, notices));
        return new Definition(sha, new TreeMap<>(sites), new TreeMap<>(jobs), ticks, budget, limits, vendor, notices);
    }

    public Optional<Site> site(String id) {
        return Optional.ofNullable(sites.get(id));
    }

    /** Empty where a later definition no longer has the job. */
    public Optional<Job> job(String id) {
        return Optional.ofNullable(jobs.get(id));
    }

    /** Canonical: {@code sha} is the hash of exactly this text. */
    public String toJson() {
        return DefinitionJson.write(sites, jobs, ticks, budget, limits, vendor, notices);
    }

    /** @throws IllegalArgumentException if it has a value that no content can have */
    public static Definition fromJson(String json) {
        return ContentRules.check(DefinitionJson.read(json));
    }

    /** What one day may cost, and where its midnight is. Whoever says nothing has a limit all the same. */
    public record Budget(long dailyMicroUsd, ZoneId zone) {
        public static final Budget DEFAULT = new Budget(5_000_000, ZoneOffset.UTC);

        public Budget {
            zone = Schedule.named(zone);
        }
    }

    /** When a scheduler should start the two ticks, in UTC. */
    public record TickSchedule(Schedule submit, Schedule reclaim) {
        public static final TickSchedule DEFAULT = new TickSchedule(
                new Schedule("*/5 * * * *", ZoneOffset.UTC), new Schedule("*/2 * * * *", ZoneOffset.UTC));
    }

    /**
     * The limits that the content may set.
     *
     * @param attempts of one generation: calls that may have been billed
     * @param outstanding generations of one model submitted and not yet collected
     * @param batchJobs batch jobs submitted and not yet collected, of all models together
     * @param overdueHours after this long at the vendor it becomes STUCK: the vendor itself gives a batch job up after 48
     * @param keepDays how many days a run is kept after its end
     */
    public record ContentLimits(int attempts, int outstanding, int batchJobs, int overdueHours, int keepDays) {
        public static final ContentLimits DEFAULT = new ContentLimits(
                /* attempts= */ 5,
                /* outstanding= */ 50,
                /* batchJobs= */ 80,
                /* overdueHours= */ 50,
                /* keepDays= */ 90);

        public ContentLimits withAttempts(int changed) {
            return new ContentLimits(changed, outstanding, batchJobs, overdueHours, keepDays);
        }

        public ContentLimits withOutstanding(int changed) {
            return new ContentLimits(attempts, changed, batchJobs, overdueHours, keepDays);
        }

        public ContentLimits withKeepDays(int changed) {
            return new ContentLimits(attempts, outstanding, batchJobs, overdueHours, changed);
        }
    }
}
