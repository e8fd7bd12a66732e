package dev.tickbox.demo;

/** A point of the work at which a process is killed. */
enum KillPoint {
    BEFORE_SUBMIT,
    AFTER_SUBMIT,
    BEFORE_SETTLING,
    BEFORE_PUBLISH,
    AFTER_PUBLISH
}
