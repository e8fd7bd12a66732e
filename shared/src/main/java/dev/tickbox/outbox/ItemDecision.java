package dev.tickbox.outbox;

/** What an event does to an item. */
public sealed interface ItemDecision {
    record Moved(Item item, String cause) implements ItemDecision {}

    /** It is so already. */
    record Already() implements ItemDecision {}

    /** Somebody else was faster; the named field is not what this event assumed. */
    record Conflict(String field) implements ItemDecision {}

    /** It makes no sense here; {@code why} is for a person. */
    record Illegal(String why) implements ItemDecision {}
}
