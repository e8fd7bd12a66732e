package dev.tickbox.functions.command;

/** Something that a person can mend; the message says what and how. It is printed without a stack trace. */
final class Complaint extends RuntimeException {
    Complaint(String message) {
        super(message);
    }
}
