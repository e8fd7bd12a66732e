package dev.tickbox.run;

/** What an event does to a run. */
public sealed interface RunDecision {
    record Moved(Run run, String cause) implements RunDecision {}

    /** It is so already. */
    record Already() implements RunDecision {}

    /** Somebody else was faster; the named field is not what this event assumed. */
    record Conflict(String field) implements RunDecision {}

    /** It makes no sense here; {@code why} is for a person. */
    record Illegal(String why) implements RunDecision {}
}
