package dev.tickbox.approval;

/** What an event does to an approval. */
public sealed interface ApprovalDecision {
    record Moved(Approval approval, String cause) implements ApprovalDecision {}

    /** It is so already. */
    record Already() implements ApprovalDecision {}

    /**
     * Somebody else was faster.
     *
     * @param field what differs from what this event says
     * @param why for a person
     */
    record Conflict(String field, String why) implements ApprovalDecision {}

    /** It makes no sense here; {@code why} is for a person. */
    record Illegal(String why) implements ApprovalDecision {}
}
