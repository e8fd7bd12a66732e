package dev.tickbox.publisher;

/** Whether a publication would be accepted now, as far as a site tells without any effect on it. */
public sealed interface Reach {
    /** @param how what was tried, for a person */
    record Open(String how) implements Reach {}

    /** Nothing will be accepted until a person changes something; {@code why} says what. */
    record Closed(String why) implements Reach {}

    /** There was no answer, or not in time. */
    record NoAnswer(String why) implements Reach {}
}
