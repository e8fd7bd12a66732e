package dev.tickbox.outbox;

/**
 * That an item may be published under these rules for what a site could execute.
 *
 * @param by the rules that it satisfies, or the operator's decision
 */
public record Cleared(String by) {
    /** The operator published this one item with all that it contains, whatever the rules say. */
    static final Cleared AS_IT_IS = new Cleared("operator");
}
