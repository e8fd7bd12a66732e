package dev.tickbox.content;

/**
 * The limits that the content may set.
 *
 * @param attempts of one generation: calls that may have been billed
 * @param outstanding generations of one model submitted and not yet collected
 * @param batchJobs batch jobs submitted and not yet collected, of all models together
 * @param overdueHours after this long at the vendor a person is told: the vendor itself gives a batch job up after 48
 * @param keepDays how many days a run is kept after its end
 */
public record ContentLimits(int attempts, int outstanding, int batchJobs, int overdueHours, int keepDays) {
    public static final ContentLimits DEFAULT = new ContentLimits(5, 50, 80, 50, 90);

    public ContentLimits(int attempts, int outstanding, int keepDays) {
        this(attempts, outstanding, DEFAULT.batchJobs(), DEFAULT.overdueHours(), keepDays);
    }
}
