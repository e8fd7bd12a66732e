package dev.tickbox.simulation;

/** A promise or an invariant does not hold. An error, so that no tick takes it for one thing among many that failed. */
final class Broken extends AssertionError {
    private static final long serialVersionUID = 1;

    Broken(String what) {
        super(what);
    }

    static void unless(boolean holds, String what) {
        if (!holds) {
            throw new Broken(what);
        }
    }
}
