package dev.tickbox.simulation;

/** A promise or an invariant does not hold. An error, so that no tick takes it for one thing among many that failed. */
final class Broken extends AssertionError {
    private static final long serialVersionUID = 1;

    private final Check check;

    Broken(Check check, String what) {
        super(check + ": " + what);
        this.check = check;
    }

    Check check() {
        return check;
    }
}
