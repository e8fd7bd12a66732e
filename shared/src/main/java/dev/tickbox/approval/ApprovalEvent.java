package dev.tickbox.approval;

import dev.tickbox.approval.Approval.Question;
import java.time.Instant;
import java.util.Optional;

/** What can happen to an approval. */
public sealed interface ApprovalEvent {
    /**
     * A person approves the text.
     *
     * @param text the hash of the text to use: the one that was asked about, or an edited one
     */
    record Approve(String text, String by) implements ApprovalEvent {}

    /** A person turns the text down. */
    record Reject(String by, String why) implements ApprovalEvent {}

    /**
     * A tick looks whether its time is over.
     *
     * @param countsFrom no time before this counts; empty while the store is paused
     * @param at when the tick found out, and no time after it counts: a tick may sleep through a pause before it says so
     */
    record Look(Optional<Instant> countsFrom, Instant at) implements ApprovalEvent {}

    /** The store was restored after its run was made: it may have been answered in the lost past, so only a person decides. */
    record LostPast() implements ApprovalEvent {}

    /** Its step asks about this text again. */
    record Ask(Question question) implements ApprovalEvent {}

    /** Its step asks about another text, or its run continues with other content. */
    record Supersede() implements ApprovalEvent {}

    /** Its run ends. */
    record Withdraw() implements ApprovalEvent {}
}
