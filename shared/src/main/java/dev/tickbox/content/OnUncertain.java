package dev.tickbox.content;

/** What to do when nobody can say whether the vendor has a request: buy again with the risk booked, or wait for a person. */
public enum OnUncertain {
    RESUBMIT,
    HOLD
}
