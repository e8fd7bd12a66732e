package dev.tickbox.cli;

/** Something that a person can mend; the message says what and how. It is printed without a stack trace. */
final class UserError extends RuntimeException {
    UserError(String message) {
        super(message);
    }
}
