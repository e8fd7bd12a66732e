package dev.tickbox.tick.context;

/** When a tick takes no new work any more: its time is up, or its process is asked to stop. */
@FunctionalInterface
public interface StopSignal {
    boolean passed();
}
