package dev.tickbox.generator;

/**
 * Tokens as the vendor counts them. Thought tokens are not inside the output and cost the same; cached ones are inside the input and cost
 * less.
 *
 * @param known whether the vendor said so: an answer without a count is no answer that cost nothing
 */
public record Usage(long inputTokens, long outputTokens, long thoughtTokens, long cachedTokens, boolean known) {
    public static final Usage NONE = new Usage(0, 0, 0);

    /** The vendor did not say. What it charges stays at risk. */
    public static final Usage UNKNOWN = new Usage(0, 0, 0, 0, false);

    public Usage(long inputTokens, long outputTokens, long thoughtTokens) {
        this(inputTokens, outputTokens, thoughtTokens, 0, true);
    }

    public Usage(long inputTokens, long outputTokens, long thoughtTokens, long cachedTokens) {
        this(inputTokens, outputTokens, thoughtTokens, cachedTokens, true);
    }
}
