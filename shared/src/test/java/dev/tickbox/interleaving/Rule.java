package dev.tickbox.interleaving;

/** Something that must hold after everything that happens. */
@FunctionalInterface
interface Rule {
    void see(Happening happening);

    /** What of the past it will judge the future by. */
    default Object memory() {
        return "";
    }
}
