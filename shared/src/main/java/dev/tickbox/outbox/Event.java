package dev.tickbox.outbox;

import java.time.Instant;

/** What can happen to an outbox item. */
public sealed interface Event {
    /** A publisher takes it; once this is committed, and only then, it publishes. */
    record Claim(String owner, Instant leaseUntil) implements Event {}

    /** The site shows it: true whenever it is said. */
    record Shown(String url, String proof) implements Event {}

    /** This owner's publication did not work, but may later. */
    record Failed(String owner, String why) implements Event {}

    /** The site will not take it as it is. */
    record Refused(String owner, String why) implements Event {}

    /** A tick calls its publisher. */
    record Called() implements Event {}

    /** Its publisher took it and did not begin, since nothing may be published now. */
    record Released(String owner, String why) implements Event {}

    /** Its publisher did not report in time. */
    record LeaseOver() implements Event {}

    /** A newer item of the same run, step and site was made. */
    record Supersede() implements Event {}

    /** The run has been told. */
    record Woken() implements Event {}

    /** A person says: again. */
    record Retry() implements Event {}

    /** A person says: no more. */
    record Abandon() implements Event {}

    /** Its run was given up: it is not published any more. */
    record Withdraw() implements Event {}
}
