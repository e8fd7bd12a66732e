package dev.tickbox.generator;

/** Tokens as the vendor counts them. Thought tokens are not inside the output and cost the same. */
public record Usage(long inputTokens, long outputTokens, long thoughtTokens) {
    public static final Usage NONE = new Usage(0, 0, 0);
}
