package dev.tickbox.outbox;

import java.time.Instant;
import java.util.Optional;

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

    /**
     * Its publisher has been told that it is due; nobody has come if it is said again a day later.
     *
     * @param since the end of the last pause, during which nobody could come
     */
    record Called(Optional<Instant> since) implements Event {}

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
}
