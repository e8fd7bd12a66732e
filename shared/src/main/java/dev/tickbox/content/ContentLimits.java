package dev.tickbox.content;

/**
 * The limits that the content may set.
 *
 * @param attempts of one generation: calls that may have been billed
 * @param outstanding generations submitted and not yet collected
 * @param keepDays how long a finished run is kept
 */
public record ContentLimits(int attempts, int outstanding, int keepDays) {
    public static final ContentLimits DEFAULT = new ContentLimits(5, 50, 90);
}
