package dev.tickbox.outbox;

/** What an event does to an item. */
public sealed interface Decision {
    record Moved(Item item, String cause) implements Decision {}

    /** It is so already. */
    record Already() implements Decision {}

    /** Somebody else was faster; the named field is not what this event assumed. */
    record Conflict(String field) implements Decision {}

    /** It makes no sense here; {@code why} is for a person. */
    record Illegal(String why) implements Decision {}
}
