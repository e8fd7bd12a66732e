package dev.tickbox.cli;

/** Wrong usage that only a command itself can see: exit code 2. */
final class UsageError extends RuntimeException {
    UsageError(String message) {
        super(message);
    }
}
