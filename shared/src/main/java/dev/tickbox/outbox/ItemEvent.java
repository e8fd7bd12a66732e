package dev.tickbox.outbox;

import java.time.Instant;

/** What can happen to an outbox item. */
public sealed interface ItemEvent {
    /** A publisher takes it; once this is committed, and only then, it publishes. */
    record Claim(String owner, Instant leaseUntil) implements ItemEvent {}

    /** The site shows it: true whenever it is said. */
    record Shown(String url, String proof) implements ItemEvent {}

    /** This owner's publication did not work, but may later. */
    record Failed(String owner, String why) implements ItemEvent {}

    /** The site will not take it as it is. */
    record Refused(String owner, String why) implements ItemEvent {}

    /** A tick calls its publisher. */
    record Called() implements ItemEvent {}

    /** Its publisher took it and did not begin, since nothing may be published now. */
    record Released(String owner, String why) implements ItemEvent {}

    /** Its publisher did not report in time. */
    record LeaseOver() implements ItemEvent {}

    /** A newer item of the same run, step and site was made. */
    record Supersede() implements ItemEvent {}

    /** The run has been told. */
    record Woken() implements ItemEvent {}

    /**
     * The operator wants it published again.
     *
     * @param asItIs whatever of the text a site could execute
     */
    record Retry(boolean asItIs) implements ItemEvent {}

    /** The operator gives it up. */
    record Abandon() implements ItemEvent {}

    /** Its run was given up: it is not published any more. */
    record Withdraw() implements ItemEvent {}
}
