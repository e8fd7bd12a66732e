package dev.tickbox.store;

/** What became of a commit. */
public enum Outcome {
    /** All of it is durable. */
    APPLIED,
    /** None of it is, and never will be: a document was there already, or had changed. */
    CONFLICT,
    /** The store did not answer in time. On this nobody calls the outside. */
    UNKNOWN
}
