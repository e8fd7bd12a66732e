package dev.tickbox.tick;

/** When a tick takes no new work any more: its time is up, or its process is asked to stop. */
@FunctionalInterface
interface Until {
    boolean passed();
}
