package dev.tickbox.content;

/** What to do with an output that the vendor cut short: wait for a person, take it as it is, or buy once more with twice the tokens. */
public enum OnIncomplete {
    HOLD,
    PUBLISH,
    RETRY
}
