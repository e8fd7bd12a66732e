package dev.tickbox.notice;

/** What an event does to a channel. */
public sealed interface ChannelDecision {
    record Moved(ToldChannel channel, String cause) implements ChannelDecision {}

    /** It is so already, or no longer matters. */
    record Already() implements ChannelDecision {}

    /** Not now: another process is at it, or it is not due. */
    record Conflict(String field) implements ChannelDecision {}
}
