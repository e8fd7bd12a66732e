package dev.tickbox.crash;

/** The end of a process: an error, so that nothing that goes on after failures goes on after this. */
final class Death extends Error {
    Death(String call) {
        super("died at " + call, null, false, false);
    }
}
