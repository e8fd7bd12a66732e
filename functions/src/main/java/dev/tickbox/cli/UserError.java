package dev.tickbox.cli;

/** An error that the user can fix; the message says what is wrong and what to do. It is printed without a stack trace. */
final class UserError extends RuntimeException {
    UserError(String message) {
        super(message);
    }
}
