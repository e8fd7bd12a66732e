package dev.tickbox.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What can happen to a run. */
public sealed interface RunEvent {
    /** A driver takes it. */
    record Claim(String owner, Instant leaseUntil) implements RunEvent {}

    /** Its driver lives, and goes on; {@code step}: the one that it is in, if it is in one. */
    record Renew(String owner, Instant leaseUntil, Optional<String> step) implements RunEvent {}

    /** Its driver can do no more before something is settled. {@code wakesSeen}: the count when it was taken. */
    record Suspend(String owner, long wakesSeen, List<String> waitingFor) implements RunEvent {}

    /** Its driver ran out of time, not of work. */
    record Yield(String owner) implements RunEvent {}

    /** Every step is done, or given up, and nothing is outstanding. */
    record Finish(String owner, Publications publications, Optional<Row.Kept> line) implements RunEvent {
        public Finish(String owner, Publications publications) {
            this(owner, publications, Optional.empty());
        }
    }

    /** A gate of its content does not hold. Nothing more is bought for it; what it has queued is still published. */
    record LeaveOut(String owner, String step, String found) implements RunEvent {}

    record Fail(String owner, String step, String why) implements RunEvent {}

    /** Something that it may wait for is settled. */
    record Wake() implements RunEvent {}

    /** The root of a row was woken for its end. */
    record Told() implements RunEvent {}

    /** The table of a row is complete. */
    record Close() implements RunEvent {}

    /** A person says: go on from the step that failed. */
    record Resume() implements RunEvent {}

    /** A person says: go on with this content. */
    record Redefine(String definition) implements RunEvent {}

    /** A person says: no more. */
    record Abandon() implements RunEvent {}

    /** It is to be removed with all that is its own. */
    record Delete() implements RunEvent {}
}
